"""What somebody waits for. One query."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from espace_client.demarches.following import COLUMNS, Followed, followed
from espace_client.demarches.rules import Turn
from espace_client.demarches.taken_over import OldState, TakenOverRequest
from espace_client.statements.built_once import BuiltOnce, Given

_OPEN = BuiltOnce(
    lambda: (
        TakenOverRequest.objects.filter(person=Given("person"))
        .exclude(state=OldState.CLOSED)
        .order_by("promised_on", "reference")
        .values_list(*COLUMNS)[:_MOST]
    )
)
SHOWN = 3
_MOST = 20  # nobody has more open requests than that; a page never grows without end


@dataclass(frozen=True, slots=True)
class UnderWay:
    """The open requests of somebody: those that a page shows, and how many more there are."""

    shown: tuple[Followed, ...]
    others: int
    awaited: tuple[Followed, ...]
    """Those for which the member must act, whether they are shown or not."""


def under_way(person: UUID, *, on: date) -> UnderWay:
    """The open requests of *person*, the oldest promise first, three of them shown. Nobody else's,
    not even those of somebody their contract covers: a request may be about care."""
    seen = tuple(followed(*row, on=on) for row in _OPEN.all(person=person))
    awaited = tuple(one for one in seen if one.turn is Turn.MEMBER)
    return UnderWay(seen[:SHOWN], max(len(seen) - SHOWN, 0), awaited)
