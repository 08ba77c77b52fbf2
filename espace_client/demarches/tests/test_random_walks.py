"""Random legal sequences: no dead end, a label, an actor and a date at each step, and no promise
that is broken in silence."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from espace_client.accounts.staff import StaffMember, StaffRole
from espace_client.demarches import operations as op
from espace_client.demarches.models import Demarche
from espace_client.demarches.rules import OPEN, OVER, Gesture, State, gestures
from espace_client.demarches.shape import Kind
from espace_client.demarches.standing import one_of, standing_of
from espace_client.demarches.stated import followed
from espace_client.demarches.tests.asked import NO, ROBOT, YES, Asked
from espace_client.kernel import clock as product_clock
from espace_client.kernel.moves import By
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.staff import hired

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I7.1"), pytest.mark.promise("I7.2")]
type Do = Callable[[Asked, StaffMember], object]


def _wait(asked: Asked, who: StaffMember) -> None:
    op.wait_for_other(demarche=asked.demarche, whom="l’hôpital", actor=who.at_desk, at=asked.now)


def _study(asked: Asked, who: StaffMember) -> None:
    op.study(demarche=asked.demarche, actor=who.at_desk, at=asked.now)


def _drop(asked: Asked, who: StaffMember) -> None:
    op.drop_what_is_silent(actor=ROBOT, at=asked.now)


def _reopen(asked: Asked, who: StaffMember) -> None:
    op.reopen(demarche=asked.demarche, actor=asked.me, at=asked.now)


def _take_up_again(asked: Asked, who: StaffMember) -> None:
    op.take_up_again(
        demarche=asked.demarche, why="Elle est revenue.", told=[], actor=who.at_desk, at=asked.now
    )


def _close(asked: Asked, who: StaffMember) -> None:
    op.close(demarche=asked.demarche, actor=ROBOT, at=asked.now)


DO: dict[Gesture, Do] = {
    Gesture.RECEIVE: lambda asked, who: asked.take(who),
    Gesture.STUDY: _study,
    Gesture.ASK_DOCUMENTS: lambda asked, who: asked.ask(by=who),
    Gesture.GIVE_DOCUMENTS: lambda asked, who: asked.answer(),
    Gesture.WAIT_FOR_OTHER: _wait,
    Gesture.ACCEPT: lambda asked, who: asked.decide(YES, by=who),
    Gesture.ACCEPT_IN_PART: lambda asked, who: asked.decide(
        op.Decision(Gesture.ACCEPT_IN_PART, "La moitié seulement est prévue au contrat."), by=who
    ),
    Gesture.REFUSE: lambda asked, who: asked.decide(NO, by=who),
    Gesture.CLOSE: _close,
    Gesture.WITHDRAW: lambda asked, who: asked.withdraw(),
    Gesture.DROP: _drop,
    Gesture.CONTEST: lambda asked, who: asked.contest(),
    Gesture.REOPEN: _reopen,
    Gesture.TAKE_UP_AGAIN: _take_up_again,
}


def possible(state: State) -> list[Gesture]:
    """All that anybody may do there, but what only a payment file does."""
    found = {one for who in (By.MEMBER, By.ADVISER, By.ROBOT) for one in gestures(state, who)}
    return sorted(found & set(DO))


def night() -> None:
    op.renew_promises(actor=ROBOT, at=product_clock.now())
    op.remind_all_of_documents(actor=ROBOT, at=product_clock.now())


def holds(demarche: Demarche) -> None:
    """What is true after each step."""
    state = State(demarche.state)
    one = followed(demarche.pk, demarche.reference, standing_of(demarche), on=product_clock.today())
    assert one.state
    assert one.turn_in_words
    assert one.next_on
    assert one.is_over or one.said, "nobody says what comes next"
    listed = one_of(demarche.person_id, demarche.pk, on=product_clock.today())
    assert listed == one, "the list and the detail do not say the same"
    if state in OPEN and not demarche.stopped_on:
        assert demarche.promised_on is not None
        assert demarche.promised_on >= product_clock.today(), "a promise was broken in silence"
    assert possible(state) or state in OVER, "a dead end"
    last = demarche.events.last()
    assert last is not None
    assert last.state == state, "the history and the row do not say the same"
    assert demarche.version == demarche.events.count()


@pytest.fixture
def two_advisers(claire: StaffMember) -> list[StaffMember]:
    return [claire, hired("Paul Bernard", "paul.bernard@horizon.example", StaffRole.ADVISER)]


@given(
    steps=st.lists(
        st.tuples(st.integers(0, 20), st.integers(0, 9), st.integers(0, 1)), min_size=3, max_size=9
    )
)
@settings(max_examples=40)
def test_any_sequence_of_gestures(
    made_up: Kind, jeanne: Person, two_advisers: list[StaffMember], clock: Clock,
    steps: list[tuple[int, int, int]],
) -> None:  # fmt: skip
    clock.set("2022-03-24T09:00")
    with transaction.atomic():
        asked = Asked(jeanne, two_advisers[0]).begin().give().send()
        for days, which, who in steps:
            for _day in range(days):
                clock.set(f"{(clock() + timedelta(days=1)).date()}T12:00")
                night()
            holds(asked.again().demarche)
            able = possible(State(asked.demarche.state))
            if not able:
                break
            try:
                with transaction.atomic():
                    DO[able[which % len(able)]](asked, two_advisers[who])
            except op.UnableToMove:
                pass  # a rule beside the table: who decided first, two months, what was not asked
            night()
            holds(asked.again().demarche)
        transaction.set_rollback(True)
