"""Dates of birth as French social files hold them: text, sometimes « lunar » (product B.3.2).

A person whose civil status was rebuilt may be born on 00/00/1938 or in month 42. Such a date is
no calendar date, so it is kept and compared as text `JJ/MM/AAAA`.
"""

import re
from datetime import date

_SHAPE = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})|(\d{2})(\d{2})(\d{4})")


class NotABirthDate(ValueError):
    """The text cannot be read as day, month and year of birth."""


class NoSuchDay(NotABirthDate):
    """Day, month and year can be read, but this month has no such day (31 February)."""


def normal(text: str) -> str:
    """*text* as `JJ/MM/AAAA`. Accepts blanks, dots, dashes, slashes, or eight digits in a row.

    Days 00 to 31 and months 00 to 99 are accepted (the NIR knows months 20, 30 to 42 and 50 to
    99); the year is between 1880 and 2199. Raises NotABirthDate.
    """
    found = _SHAPE.fullmatch(text.strip())
    if not found:
        raise NotABirthDate(text)
    day, month, year = (int(part) for part in found.groups() if part is not None)
    if day > 31 or not 1880 <= year <= 2199:
        raise NotABirthDate(text)
    if 1 <= month <= 12 and day:
        try:
            date(year, month, day)
        except ValueError as error:
            raise NoSuchDay(text) from error
    return f"{day:02d}/{month:02d}/{year:04d}"


def is_lunar(text: str) -> bool:
    """Whether a normal date of birth is no date of the calendar."""
    return calendar_date(text) is None


def calendar_date(text: str) -> date | None:
    """The calendar date of a normal date of birth, or None for a lunar one."""
    day, month, year = (int(part) for part in text.split("/"))
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_adult(text: str, *, on: date) -> bool:
    """Whether somebody born on *text* is 18 on *on*.

    A lunar date counts as 31 December of its year: nobody is made an adult too early.
    """
    born = calendar_date(text) or date(int(text[-4:]), 12, 31)
    return (on.year - born.year, on.month, on.day) >= (18, born.month, born.day)
