"""Months and years counted as the law counts them; which days can be certified.

Source: domain rule X4 (art. 641 of the code of civil procedure): the same day number, or the last
day of a month that has no such day.
"""

from calendar import monthrange
from datetime import date
from enum import Enum


def months_after(day: date, months: int) -> date:
    """31 January 2026 + 1 month = 28 February 2026; *months* may be negative."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def years_after(day: date, years: int) -> date:
    """29 February 2024 + 1 year = 28 February 2025; *years* may be negative."""
    return months_after(day, 12 * years)


class WrongPeriod(Enum):
    """Why nothing can be certified of some days."""

    FUTURE = "future"  # nobody knows today what will be true then
    BACKWARDS = "backwards"


def wrong_period(first: date, last: date, *, today: date) -> WrongPeriod | None:
    """Whether a certificate can speak of these days: they are over, or today is the last one."""
    if last < first:
        return WrongPeriod.BACKWARDS
    return WrongPeriod.FUTURE if last > today else None
