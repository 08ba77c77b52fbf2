"""« Mes demandes »: those that were chosen, and what there is to choose among."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.safestring import SafeString

from espace_client.demarches.standing import MOST, NEWEST, Place, every_one_of
from espace_client.demarches.stated import Followed
from espace_client.members.queries import first_names_of
from espace_client.ui.rows import filled

UNDER_WAY, OVER = "en-cours", "terminees"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody chose to see; empty: all of it."""

    state: str = ""
    kind: str = ""
    year: int | None = None
    about: UUID | None = None

    def fits(self, one: Followed) -> bool:
        """Whether *one* is what was chosen."""
        of_state = not self.state or one.is_over is (self.state == OVER)
        of_kind = self.kind in ("", one.kind_code)
        of_person = self.about is None or self.about in one.about
        return of_state and of_kind and of_person and self.year in (None, one.asked_on.year)


@dataclass(frozen=True, slots=True)
class Following:
    """The requests that were chosen, and what there is to choose among. `older` is the place from
    which the list goes on, where it does."""

    shown: Sequence[Followed]
    kinds: Sequence[tuple[str, str]]
    years: Sequence[int]
    people: Sequence[tuple[UUID, str]]
    both_states: bool
    older: Place | None

    @property
    def rows(self) -> list[SafeString]:
        """The lines of the list."""
        return [filled("demarches/row.html", one.row) for one in self.shown]

    @property
    def has_some(self) -> bool:
        """Whether there is any, chosen or not."""
        return bool(self.years)


def requests_of(
    person: UUID, *, chosen: Wanted, on: date, after: Place = NEWEST, carer: bool = False
) -> Following:
    """The requests of *person*, the newest first, from a place of the list on. One query, and one
    for the names where they are about several people."""
    found = every_one_of(person, on=on, after=after)
    every = [one.without_account() if carer else one for one in found[:MOST]]
    about = {one for request in every for one in request.about}
    return Following(
        shown=[one for one in every if chosen.fits(one)],
        kinds=sorted({(one.kind_code, one.kind) for one in every}, key=lambda kind: kind[1]),
        years=sorted({one.asked_on.year for one in every}, reverse=True),
        people=first_names_of(about) if about - {person} else [],
        older=Place(every[-1].asked_on, every[-1].reference) if len(found) > MOST else None,
        both_states=len({one.is_over for one in every}) > 1,
    )
