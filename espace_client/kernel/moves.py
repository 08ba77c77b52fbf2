"""A table of states that can be read aloud: from this state, this gesture, by these people, leads
there. Requests and messages are written with it; nothing else changes a state. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from espace_client.kernel.actors import Role


class By(StrEnum):
    """Who makes a gesture. The payment file is nobody: only its import sets a state of money."""

    MEMBER = "member"
    ADVISER = "adviser"
    ROBOT = "robot"
    PAYMENT_FILE = "payment_file"


_BY_ROLE = {
    Role.MEMBER: By.MEMBER,
    Role.ADVISER: By.ADVISER,
    Role.ROBOT: By.ROBOT,
    Role.OPERATOR: By.ROBOT,
}


@dataclass(frozen=True, slots=True)
class Move[S: StrEnum, G: StrEnum]:
    """From any of these states, by any of these, the gesture leads to `to`."""

    gesture: G
    sources: frozenset[S]
    by: frozenset[By]
    to: S


def move[S: StrEnum, G: StrEnum](
    gesture: G, sources: Iterable[S], who: Iterable[By], to: S
) -> Move[S, G]:
    """One row of a table."""
    return Move(gesture, frozenset(sources), frozenset(who), to)


def by(role: Role) -> By | None:
    """In which quality of a table somebody acts; None: in none, a visitor moves nothing."""
    return _BY_ROLE.get(role)


def where[S: StrEnum, G: StrEnum](
    moves: Iterable[Move[S, G]], state: S, gesture: G, who: By | None
) -> S | None:
    """The state that the gesture leads to, or None when the table does not know it."""
    for one in moves:
        if one.gesture is gesture and state in one.sources and who in one.by:
            return one.to
    return None


def gestures[S: StrEnum, G: StrEnum](
    moves: Iterable[Move[S, G]], state: S, who: By
) -> tuple[G, ...]:
    """Everything that one of *who* may do in that state, in the order of the table."""
    return tuple(one.gesture for one in moves if state in one.sources and who in one.by)
