"""The same day of another month, as the law counts."""

from datetime import date

import pytest

from espace_client.kernel.periods import months_after, years_after


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2022, 3, 24), -24, date(2020, 3, 24)),
        (date(2022, 12, 31), -24, date(2020, 12, 31)),
        (date(2024, 2, 29), -24, date(2022, 2, 28)),
    ],
)
def test_the_day_so_many_months_away(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


def test_a_leap_day_becomes_the_last_of_february() -> None:
    assert years_after(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)
