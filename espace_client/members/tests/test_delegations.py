"""An access between its dates, function by function, and the one function that says so."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from espace_client.kernel import clock
from espace_client.members.models import Delegation, Guardianship, Measure, Person
from espace_client.members.permissions import Right, may, people_open_to, sources
from tests.bench.clock import Clock
from tests.people import helped

pytestmark = [pytest.mark.django_db, pytest.mark.promise("2.4")]
LAUNCH = date(2022, 3, 24)


@pytest.mark.parametrize("right", Right)
def test_a_function_opens_itself_and_no_other(odette: Person, paul: Person, right: Right) -> None:
    helped(odette, paul, right)
    opened = {one for one in Right if may(paul.pk, one, odette.pk, on=LAUNCH)}
    assert opened == {right}
    assert not any(may(odette.pk, one, paul.pk, on=LAUNCH) for one in Right)
    assert all(may(odette.pk, one, odette.pk, on=LAUNCH) for one in Right)


@pytest.mark.parametrize(
    ("day", "open_"),
    [("2022-03-23", False), ("2022-03-24", True), ("2022-06-30", True), ("2022-07-01", False)],
)
def test_both_ends_are_included(odette: Person, paul: Person, day: str, open_: bool) -> None:
    helped(odette, paul, Right.CARD, end_on=date(2022, 6, 30))
    assert may(paul.pk, Right.CARD, odette.pk, on=date.fromisoformat(day)) is open_


def test_the_last_day_ends_at_midnight_in_paris(odette: Person, paul: Person, clock: Clock) -> None:
    helped(odette, paul, Right.CARD, end_on=date(2022, 6, 30))
    clock.set("2022-06-30T23:59:59")
    assert may(paul.pk, Right.CARD, odette.pk, on=clock.today)
    clock.advance(seconds=1)
    assert not may(paul.pk, Right.CARD, odette.pk, on=clock.today)


@pytest.mark.parametrize(
    "said",
    [
        {"accepted_at": None},
        {"ended_at": clock.system_time(), "ending": "giver"},
    ],
)
def test_what_waits_or_has_ended_opens_nothing(
    odette: Person, paul: Person, said: dict[str, object]
) -> None:
    helped(odette, paul, **said)
    assert not may(paul.pk, Right.CARD, odette.pk, on=LAUNCH)


@pytest.mark.parametrize("who", ["giver", "carer"])
def test_it_ends_on_the_day_one_of_them_dies(odette: Person, paul: Person, who: str) -> None:
    helped(odette, paul)
    dead = odette if who == "giver" else paul
    Person.objects.filter(pk=dead.pk).update(died_on=date(2022, 5, 3))
    assert may(paul.pk, Right.CARD, odette.pk, on=date(2022, 5, 2))
    assert not may(paul.pk, Right.CARD, odette.pk, on=date(2022, 5, 3))


@pytest.mark.parametrize(
    ("day", "open_"),
    [("2022-03-31", False), ("2022-04-01", True), ("2023-03-31", True), ("2023-04-01", False)],
)
def test_a_guardian_s_access_follows_the_measure(
    odette: Person, paul: Person, day: str, open_: bool
) -> None:
    measure = Guardianship.objects.create(
        reference="T-1", person=odette, measure=Measure.TUTELLE, guardian_name="Paul Guérin",
        ruling="TJ 22/0001", start_on=date(2022, 4, 1), end_on=date(2023, 3, 31),
    )  # fmt: skip
    helped(odette, paul, guardianship=measure, end_on=None)
    on = date.fromisoformat(day)
    assert {may(paul.pk, right, odette.pk, on=on) for right in Right} == {open_}


def test_may_and_the_rows_say_the_same_of_everybody(everybody: dict[str, Person]) -> None:
    helped(everybody["odette"], everybody["paul"], Right.CARD, Right.REIMBURSEMENTS)
    helped(everybody["karim"], everybody["jeanne"], Right.REIMBURSEMENTS)
    assert sources().keys() >= {"delegation", "holder_of_the_contract", "parent_of_a_minor"}
    for viewer in everybody.values():
        for right in Right:
            rows = set(people_open_to(viewer.pk, right, on=LAUNCH))
            asked = {one for one in everybody.values() if may(viewer.pk, right, one.pk, on=LAUNCH)}
            assert rows == asked


@pytest.mark.parametrize(
    "wrong",
    [
        {"end_on": date(2022, 3, 23)},
        {"end_on": None},
        {"rights": ["bank"]},
        {"rights": []},
        {"carer": None},
        {"ended_at": clock.system_time()},
    ],
    ids=["ends before it starts", "no end", "unknown", "nothing", "nobody", "ends without why"],
)
def test_the_database_refuses_what_makes_no_sense(
    odette: Person, paul: Person, wrong: dict[str, object]
) -> None:
    made = helped(odette, paul)
    for name, value in wrong.items():
        setattr(made, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


def test_nobody_is_their_own_carer(odette: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        helped(odette, odette)


def test_one_lives_at_a_time_between_two(odette: Person, paul: Person) -> None:
    first = helped(odette, paul)
    with pytest.raises(IntegrityError), transaction.atomic():
        helped(odette, paul)
    Delegation.objects.filter(pk=first.pk).update(
        ended_at=first.created_at + timedelta(days=1), ending="giver"
    )
    helped(odette, paul)
