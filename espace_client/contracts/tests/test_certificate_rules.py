"""Who was covered when: values in, values out."""

from datetime import date
from uuid import UUID

import pytest

from espace_client.contracts.rules import Cover, Period, covered_over
from espace_client.kernel.periods import WrongPeriod, wrong_period

TODAY = date(2022, 3, 24)
CONTRACT, OTHER = UUID(int=8), UUID(int=9)
JEANNE, KARIM = UUID(int=1), UUID(int=2)


def cover(
    person: UUID = JEANNE,
    start: str = "2019-01-01",
    end: str = "",
    *,
    contract: UUID = CONTRACT,
    agreed: tuple[str, str] = ("2019-01-01", ""),
) -> Cover:
    return Cover(person, contract, period(start, end), period(*agreed))


def period(first: str, last: str = "") -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last) if last else None)


def days(covers: list[Cover], first: str, last: str = "") -> list[tuple[UUID, str, str]]:
    found = covered_over(
        covers, first=date.fromisoformat(first), last=date.fromisoformat(last or first)
    )
    return [(one.cover.person, str(one.period.first), str(one.period.last or "")) for one in found]


def test_at_a_date_the_whole_cover_is_told() -> None:
    assert days([cover()], "2022-03-01") == [(JEANNE, "2019-01-01", "")]
    assert days([cover(end="2022-12-31")], "2022-03-01") == [(JEANNE, "2019-01-01", "2022-12-31")]


@pytest.mark.parametrize("day", ["2019-01-01", "2020-02-29", "2021-06-30"])
def test_both_ends_of_a_cover_are_covered(day: str) -> None:
    assert days([cover(end="2021-06-30")], day) == [(JEANNE, "2019-01-01", "2021-06-30")]


@pytest.mark.parametrize("day", ["2018-12-31", "2021-07-01"])
def test_the_day_before_and_the_day_after_are_not(day: str) -> None:
    assert days([cover(end="2021-06-30")], day) == []


def test_over_a_period_each_is_told_with_the_first_and_last_day_within_it() -> None:
    covers = [cover(), cover(KARIM, "2020-03-01", "2021-06-30")]
    assert days(covers, "2020-01-01", "2021-12-31") == [
        (JEANNE, "2020-01-01", "2021-12-31"),
        (KARIM, "2020-03-01", "2021-06-30"),
    ]
    assert days(covers, "2021-06-30", "2021-07-31") == [
        (JEANNE, "2021-06-30", "2021-07-31"),
        (KARIM, "2021-06-30", "2021-06-30"),
    ]


def test_29_february_is_a_day_like_another() -> None:
    leap = cover(start="2020-02-29", end="2020-02-29")
    assert days([leap], "2020-02-29") == [(JEANNE, "2020-02-29", "2020-02-29")]
    assert days([leap], "2020-02-28", "2020-03-01") == [(JEANNE, "2020-02-29", "2020-02-29")]
    assert days([leap], "2020-03-01") == []


def test_somebody_who_left_last_month_was_covered_until_then() -> None:
    left = [cover(KARIM, end="2022-02-28")]
    assert days(left, "2022-02-28") == [(KARIM, "2019-01-01", "2022-02-28")]
    assert days(left, "2022-03-24") == []


def test_who_left_and_came_back_is_told_twice() -> None:
    covers = [cover(end="2020-12-31"), cover(start="2021-07-01")]
    assert days(covers, "2020-01-01", "2021-12-31") == [
        (JEANNE, "2020-01-01", "2020-12-31"),
        (JEANNE, "2021-07-01", "2021-12-31"),
    ]
    assert days(covers, "2021-03-01") == []


def test_two_contracts_are_told_both() -> None:
    covers = [cover(), cover(contract=OTHER, start="2021-01-01", agreed=("2021-01-01", ""))]
    found = covered_over(covers, first=TODAY, last=TODAY)
    assert [one.cover.contract for one in found] == [CONTRACT, OTHER]
    assert len(days(covers, "2020-05-05")) == 1


def test_a_contract_that_ended_covers_nobody_afterwards_whatever_the_cover_says() -> None:
    ended = cover(agreed=("2019-01-01", "2021-12-31"))
    assert days([ended], "2021-12-31") == [(JEANNE, "2019-01-01", "2021-12-31")]
    assert days([ended], "2022-01-01") == []
    assert (
        days([cover(start="2022-02-01", agreed=("2019-01-01", "2021-12-31"))], "2022-02-01") == []
    )


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        ("2022-03-24", "2022-03-24", None),
        ("2012-01-01", "2022-03-24", None),
        ("2022-03-25", "2022-03-25", WrongPeriod.FUTURE),
        ("2022-03-01", "2022-03-25", WrongPeriod.FUTURE),
        ("2022-03-02", "2022-03-01", WrongPeriod.BACKWARDS),
        ("2022-06-02", "2022-06-01", WrongPeriod.BACKWARDS),
    ],
)
def test_a_certificate_speaks_of_days_that_are_known(
    first: str, last: str, wrong: WrongPeriod | None
) -> None:
    period = date.fromisoformat(first), date.fromisoformat(last)
    assert wrong_period(*period, today=TODAY) is wrong
