"""What somebody waits for. One query."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from espace_client.demarches.rules import Turn
from espace_client.demarches.standing import open_ones_of
from espace_client.demarches.stated import Followed

SHOWN = 3


@dataclass(frozen=True, slots=True)
class UnderWay:
    """The open requests of somebody: those that a page shows, and how many more there are."""

    shown: tuple[Followed, ...]
    others: int
    awaited: tuple[Followed, ...]
    """Those for which the member must act, whether they are shown or not."""


def under_way(person: UUID, *, on: date) -> UnderWay:
    """The open requests of *person*, the first promise first, three of them shown. Nobody else's,
    not even those of somebody their contract covers: a request may be about care."""
    seen = tuple(open_ones_of(person, on=on))
    awaited = tuple(one for one in seen if one.turn is Turn.MEMBER)
    return UnderWay(seen[:SHOWN], max(len(seen) - SHOWN, 0), awaited)
