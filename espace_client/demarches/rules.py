"""Where a démarche stands, what may happen to it next, who must act, and what was promised. Pure.

One table, `MOVES`, which can be read aloud: from this state, this gesture, by these people, leads
there. Nothing else changes a state. Source: product B.0.1.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum

from espace_client.kernel import moves
from espace_client.kernel.moves import By, Move, move
from espace_client.kernel.periods import months_after
from espace_client.kernel.working_days import working_days_after, working_days_between

CONTEST_MONTHS = 2
DOCUMENT_REMINDERS = (7, 21, 45)  # days after the documents were asked for
DROPPED_AFTER = timedelta(days=60)
DRAFT_REMINDED_AFTER = timedelta(days=3)
DRAFT_KEPT = timedelta(days=60)
SHORTEST_SENTENCE = 20  # characters of why something is refused


class Turn(StrEnum):
    """Who must act now (product B.8)."""

    INSURER = "insurer"
    MEMBER = "member"
    OTHER = "other"
    NOBODY = "nobody"


class State(StrEnum):
    """The codes of the engine. A member reads the words of `wording.py`, never these."""

    DRAFT = "draft"
    SENT = "sent"
    RECEIVED = "received"
    DOCUMENTS_AWAITED = "documents_awaited"
    IN_STUDY = "in_study"
    OTHER_AWAITED = "other_awaited"
    ACCEPTED = "accepted"
    ACCEPTED_IN_PART = "accepted_in_part"
    REFUSED = "refused"
    TRANSFER_SENT = "transfer_sent"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"
    CONTESTED = "contested"


class Gesture(StrEnum):
    """What somebody does to a démarche."""

    SEND = "send"
    RECEIVE = "receive"
    STUDY = "study"
    ASK_DOCUMENTS = "ask_documents"
    GIVE_DOCUMENTS = "give_documents"
    WAIT_FOR_OTHER = "wait_for_other"
    ACCEPT = "accept"
    ACCEPT_IN_PART = "accept_in_part"
    REFUSE = "refuse"
    TRANSFER = "transfer"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    DROP = "drop"
    CONTEST = "contest"
    REOPEN = "reopen"
    TAKE_UP_AGAIN = "take_up_again"


_S, _G = State, Gesture
_MEMBER, _ADVISER, _ROBOT = By.MEMBER, By.ADVISER, By.ROBOT
WITH_US = frozenset({_S.SENT, _S.RECEIVED, _S.IN_STUDY, _S.OTHER_AWAITED, _S.CONTESTED})
"""The insurer owes an answer."""
OPEN = WITH_US | {_S.DOCUMENTS_AWAITED}
"""Nothing is decided yet, and everybody knows what comes next."""
DECIDED = frozenset({_S.ACCEPTED, _S.ACCEPTED_IN_PART, _S.REFUSED})
DECISIONS = (_G.ACCEPT, _G.ACCEPT_IN_PART, _G.REFUSE)
OVER = frozenset({_S.CLOSED, _S.WITHDRAWN, _S.DROPPED})

MOVES: tuple[Move[State, Gesture], ...] = (
    move(_G.SEND, [_S.DRAFT], [_MEMBER, _ADVISER], _S.SENT),
    move(_G.RECEIVE, [_S.SENT], [_ADVISER, _ROBOT], _S.RECEIVED),
    move(_G.STUDY, WITH_US - {_S.IN_STUDY, _S.SENT}, [_ADVISER], _S.IN_STUDY),
    move(_G.ASK_DOCUMENTS, OPEN - {_S.SENT}, [_ADVISER], _S.DOCUMENTS_AWAITED),
    move(_G.GIVE_DOCUMENTS, [_S.DOCUMENTS_AWAITED], [_MEMBER, _ADVISER], _S.IN_STUDY),
    move(_G.WAIT_FOR_OTHER, WITH_US - {_S.SENT, _S.OTHER_AWAITED}, [_ADVISER], _S.OTHER_AWAITED),
    # Automation may accept, never refuse.
    move(_G.ACCEPT, OPEN, [_ADVISER, _ROBOT], _S.ACCEPTED),
    move(_G.ACCEPT_IN_PART, OPEN - {_S.SENT}, [_ADVISER], _S.ACCEPTED_IN_PART),
    move(_G.REFUSE, OPEN - {_S.SENT}, [_ADVISER], _S.REFUSED),
    move(
        _G.TRANSFER, [_S.ACCEPTED, _S.ACCEPTED_IN_PART], [By.PAYMENT_FILE], _S.TRANSFER_SENT
    ),
    move(_G.CLOSE, {*DECIDED, _S.TRANSFER_SENT}, [_MEMBER, _ADVISER, _ROBOT], _S.CLOSED),
    # What is accepted may still be stopped, as long as its kind says that nothing left our hands.
    move(_G.WITHDRAW, {*OPEN, _S.ACCEPTED}, [_MEMBER, _ADVISER], _S.WITHDRAWN),
    move(_G.DROP, [_S.DOCUMENTS_AWAITED], [_ROBOT], _S.DROPPED),
    move(
        _G.CONTEST, {*DECIDED, _S.TRANSFER_SENT, _S.CLOSED}, [_MEMBER, _ADVISER], _S.CONTESTED
    ),
    move(_G.REOPEN, [_S.DROPPED], [_MEMBER, _ADVISER], _S.RECEIVED),
    # What was accepted did not come about: a card that the post brought back, a cancelled payment.
    move(
        _G.TAKE_UP_AGAIN, [_S.ACCEPTED], [_MEMBER, _ADVISER, _ROBOT], _S.RECEIVED
    ),
    move(
        _G.TAKE_UP_AGAIN, [_S.TRANSFER_SENT, _S.CLOSED], [By.PAYMENT_FILE], _S.RECEIVED
    ),
)  # fmt: skip

TURNS: dict[State, Turn] = {
    _S.DRAFT: Turn.MEMBER,
    _S.SENT: Turn.INSURER,
    _S.RECEIVED: Turn.INSURER,
    _S.DOCUMENTS_AWAITED: Turn.MEMBER,
    _S.IN_STUDY: Turn.INSURER,
    _S.OTHER_AWAITED: Turn.OTHER,
    _S.ACCEPTED: Turn.INSURER,
    _S.ACCEPTED_IN_PART: Turn.INSURER,
    _S.REFUSED: Turn.NOBODY,
    _S.TRANSFER_SENT: Turn.NOBODY,
    _S.CLOSED: Turn.NOBODY,
    _S.WITHDRAWN: Turn.NOBODY,
    _S.DROPPED: Turn.NOBODY,
    _S.CONTESTED: Turn.INSURER,
}


def where(state: State, gesture: Gesture, who: By | None) -> State | None:
    """The state that the gesture leads to, or None when the table does not know it."""
    return moves.where(MOVES, state, gesture, who)


def gestures(state: State, who: By) -> tuple[Gesture, ...]:
    """Everything that one of *who* may do in that state, in the order of the table."""
    return moves.gestures(MOVES, state, who)


def promised(asked_on: date, *, working_days: int) -> date:
    """Last day of the answer that is promised to who asks on that day."""
    return working_days_after(asked_on, working_days)


def resumed(promised_on: date, *, stopped_on: date, today: date) -> date:
    """The promise, once its clock has stood still since *stopped_on*: moved by the working days
    that went by."""
    return working_days_after(promised_on, working_days_between(stopped_on, today))


def clock_stops(asked: Iterable[bool]) -> bool:
    """Whether the promise waits for the documents asked for: only if each of them stood in the
    list that was shown at deposit (product B.0.1, rule 6)."""
    return all(asked)


def is_late(promised_on: date, *, on: date) -> bool:
    """Whether the promised day is over. On that day itself there is still time."""
    return on > promised_on


def contest_until(decided_on: date) -> date:
    """Last day on which a decision can be contested."""
    return months_after(decided_on, CONTEST_MONTHS)


def reminders_due(asked_at: datetime, *, at: datetime) -> int:
    """How many reminders should have left by now for documents asked for at that moment."""
    return sum(at - asked_at >= timedelta(days=days) for days in DOCUMENT_REMINDERS)
