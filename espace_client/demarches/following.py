"""« Mes demandes »: those that were chosen, and what there is to choose among."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from espace_client.demarches.standing import every_one_of
from espace_client.demarches.stated import Followed

UNDER_WAY, OVER = "en-cours", "terminees"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody chose to see; empty: all of it."""

    state: str = ""
    kind: str = ""
    year: int | None = None

    def fits(self, one: Followed) -> bool:
        """Whether *one* is what was chosen."""
        of_state = not self.state or one.is_over is (self.state == OVER)
        of_kind = self.kind in ("", one.kind_code)
        return of_state and of_kind and self.year in (None, one.asked_on.year)


@dataclass(frozen=True, slots=True)
class Following:
    """The requests that were chosen, and what there is to choose among."""

    shown: Sequence[Followed]
    kinds: Sequence[tuple[str, str]]
    years: Sequence[int]
    both_states: bool

    @property
    def has_some(self) -> bool:
        """Whether there is any, chosen or not."""
        return bool(self.years)


def requests_of(person: UUID, *, chosen: Wanted, on: date) -> Following:
    """The requests of *person*, the newest first. One query."""
    every = every_one_of(person, on=on)
    return Following(
        shown=[one for one in every if chosen.fits(one)],
        kinds=sorted({(one.kind_code, one.kind) for one in every}, key=lambda kind: kind[1]),
        years=sorted({one.asked_on.year for one in every}, reverse=True),
        both_states=len({one.is_over for one in every}) > 1,
    )
