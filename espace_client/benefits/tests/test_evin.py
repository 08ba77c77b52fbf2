"""The steps of what a contract kept after leaving an employer may cost: domain rules 2."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espace_client.benefits import evin
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.law.values import Confidence, NoValue

LAW = shipped_law()
REFERENCE = Decimal("80.00")
A_DAY = timedelta(days=1)
STARTS = st.dates(date(1990, 8, 30), date(2060, 12, 31))
LATER = st.integers(0, 12_000).map(lambda days: timedelta(days=days))

pytestmark = pytest.mark.promise("I6.12")


def most(effective_on: str, on: str, reference: Decimal = REFERENCE) -> Decimal | None:
    step = evin.step_on(evin.steps(date.fromisoformat(effective_on), LAW), date.fromisoformat(on))
    assert step is not None
    return step.most(reference)


@pytest.mark.parametrize(
    ("effective_on", "on", "euros"),
    [
        ("2024-04-01", "2024-12-01", "80.00"),
        ("2024-04-01", "2025-03-31", "80.00"),
        ("2024-04-01", "2025-04-01", "100.00"),
        ("2024-04-01", "2025-04-02", "100.00"),
        ("2024-04-01", "2026-03-31", "100.00"),
        ("2024-04-01", "2026-04-01", "120.00"),
        ("2024-04-01", "2027-03-31", "120.00"),
        ("2024-04-01", "2027-04-01", None),
        ("2024-04-01", "2034-04-01", None),
        ("2016-01-01", "2016-01-01", "120.00"),
        ("2016-01-01", "2017-07-01", "120.00"),
        ("2016-01-01", "2026-11-26", "120.00"),
        ("2017-06-30", "2022-03-24", "120.00"),
        ("2017-07-01", "2017-07-01", "80.00"),
        ("2017-07-02", "2018-07-01", "80.00"),
        ("2017-07-02", "2018-07-02", "100.00"),
    ],
)
def test_the_vectors_of_the_domain_rules(effective_on: str, on: str, euros: str | None) -> None:
    assert most(effective_on, on) == (None if euros is None else Decimal(euros))


def test_euros_are_rounded_half_up_to_the_cent() -> None:
    assert most("2024-04-01", "2025-04-01", Decimal("80.50")) == Decimal("100.63")  # 100.625
    assert most("2024-04-01", "2026-04-01", Decimal("0.01")) == Decimal("0.02")  # 0.015


@pytest.mark.parametrize(
    ("on", "year"),
    [
        ("2024-02-29", 1),
        ("2025-02-27", 1),
        ("2025-02-28", 2),
        ("2027-02-28", 4),
        ("2028-02-28", 4),
        ("2028-02-29", 5),
    ],
)
def test_a_contract_of_29_february(on: str, year: int) -> None:
    assert evin.tariff_year(date(2024, 2, 29), date.fromisoformat(on)) == year
    path = evin.steps(date(2024, 2, 29), LAW)
    assert [step.first_on for step in path] == [
        date(2024, 2, 29), date(2025, 2, 28), date(2026, 2, 28), date(2027, 2, 28),
    ]  # fmt: skip


def test_before_its_first_day_a_contract_has_no_year_and_a_step_to_come() -> None:
    path = evin.steps(date(2024, 4, 1), LAW)
    assert evin.step_on(path, date(2024, 3, 31)) is None
    assert evin.next_step(path, date(2024, 3, 31)) is path[0]
    with pytest.raises(ValueError, match="2024-03-31 is before the first day"):
        evin.tariff_year(date(2024, 4, 1), date(2024, 3, 31))


def test_a_contract_older_than_the_rule_is_not_guessed() -> None:
    assert len(evin.steps(date(1990, 8, 30), LAW)) == 1
    with pytest.raises(NoValue):
        evin.steps(date(1990, 8, 29), LAW)


@pytest.mark.parametrize(
    ("on", "is_frozen"),
    [("2025-12-31", False), ("2026-01-01", True), ("2026-12-31", True), ("2027-01-01", False)],
)
def test_the_freeze_of_2026_is_told_in_2026_alone_and_is_to_be_checked(
    on: str, is_frozen: bool
) -> None:
    found = evin.frozen(LAW, date.fromisoformat(on))
    assert (found is not None) == is_frozen
    assert found is None or found.confidence is Confidence.CHECK


@given(start=STARTS, after=LATER)
def test_the_maximum_never_falls_and_once_gone_stays_gone(start: date, after: timedelta) -> None:
    path = evin.steps(start, LAW)
    caps = [step.cap.amount if step.cap else None for step in path]
    known = [cap for cap in caps if cap is not None]
    assert known == sorted(known)
    assert None not in caps[:-1]
    held = evin.step_on(path, start + after)
    assert held is not None
    assert start <= held.first_on <= start + after


@given(start=STARTS, after=LATER)
def test_the_next_step_is_to_come_on_an_anniversary(start: date, after: timedelta) -> None:
    on, path = start + after, evin.steps(start, LAW)
    coming = evin.next_step(path, on)
    if coming is None:
        assert path[-1].holds(on)
        return
    assert coming.first_on > on
    assert coming.first_on - on <= timedelta(days=366)
    day = min(start.day, 28) if (start.month, start.day) == (2, 29) else start.day
    assert coming.first_on.replace(day=1) == start.replace(year=coming.first_on.year, day=1)
    assert coming.first_on.day in (start.day, day)
    assert evin.tariff_year(start, coming.first_on) == coming.year
    assert evin.tariff_year(start, coming.first_on - A_DAY) == coming.year - 1


@given(start=STARTS, after=LATER)
def test_each_day_has_one_step_and_it_is_that_of_its_year(start: date, after: timedelta) -> None:
    path, on = evin.steps(start, LAW), start + after
    (held,) = [step for step in path if step.holds(on)]
    if len(path) > 1:
        assert held.year == min(evin.tariff_year(start, on), len(path))
