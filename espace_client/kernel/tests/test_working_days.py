"""Days that a promise counts, over the holidays of France."""

from datetime import date

import pytest

from espace_client.kernel.working_days import (
    is_working_day,
    working_days_after,
    working_days_between,
)


@pytest.mark.parametrize(
    "day",
    ["2022-01-01", "2022-04-18", "2022-05-01", "2022-05-08", "2022-05-26", "2022-06-06",
     "2022-07-14", "2022-08-15", "2022-11-01", "2022-11-11", "2022-12-25", "2026-04-06",
     "2026-05-14", "2026-05-25", "2027-03-29", "2022-04-16", "2022-04-17"],
)  # fmt: skip
def test_nobody_works_that_day(day: str) -> None:
    assert not is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2022-04-15", "2022-12-26", "2022-03-24", "2022-05-27"])
def test_good_friday_and_the_day_after_christmas_are_worked(day: str) -> None:
    """Both are holidays of Alsace-Moselle, or of the bank calendar, alone."""
    assert is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("asked", "count", "last"),
    [
        ("2022-03-24", 2, "2022-03-28"),
        ("2022-04-14", 5, "2022-04-22"),  # over Easter
        ("2022-04-15", 1, "2022-04-19"),
        ("2022-04-22", 10, "2022-05-06"),
        ("2022-05-25", 2, "2022-05-30"),  # over Ascension
        ("2022-03-24", 0, "2022-03-24"),
        ("2022-04-17", 1, "2022-04-19"),
    ],
)
def test_the_last_of_some_working_days(asked: str, count: int, last: str) -> None:
    found = working_days_after(date.fromisoformat(asked), count)
    assert found == date.fromisoformat(last)
    assert working_days_between(date.fromisoformat(asked), found) == count


def test_a_promise_is_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="forward"):
        working_days_after(date(2022, 3, 24), -1)
    assert working_days_between(date(2022, 3, 25), date(2022, 3, 24)) == 0
