"""Working days: what every promise counts in. Pure.

Source: product B.0.4; the public holidays of the whole country (art. L3133-1 of the labour code).
Those of Alsace-Moselle alone are working days here: a promise is the same for everybody.
"""

from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter

_DAY = timedelta(days=1)
_SATURDAY = 5


_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))  # month, day
_AFTER_EASTER = (1, 39, 50)  # days: Easter Monday, Ascension, Whit Monday


@cache
def _holidays(year: int) -> frozenset[date]:
    sunday = easter(year)
    moving = {sunday + timedelta(days=days) for days in _AFTER_EASTER}
    return frozenset(moving | {date(year, month, day) for month, day in _FIXED})


def is_working_day(day: date) -> bool:
    """Neither a Saturday, nor a Sunday, nor a public holiday."""
    return day.weekday() < _SATURDAY and day not in _holidays(day.year)


def working_days_after(day: date, count: int) -> date:
    """The last of *count* working days that follow *day*, which itself does not count: Friday + 1
    is Monday. With no count, *day* itself. Raises ValueError for a negative count."""
    if count < 0:
        raise ValueError("working days are counted forward")
    while count:
        day += _DAY
        count -= is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """How many working days follow *first*, up to *last* included; none when it does not come
    after."""
    days = (first + _DAY * ahead for ahead in range(1, (last - first).days + 1))
    return sum(is_working_day(day) for day in days)
