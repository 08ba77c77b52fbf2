"""The last day of reading, and who has left. Pure rules first, then the covers of people."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espace_client.contracts.leaving import UnableAfterLeaving, departure_of, last_end_of
from espace_client.contracts.leaving import require_to_be_covered as require
from espace_client.contracts.models import Contract, Coverage, Relationship
from espace_client.contracts.rules import departure, earliest_readable_end, last_readable_day
from espace_client.members.models import Person
from tests.people import contract_of, cover

pytestmark = pytest.mark.promise("I6.11")
A_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("end", "last"),
    [
        ("2021-12-31", "2023-12-31"),
        ("2022-02-15", "2024-02-15"),
        ("2022-02-28", "2024-02-29"),  # the day that the year of reading has more
        ("2024-02-29", "2026-02-28"),
        ("2024-02-28", "2026-02-28"),
        ("2026-02-28", "2028-02-29"),
    ],
)
def test_reading_ends_24_months_later_to_the_day(end: str, last: str) -> None:
    assert last_readable_day(date.fromisoformat(end)) == date.fromisoformat(last)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
def test_the_last_day_is_the_last_that_the_rule_of_reading_lets(end: date) -> None:
    last = last_readable_day(end)
    assert earliest_readable_end(last) <= end < earliest_readable_end(last + A_DAY)


def test_nobody_has_left_on_the_last_day_of_their_cover() -> None:
    end = date(2022, 2, 28)
    assert departure(end, on=end) is None
    left = departure(end, on=end + A_DAY)
    assert left is not None
    assert not left.is_over(left.readable_until)
    assert left.is_over(left.readable_until + A_DAY)
    assert departure(None, on=end) is None


@pytest.mark.django_db
def test_another_contract_that_runs_or_will_is_no_departure(jeanne: Person) -> None:
    on = date(2022, 3, 24)
    Contract.objects.filter(holder=jeanne).update(end_on=date(2022, 1, 31))
    left = departure_of(jeanne.pk, on=on)
    assert left is not None
    assert left.ended_on == date(2022, 1, 31)  # the contract, though the cover names no end
    contract_of(jeanne, reference="SUITE", start_on=date(2022, 4, 1))
    assert departure_of(jeanne.pk, on=on) is None


@pytest.mark.django_db
def test_a_holder_whose_contract_still_covers_her_husband_has_not_left(
    jeanne: Person, karim: Person
) -> None:
    Coverage.objects.filter(person=jeanne).update(end_on=date(2022, 1, 31))
    assert last_end_of(jeanne.pk) is None
    Coverage.objects.filter(person=jeanne).update(end_on=None)
    Coverage.objects.filter(person=karim).update(end_on=date(2022, 1, 31))
    assert last_end_of(karim.pk) == date(2022, 1, 31)
    assert last_end_of(jeanne.pk) is None


@pytest.mark.django_db
def test_a_child_on_two_contracts_leaves_with_the_later(jeanne: Person, salah: Person) -> None:
    child = Person.objects.create(
        reference="ENFANT", birth_name="Martin", first_names="Zoé", birth_date="01/02/2010"
    )
    ends = {jeanne: date(2022, 1, 31), salah: date(2022, 2, 28)}
    for parent, end in ends.items():
        cover(Contract.objects.get(holder=parent), child, Relationship.CHILD)
        Contract.objects.filter(holder=parent).update(end_on=end)
    assert last_end_of(child.pk) == date(2022, 2, 28)


@pytest.mark.django_db
def test_what_begins_is_refused_with_the_day_and_what_remains(jeanne: Person) -> None:
    require(jeanne.pk, on=date(2022, 3, 24))
    Contract.objects.filter(holder=jeanne).update(end_on=date(2022, 1, 31))
    with pytest.raises(UnableAfterLeaving, match="31\N{NO-BREAK SPACE}janvier") as refused:
        require(jeanne.pk, on=date(2022, 3, 24))
    assert "31\N{NO-BREAK SPACE}janvier\N{NO-BREAK SPACE}2024" in refused.value.sentence
