"""« Mes demandes »: what somebody asked for, the newest first, and one of them in full. One query.

So far the requests that the old portal brought; those of the engine join them with their pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from espace_client.demarches.rules import Turn, is_late
from espace_client.demarches.taken_over import OLD_TURNS, OldKind, OldState, TakenOverRequest
from espace_client.demarches.wording import LINE, TURNS
from espace_client.statements.built_once import BuiltOnce, Given

UNDER_WAY, OVER = "en-cours", "terminees"
_MOST = 100  # of one person, the newest; nobody has more, and a page never grows without end
COLUMNS = ("id", "reference", "kind", "state", "asked_on", "promised_on")
_MINE = BuiltOnce(
    lambda: (
        TakenOverRequest.objects.filter(person=Given("person"))
        .order_by("-asked_on", "reference")
        .values_list(*COLUMNS)[:_MOST]
    )
)
_ONE = BuiltOnce(
    lambda: TakenOverRequest.objects.filter(person=Given("person"), pk=Given("pk")).values_list(
        *COLUMNS
    )
)
_PLACES = {
    OldState.RECEIVED: 2,
    OldState.IN_STUDY: 3,
    OldState.DOCUMENT_AWAITED: 3,
    OldState.OTHER_AWAITED: 3,
    OldState.ACCEPTED: 4,
    OldState.CLOSED: 5,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One of the five steps of the line."""

    label: str
    done: bool
    here: bool


@dataclass(frozen=True, slots=True)
class Followed:
    """One request as its owner follows it: what, since when, who must act, by when."""

    id: UUID
    reference: str
    kind_code: str
    kind: str
    state: str
    turn: Turn
    asked_on: date
    promised_on: date
    late: bool
    place: int
    """How many of the five steps are behind."""

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to do."""
        return self.turn is Turn.NOBODY

    @property
    def turn_in_words(self) -> str:
        """Who must act now."""
        return str(TURNS[self.turn])

    @property
    def line(self) -> tuple[Step, ...]:
        """The five steps, up to where it stands."""
        return tuple(
            Step(str(label), done=at <= self.place, here=at == self.place)
            for at, label in enumerate(LINE, start=1)
        )


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
    """The requests of *person*, the newest first. Nobody else's, not even those of somebody their
    contract covers: a request may be about care."""
    every = [followed(*row, on=on) for row in _MINE.all(person=person)]
    return Following(
        shown=[one for one in every if chosen.fits(one)],
        kinds=sorted({(one.kind_code, one.kind) for one in every}, key=lambda kind: kind[1]),
        years=sorted({one.asked_on.year for one in every}, reverse=True),
        both_states=len({one.is_over for one in every}) > 1,
    )


def request_of(person: UUID, identifier: UUID, *, on: date) -> Followed | None:
    """One request of *person*; None if there is none, or if it is somebody else's."""
    row = _ONE.first(person=person, pk=identifier)
    return followed(*row, on=on) if row else None


def followed(
    identifier: UUID, reference: str, kind: str, state: str, asked_on: date, promised_on: date,
    *, on: date,
) -> Followed:  # fmt: skip
    stands = OldState(state)
    turn = OLD_TURNS[stands]
    return Followed(
        id=identifier,
        reference=reference,
        kind_code=kind,
        kind=str(OldKind(kind).label),
        state=str(stands.label),
        turn=turn,
        asked_on=asked_on,
        promised_on=promised_on,
        late=turn is not Turn.NOBODY and is_late(promised_on, on=on),
        place=_PLACES[stands],
    )
