"""Which uses count on a day: the window of a counter.

A year is that of the calendar, or that of the contract. Two and four years roll: no stretch of that
length may hold more than the limit, whichever line arrived first. Source: domain rules 4.1 and 4.2.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from espace_client.benefits.qualifiers import Period
from espace_client.benefits.reckoning.uses import Use
from espace_client.kernel.periods import years_after

ROLLING = {Period.TWO_YEARS: 2, Period.FOUR_YEARS: 4}


def windows(
    uses: Sequence[Use],
    period: Period | None,
    on: date,
    anniversary: date,
    years: int | None = None,
) -> list[list[Use]]:
    """The uses that count on that day: one list, or one for each window of a period that rolls.

    The fullest of them is what is used: a line that arrives late is counted with those that came
    after it. Without a period, every use counts for ever. `years`: how long a period that rolls is
    for this person, where that is not what it says.
    """
    if period in ROLLING:
        return _rolling(uses, years or ROLLING[period], on)
    start, end = fixed_window(period, on, anniversary)
    return [[use for use in uses if start <= use.on < end]]


@lru_cache(4_096)
def fixed_window(period: Period | None, on: date, anniversary: date) -> tuple[date, date]:
    """The first day of a period that does not roll, and the first day after it."""
    if period is Period.CIVIL_YEAR:
        return date(on.year, 1, 1), date(on.year + 1, 1, 1)
    if period is Period.CONTRACT_YEAR:
        return contract_year(anniversary, on)
    return date.min, date.max


def contract_year(anniversary: date, on: date) -> tuple[date, date]:
    """The year of the contract that holds the day: its first day, and the first of the next.

    A contract of 29 February begins its ordinary years on 28 February (domain rule X4).
    """
    years = on.year - anniversary.year
    start = years_after(anniversary, years)
    if start > on:
        return years_after(anniversary, years - 1), start
    return start, years_after(anniversary, years + 1)


def _rolling(uses: Sequence[Use], years: int, on: date) -> list[list[Use]]:
    """The uses of each window of so many years that holds the day: one that begins that day, and
    one that begins on each day of use before."""
    end = years_after(on, years)
    near = [use for use in uses if use.on < end and on < years_after(use.on, years)]
    found = []
    for start in {on, *(use.on for use in near if use.on < on)}:
        stop = years_after(start, years)
        found.append([use for use in near if start <= use.on < stop])
    return found


def renews_on(
    uses: Sequence[Use],
    period: Period | None,
    on: date,
    anniversary: date,
    years: int | None = None,
) -> date | None:
    """When the counter gives something back: the next year, or when its oldest use leaves it.

    None where it never does, and where a rolling counter was not used.
    """
    if period is None:
        return None
    if period not in ROLLING:
        return fixed_window(period, on, anniversary)[1]
    years = years or ROLLING[period]
    return min(
        (back for use in uses if (back := years_after(use.on, years)) > on and use.on <= on),
        default=None,
    )
