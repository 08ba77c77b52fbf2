"""How long an access may last."""

from datetime import date

import pytest

from espace_client.accounts.rules import months_later


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2022-03-24", 6, "2022-09-24"),
        ("2022-03-24", 12, "2023-03-24"),
        ("2022-01-31", 1, "2022-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2022-11-30", 1, "2022-12-30"),
        ("2022-12-31", 1, "2023-01-31"),
        ("2022-12-31", 12, "2023-12-31"),
    ],
)
def test_months_are_those_of_the_calendar(day: str, months: int, later: str) -> None:
    assert months_later(date.fromisoformat(day), months) == date.fromisoformat(later)
