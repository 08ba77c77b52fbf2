"""Where a message stands, what may happen to it next, and what the law wants of complaints. Pure.

Source: product B.9; a complaint is one whatever its channel, acknowledged within ten working days
of the day it was sent and answered within two months (ACPR recommendation 2022-R-01).
"""

import re
from datetime import date, timedelta
from enum import StrEnum

from espace_client.kernel import moves
from espace_client.kernel.moves import By, Move, move
from espace_client.kernel.periods import months_after
from espace_client.kernel.working_days import working_days_after

SHORTEST, LONGEST = 20, 4000  # characters of a message
REOPENED_WITHIN = timedelta(days=60)
CLOSED_AFTER = timedelta(days=30)  # without a word, after an answer
ACKNOWLEDGED_WITHIN = 10  # working days
ANSWERED_WITHIN = 2  # months


class State(StrEnum):
    """Where a thread stands (product B.9)."""

    SENT = "sent"
    READ = "read"
    ANSWERED = "answered"
    FOLLOWED_UP = "followed_up"
    CLOSED = "closed"


class Gesture(StrEnum):
    """What somebody does to a thread."""

    READ = "read"
    ANSWER = "answer"
    FOLLOW_UP = "follow_up"
    CLOSE = "close"


_S, _G = State, Gesture
_MEMBER, _ADVISER, _ROBOT = By.MEMBER, By.ADVISER, By.ROBOT
WITH_US = frozenset({_S.SENT, _S.READ, _S.FOLLOWED_UP})
"""The insurer owes an answer."""

MOVES: tuple[Move[State, Gesture], ...] = (
    move(_G.READ, [_S.SENT, _S.FOLLOWED_UP], [_ADVISER], _S.READ),
    move(_G.ANSWER, WITH_US, [_ADVISER], _S.ANSWERED),
    # An adviser may add to an answer.
    move(_G.ANSWER, [_S.ANSWERED], [_ADVISER], _S.ANSWERED),
    # Answering what was closed opens it again.
    move(_G.FOLLOW_UP, State, [_MEMBER, _ADVISER], _S.FOLLOWED_UP),
    move(_G.CLOSE, [_S.ANSWERED], [_ADVISER, _ROBOT], _S.CLOSED),
)


class Outcome(StrEnum):
    """How a complaint was answered."""

    GRANTED = "granted"
    IN_PART = "in_part"
    DENIED = "denied"


def where(state: State, gesture: Gesture, who: By | None) -> State | None:
    """The state that the gesture leads to, or None when the table does not know it."""
    return moves.where(MOVES, state, gesture, who)


def may_follow_up(state: State, state_since: date, *, on: date) -> bool:
    """Whether it may still be answered; a closed one within 60 days."""
    return state is not State.CLOSED or on <= state_since + REOPENED_WITHIN


def acknowledged_by(complained_on: date) -> date:
    """Last day of the written acknowledgement."""
    return working_days_after(complained_on, ACKNOWLEDGED_WITHIN)


def answered_by(complained_on: date) -> date:
    """Last day of the answer to a complaint."""
    return months_after(complained_on, ANSWERED_WITHIN)


_ANGER = re.compile(
    r"inadmissible|inacceptable|scandal|réclam|reclam|médiateur|mediateur|honte|plainte"
    r"|depuis\s+(?:\d+|un|deux|trois|quatre|cinq|six|plusieurs)\s+(?:mois|semaines)",
    re.IGNORECASE,
)


def sounds_like_a_complaint(words: str) -> bool:
    """Whether to propose, never to impose, that a message becomes a complaint."""
    return _ANGER.search(words) is not None
