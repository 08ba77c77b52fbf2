"""What somebody waits for. One query."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from espace_client.demarches.rules import Turn, is_late
from espace_client.demarches.taken_over import OLD_TURNS, OldKind, OldState, TakenOverRequest
from espace_client.statements.built_once import BuiltOnce, Given

_OPEN = BuiltOnce(
    lambda: (
        TakenOverRequest.objects.filter(person=Given("person"))
        .exclude(state=OldState.CLOSED)
        .order_by("promised_on", "reference")
        .values_list("id", "reference", "kind", "state", "asked_on", "promised_on")[:_MOST]
    )
)
SHOWN = 3
_MOST = 20  # nobody has more open requests than that; a page never grows without end


@dataclass(frozen=True, slots=True)
class SeenRequest:
    """One open request as its owner reads it: what, since when, who must act, by when."""

    id: UUID
    reference: str
    kind: str
    state: str
    turn: Turn
    asked_on: date
    promised_on: date
    late: bool


@dataclass(frozen=True, slots=True)
class UnderWay:
    """The open requests of somebody: those that a page shows, and how many more there are."""

    shown: tuple[SeenRequest, ...]
    others: int
    awaited: tuple[SeenRequest, ...]
    """Those for which the member must act, whether they are shown or not."""


def under_way(person: UUID, *, on: date) -> UnderWay:
    """The open requests of *person*, the oldest promise first, three of them shown. Nobody else's,
    not even those of somebody their contract covers: a request may be about care."""
    seen = tuple(_seen(row, on) for row in _OPEN.all(person=person))
    awaited = tuple(one for one in seen if one.turn is Turn.MEMBER)
    return UnderWay(seen[:SHOWN], max(len(seen) - SHOWN, 0), awaited)


def _seen(row: tuple[UUID, str, str, str, date, date], on: date) -> SeenRequest:
    identifier, reference, kind, state, asked_on, promised_on = row
    return SeenRequest(
        id=identifier,
        reference=reference,
        kind=str(OldKind(kind).label),
        state=str(OldState(state).label),
        turn=OLD_TURNS[OldState(state)],
        asked_on=asked_on,
        promised_on=promised_on,
        late=is_late(promised_on, on=on),
    )
