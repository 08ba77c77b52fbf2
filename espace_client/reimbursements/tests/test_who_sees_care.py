"""Whose care is whose: every pair of a family, and what age, death and consent change."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from espace_client.contracts.models import Contract, Coverage, Relationship
from espace_client.kernel import clock
from espace_client.members.models import Person
from espace_client.members.permissions import Right, may
from espace_client.reimbursements.models import Reimbursement
from tests.bench.clock import Clock
from tests.people import account_of, cover, helped

pytestmark = [pytest.mark.django_db, pytest.mark.promise("2.3")]
LAUNCH = date(2022, 3, 24)
type Family = dict[str, Person]
CHILDREN = {
    "fifteen": "25/03/2006",
    "sixteen": "24/03/2006",
    "seventeen": "25/03/2004",
    "eighteen": "24/03/2004",
    "lunar": "00/00/2004",  # counts as the end of its year
}


@pytest.fixture
def family(jeanne: Person, karim: Person, salah: Person) -> Family:
    """Jeanne, her husband, children of every age around the limits, and a stranger; each with
    one line of care."""
    contract = Contract.objects.get(holder=jeanne)
    found = {"jeanne": jeanne, "karim": karim, "salah": salah}
    for name, born in CHILDREN.items():
        found[name] = Person.objects.create(
            reference=f"E-{name}", birth_name="Martin", first_names=name.title(), birth_date=born
        )
        cover(contract, found[name], Relationship.CHILD)
    for name, person in found.items():
        Reimbursement.objects.create(
            reference=f"R-{name}", contract=contract, person=person, cared_on=date(2022, 3, 1),
            care="Consultation", spent=Decimal(25), basic=Decimal("16.5"),
            complementary=Decimal("7.5"),
        )  # fmt: skip
    return found


def seen(family: Family, viewer: str, on: date = LAUNCH) -> set[str]:
    """Whose care *viewer* reads, by the rows; `may` has to say the same of each pair."""
    me = family[viewer].pk
    rows = Reimbursement.objects.visible_to(me, on=on)
    names = {one.reference.removeprefix("R-") for one in rows}
    asked = {
        name for name, other in family.items() if may(me, Right.REIMBURSEMENTS, other.pk, on=on)
    }
    assert names == asked
    return names


def test_every_pair_of_a_family(family: Family) -> None:
    young = {"fifteen", "sixteen", "seventeen", "lunar"}
    assert {viewer: seen(family, viewer) for viewer in family} == {
        viewer: {viewer} | (young if viewer == "jeanne" else set()) for viewer in family
    }


@pytest.mark.parametrize("name", ["sixteen", "seventeen", "lunar"])
def test_from_16_a_child_with_an_account_reads_alone(family: Family, name: str) -> None:
    account_of(family[name])
    assert name not in seen(family, "jeanne")
    assert name in seen(family, name)


def test_under_16_the_parent_goes_on_reading(family: Family) -> None:
    account_of(family["fifteen"])
    assert "fifteen" in seen(family, "jeanne")


@pytest.mark.parametrize(("name", "birthday"), [("fifteen", 16), ("seventeen", 18)])
def test_a_birthday_counts_from_midnight_in_paris(
    family: Family, clock: Clock, name: str, birthday: int
) -> None:
    if birthday == 16:
        account_of(family[name])
    clock.set("2022-03-24T23:59:59")
    assert name in seen(family, "jeanne", clock.today)
    clock.advance(seconds=1)
    assert name not in seen(family, "jeanne", clock.today)


def _dies(family: Family) -> None:
    Person.objects.filter(pk=family["fifteen"].pk).update(died_on=LAUNCH)


def _left_long_ago(family: Family) -> None:
    Coverage.objects.filter(person=family["fifteen"]).update(end_on=date(2020, 3, 23))


def _is_no_child_of_hers(family: Family) -> None:
    Coverage.objects.filter(person=family["fifteen"]).update(relationship=Relationship.OTHER)


@pytest.mark.parametrize("what", [_dies, _left_long_ago, _is_no_child_of_hers])
def test_the_parent_stops_reading(family: Family, what: Callable[[Family], None]) -> None:
    assert "fifteen" in seen(family, "jeanne")
    what(family)
    assert "fifteen" not in seen(family, "jeanne")


def test_a_cover_that_ended_lately_is_still_read(family: Family) -> None:
    Coverage.objects.filter(person=family["fifteen"]).update(end_on=date(2020, 3, 24))
    assert "fifteen" in seen(family, "jeanne")


@pytest.mark.promise("2.9")
def test_an_adult_s_word_opens_it_and_closes_it_at_once(family: Family) -> None:
    """Her husband lets her read his care, for a time; then he does not."""
    given = helped(family["karim"], family["jeanne"], Right.REIMBURSEMENTS)
    assert "karim" in seen(family, "jeanne")
    assert seen(family, "karim") == {"karim"}
    given.ended_at, given.ending = clock.now(), "giver"
    given.save()
    assert "karim" not in seen(family, "jeanne")


def test_another_function_opens_no_care(family: Family) -> None:
    helped(family["karim"], family["jeanne"], *set(Right) - {Right.REIMBURSEMENTS})
    assert "karim" not in seen(family, "jeanne")


def test_the_holder_sees_covers_and_the_cards_of_those_it_covers_today(family: Family) -> None:
    Coverage.objects.filter(person=family["karim"]).update(end_on=date(2022, 3, 23))
    for right, of_karim in ((Right.CONTRACTS, True), (Right.CARD, False)):
        opened = {
            name
            for name, other in family.items()
            if may(family["jeanne"].pk, right, other.pk, on=LAUNCH)
        }
        assert opened - {"karim"} == {"jeanne", *CHILDREN}
        assert ("karim" in opened) is of_karim
        assert not may(family["karim"].pk, right, family["jeanne"].pk, on=LAUNCH)


def test_the_covers_that_are_seen_are_of_those_whom_may_names(family: Family) -> None:
    for viewer, me in family.items():
        covered = {one.person_id for one in Coverage.objects.visible_to(me.pk, on=LAUNCH)}
        opened = {
            other.pk
            for other in family.values()
            if may(me.pk, Right.CONTRACTS, other.pk, on=LAUNCH)
        }
        assert covered == opened, viewer
