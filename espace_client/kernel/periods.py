"""Months and years counted as the law counts them.

Source: domain rule X4 (art. 641 of the code of civil procedure): the same day number, or the last
day of a month that has no such day.
"""

from calendar import monthrange
from datetime import date


def months_after(day: date, months: int) -> date:
    """31 January 2026 + 1 month = 28 February 2026; *months* may be negative."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def years_after(day: date, years: int) -> date:
    """29 February 2024 + 1 year = 28 February 2025; *years* may be negative."""
    return months_after(day, 12 * years)
