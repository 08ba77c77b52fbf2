"""Where one démarche stands, in the words that its list, its detail and the first page share.

The row of a list and the row of the table say the same because both pass through here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from espace_client.demarches.registry import kind_of
from espace_client.demarches.rules import DROPPED_AFTER, TURNS, State, Turn, is_late
from espace_client.demarches.shape import Step
from espace_client.demarches.wording import LINE, PLACES, SHORT
from espace_client.demarches.wording import TURNS as TURNS_IN_WORDS
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.french import date_in_words, day_in_words


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a démarche says where it stands. `missing` is how many documents are awaited."""

    kind: str
    state: State
    state_since: datetime
    step: str
    step_facts: Mapping[str, str]
    step_until: date | None
    sent_on: date
    promised_on: date
    asked_at: datetime | None
    awaited_from: str
    contest_until: date | None
    missing: int
    about: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class Mark:
    """One of the five steps of the line."""

    label: str
    done: bool
    here: bool


@dataclass(frozen=True, slots=True)
class Followed:
    """One request as its owner follows it: what, since when, who must act, by when.

    `said` is what comes next, in one sentence with its date; `late` a promise that is broken.
    `was_taken_over`: the old portal's, of which nothing more is known.
    """

    id: UUID
    reference: str
    kind_code: str
    kind: str
    state: str
    turn: Turn
    asked_on: date
    next_on: date
    said: str
    late: bool
    place: int
    """How many of the five steps are behind."""
    about: Sequence[UUID] = ()
    """Whom it is about, where it is not about its writer alone."""
    was_taken_over: bool = False
    to_a_carer: str = ""
    """The state as a carer reads it, where it names an account: nobody passes that on."""

    def without_account(self) -> "Followed":
        """The same for a carer."""
        return replace(self, state=self.to_a_carer) if self.to_a_carer else self

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to do."""
        return self.turn is Turn.NOBODY

    @property
    def address(self) -> str:
        """Where it is read in full; a list has many, and asks for the first part once."""
        return f"{_list_address()}/{self.id}"

    @property
    def sent(self) -> str:
        """When it was sent, and its reference."""
        return _("Envoyée le %(day)s. Référence %(reference)s.") % {
            "day": date_in_words(self.asked_on),
            "reference": self.reference,
        }

    @property
    def next(self) -> str:
        """Who must act now, and by when, as a list says it."""
        return f"{self.turn_in_words}. {self.said}".rstrip()

    @property
    def row(self) -> dict[str, str]:
        """What a line of the list says."""
        return {
            "address": self.address,
            "kind": self.kind,
            "state": self.state,
            "next": self.next,
            "sent": self.sent,
        }

    @property
    def turn_in_words(self) -> str:
        """Who must act now."""
        return str(TURNS_IN_WORDS[self.turn])

    @property
    def line(self) -> tuple[Mark, ...]:
        """The five steps, up to where it stands."""
        return tuple(
            Mark(str(label), done=at <= self.place, here=at == self.place)
            for at, label in enumerate(LINE, start=1)
        )


def followed(identifier: UUID, reference: str, one: Standing, *, on: date) -> Followed:
    """The démarche of that identifier and reference, which stands there."""
    step = _step(one)
    turn = step.turn if step and step.turn else TURNS[one.state]
    next_on = next_date(one)
    return Followed(
        id=identifier,
        reference=reference,
        kind_code=one.kind,
        kind=str(kind_of(one.kind).label),
        state=label(one),
        turn=turn,
        asked_on=one.sent_on,
        next_on=next_on,
        said=_said(one, turn, next_on, on),
        late=turn in (Turn.INSURER, Turn.OTHER) and not step and is_late(next_on, on=on),
        place=PLACES[one.state],
        about=one.about,
        to_a_carer=_to_a_carer(one),
    )


def label(one: Standing) -> str:
    """Where it stands, as the member reads it."""
    if step := _step(one):
        return str(step.label) % in_words(one.step_facts)
    match one.state:
        case State.DOCUMENTS_AWAITED:
            return ngettext(
                "Il nous manque %(count)s document",
                "Il nous manque %(count)s documents",
                one.missing,
            ) % {"count": one.missing}
        case State.TRANSFER_SENT if one.step_facts and not one.step_facts["end"]:
            return _("Virement de %(amount)s envoyé au professionnel le %(sent_on)s") % in_words(
                one.step_facts
            )
        case State.TRANSFER_SENT if one.step_facts:
            return _(
                "Virement de %(amount)s envoyé le %(sent_on)s sur le compte finissant par %(end)s"
            ) % in_words(one.step_facts)
        case State.OTHER_AWAITED:
            return _("En attente de la réponse de : %(whom)s") % {"whom": one.awaited_from}
    return str(SHORT[one.state])


def _to_a_carer(one: Standing) -> str:
    if one.state is not State.TRANSFER_SENT or not one.step_facts.get("end"):
        return ""
    return _("Virement de %(amount)s envoyé le %(sent_on)s") % in_words(one.step_facts)


def next_date(one: Standing) -> date:
    """The next date that counts there: until when we answer, until when a document is awaited,
    until when a decision can be contested; for what is over, the day it ended."""
    if one.step_until:
        return one.step_until
    match one.state:
        case State.ACCEPTED | State.ACCEPTED_IN_PART | State.REFUSED if one.contest_until:
            return one.contest_until
        case State.DOCUMENTS_AWAITED if one.asked_at:
            return date_in_paris(one.asked_at + DROPPED_AFTER)
        case State.CLOSED | State.WITHDRAWN | State.DROPPED | State.TRANSFER_SENT:
            return date_in_paris(one.state_since)
    return one.promised_on


def promise_in_words(turn: Turn, day: date, *, on: date) -> str:
    """What is promised, or awaited, for that day; that it is over, once it is."""
    words = {"day": day_in_words(day)}
    if turn is Turn.MEMBER:
        if is_late(day, on=on):
            return _("Nous l’attendions pour le %(day)s. Rien n’est perdu : appelez-nous.") % words
        return _("Envoyez-le avant le %(day)s.") % words
    if is_late(day, on=on):
        return (
            _("Réponse promise pour le %(day)s : la date est passée, nous vous devons une réponse.")
            % words
        )
    return _("Réponse au plus tard le %(day)s.") % words


def _said(one: Standing, turn: Turn, next_on: date, on: date) -> str:
    step = _step(one)
    if step:
        return str(step.next) % in_words(one.step_facts)
    match one.state:
        case State.ACCEPTED | State.ACCEPTED_IN_PART if one.step_until:
            if is_late(one.step_until, on=on):
                return _(
                    "Le virement devait partir le %(day)s. Il n’est pas parti : nous le cherchons."
                ) % {"day": day_in_words(one.step_until)}
            return _("Virement au plus tard le %(day)s.") % {"day": day_in_words(one.step_until)}
        case State.ACCEPTED | State.ACCEPTED_IN_PART:
            return _("Nous faisons le nécessaire.")
        case State.REFUSED:
            return _("Vous pouvez contester jusqu’au %(day)s.") % {"day": day_in_words(next_on)}
        case State.DROPPED:
            return _("Vous pouvez la rouvrir.")
        case State.CLOSED | State.WITHDRAWN | State.TRANSFER_SENT:
            return ""
    return promise_in_words(turn, next_on, on=on)


def _step(one: Standing) -> Step | None:
    """The step of the kind's own, while it lasts."""
    return kind_of(one.kind).step(one.step) if one.step else None


def in_words(facts: Mapping[str, object]) -> dict[str, str]:
    """Facts as they are read: what is a day is written out."""
    return {name: _as_day(str(value)) for name, value in facts.items()}


def _as_day(value: str) -> str:
    try:
        return date_in_words(date.fromisoformat(value))
    except ValueError:
        return value


@cache
def _list_address() -> str:
    return reverse("demarches:list")
