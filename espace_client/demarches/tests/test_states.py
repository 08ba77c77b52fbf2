"""The table of states, read as a whole."""

import pytest

from espace_client.demarches import wording
from espace_client.demarches.events import Told
from espace_client.demarches.rules import (
    MOVES,
    OPEN,
    OVER,
    TURNS,
    Gesture,
    State,
    Turn,
    gestures,
    where,
)
from espace_client.kernel.actors import Role
from espace_client.kernel.moves import By, by

pytestmark = pytest.mark.promise("I7.1")
ENDS = OVER | {State.REFUSED}


def reached_from(state: State) -> set[State]:
    reached, waiting = {state}, [state]
    while waiting:
        here = waiting.pop()
        for move in MOVES:
            if here in move.sources and move.to not in reached:
                reached.add(move.to)
                waiting.append(move.to)
    return reached


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_label_somebody_who_acts_and_a_place(state: State) -> None:
    assert wording.SHORT[state]
    assert wording.TURNS[TURNS[state]]
    assert 0 <= wording.PLACES[state] <= len(wording.LINE)


def test_every_state_is_reached_and_none_is_a_dead_end() -> None:
    assert reached_from(State.DRAFT) == set(State)
    for state in State:
        assert reached_from(state) & ENDS, state
    for state in OPEN:
        assert gestures(state, By.ADVISER), state
        assert where(state, Gesture.WITHDRAW, By.MEMBER) is State.WITHDRAWN, state


def test_whoever_must_act_can() -> None:
    for state, turn in TURNS.items():
        if turn is Turn.MEMBER:
            assert gestures(state, By.MEMBER), state
        elif turn in (Turn.INSURER, Turn.OTHER):
            assert gestures(state, By.ADVISER), state


def test_each_move_is_written_once() -> None:
    known = [(source, move.gesture, who) for move in MOVES for source in move.sources
             for who in move.by]  # fmt: skip
    assert len(known) == len(set(known))


@pytest.mark.promise("I7.3")
def test_automation_may_accept_and_never_refuse() -> None:
    allowed = {move.gesture for move in MOVES if By.ROBOT in move.by}
    assert Gesture.ACCEPT in allowed
    assert not allowed & {Gesture.REFUSE, Gesture.ACCEPT_IN_PART}


def test_only_the_payment_file_sets_a_state_of_money() -> None:
    (move,) = [one for one in MOVES if one.to is State.TRANSFER_SENT]
    assert move.by == {By.PAYMENT_FILE}
    assert By.PAYMENT_FILE not in {by(role) for role in Role}
    assert by(Role.VISITOR) is None


def test_every_gesture_is_told_in_words() -> None:
    assert set(wording.GESTURES) == {*Gesture, *Told}
