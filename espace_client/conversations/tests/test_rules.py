"""The table of messages, read as a whole; what the law wants of a complaint."""

from datetime import date

import pytest

from espace_client.conversations.reading import STATES
from espace_client.conversations.rules import (
    MOVES,
    WITH_US,
    Gesture,
    State,
    acknowledged_by,
    answered_by,
    may_follow_up,
    sounds_like_a_complaint,
    where,
)
from espace_client.kernel.moves import By, gestures


@pytest.mark.promise("I7.14")
def test_every_state_is_reached_named_and_left() -> None:
    reached = {State.SENT} | {one.to for one in MOVES}
    assert reached == set(State)
    assert set(STATES) == set(State)
    for state in State:
        assert gestures(MOVES, state, By.MEMBER), state
    for state in WITH_US:
        assert where(state, Gesture.ANSWER, By.ADVISER) is State.ANSWERED


def test_automation_closes_and_never_answers() -> None:
    allowed = {one.gesture for one in MOVES if By.ROBOT in one.by}
    assert allowed == {Gesture.CLOSE}


@pytest.mark.promise("I7.15")
@pytest.mark.parametrize(
    ("complained", "acknowledged", "answered"),
    [
        # Ascension and Whit Monday stand in the ten working days.
        (date(2022, 5, 24), date(2022, 6, 9), date(2022, 7, 24)),
        (date(2022, 4, 13), date(2022, 4, 28), date(2022, 6, 13)),  # Easter Monday
        (date(2022, 3, 24), date(2022, 4, 7), date(2022, 5, 24)),
        (date(2022, 12, 31), date(2023, 1, 13), date(2023, 2, 28)),  # no 31 February
    ],
)
def test_the_counters_of_a_complaint_over_public_holidays(
    complained: date, acknowledged: date, answered: date
) -> None:
    assert acknowledged_by(complained) == acknowledged
    assert answered_by(complained) == answered


@pytest.mark.parametrize(
    ("words", "proposed"),
    [
        ("C’est inadmissible !", True),
        ("J’attends mon remboursement depuis trois mois.", True),
        ("Je vais saisir le MÉDIATEUR.", True),
        ("Je fais une réclamation.", True),
        ("Ma carte ne passe pas chez le pharmacien.", False),
        ("Merci pour votre réponse.", False),
        ("Je suis chez vous depuis deux ans.", False),
    ],
)
def test_a_complaint_is_proposed_modestly(words: str, proposed: bool) -> None:
    assert sounds_like_a_complaint(words) is proposed


def test_a_closed_thread_opens_again_within_sixty_days() -> None:
    closed = date(2022, 3, 1)
    assert may_follow_up(State.CLOSED, closed, on=date(2022, 4, 30))
    assert not may_follow_up(State.CLOSED, closed, on=date(2022, 5, 1))
    assert may_follow_up(State.ANSWERED, closed, on=date(2023, 5, 1))
