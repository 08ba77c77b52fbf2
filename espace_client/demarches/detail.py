"""One démarche in full, for whoever made it: what was asked, what happened, what they can do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from espace_client.demarches.answers import answers_of, asking_of, summary_of, words_of
from espace_client.demarches.events import Told
from espace_client.demarches.models import AwaitedDocument, Demarche, DemarcheEvent
from espace_client.demarches.papers import Paper, papers_of
from espace_client.demarches.registry import kind_of
from espace_client.demarches.rules import OPEN, Gesture, State, gestures
from espace_client.demarches.shape import Kind, Question, Row
from espace_client.demarches.standing import standing_of
from espace_client.demarches.stated import Followed, followed, in_words
from espace_client.demarches.wording import GESTURES
from espace_client.documents.models import IssuedDocument
from espace_client.documents.queries import receipts_about
from espace_client.kernel.actors import Channel, Role
from espace_client.kernel.moves import By

_DECISIONS = {Gesture.ACCEPT, Gesture.ACCEPT_IN_PART, Gesture.REFUSE}


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of what happened: when, what, by whom and how, with what was written."""

    at: datetime
    what: str
    by: str
    words: str
    visible: bool
    facts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Decided:
    """The last decision: the sentence, the reason of a refusal, until when it is contested."""

    sentence: str
    reason: str
    contest_until: date | None


@dataclass(frozen=True, slots=True)
class Able:
    """What its owner can do now."""

    add: bool
    withdraw: bool
    contest: bool
    reopen: bool


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything of one démarche that its owner reads."""

    one: Followed
    demarche: Demarche
    kind: Kind
    answers: Sequence[Row]
    happened: Sequence[Happening]
    awaited: Sequence[AwaitedDocument]
    papers: Sequence[Paper]
    receipts: Sequence[IssuedDocument]
    decided: Decided | None
    question: Question | None
    able: Able


def demarche_of(person: UUID, identifier: UUID) -> Demarche | None:
    """A démarche in the space of *person* that was sent; None for anything else."""
    mine = Demarche.objects.in_space(person).sent().select_related("person")
    return mine.filter(pk=identifier).first()


def followed_one(demarche: Demarche, *, on: date) -> Followed:
    """Where it stands, as lists say it. One query."""
    return followed(demarche.pk, demarche.reference, standing_of(demarche), on=on)


def detail_of(demarche: Demarche, *, on: date) -> Detail:
    """What is shown of it. As many queries whatever happened."""
    kind = kind_of(demarche.kind)
    events = list(demarche.events.all())
    step = kind.step(demarche.step) if demarche.step else None
    awaited = list(demarche.awaited.filter(given_at=None).order_by("asked_at", "label"))
    standing = standing_of(demarche, missing=len(awaited))
    return Detail(
        one=followed(demarche.pk, demarche.reference, standing, on=on),
        demarche=demarche,
        kind=kind,
        answers=summary_of(demarche),
        happened=[happening(event, kind) for event in reversed(events) if event.visible],
        awaited=awaited,
        papers=papers_of(demarche),
        receipts=receipts_about(demarche.person_id, demarche.reference),
        decided=_decided(demarche, kind, events),
        question=step.asks if step else None,
        able=_able(demarche, kind, on),
    )


def happening(event: DemarcheEvent, kind: Kind) -> Happening:
    """One row of the history, in words."""
    what = str(GESTURES[event.what])
    if event.what == Told.STEP:
        what = str(kind.step(event.step).label) % in_words(event.facts)
    return Happening(
        at=event.at,
        what=what[:1].upper() + what[1:],
        by=_by(event),
        words=words_of(event),
        visible=event.visible,
        facts=in_words(event.facts),
    )


def _by(event: DemarcheEvent) -> str:
    """Who, and how: a member by their name, an adviser as one of us, a robot as what it is."""
    if event.role == Role.MEMBER:
        return _("%(name)s, dans l’espace") % {"name": event.actor}
    if event.role == Role.ADVISER:
        how = {
            Channel.TELEPHONE: _("un conseiller, par téléphone"),
            Channel.LETTER: _("un conseiller, par courrier"),
            Channel.EMAIL: _("un conseiller, par e-mail"),
        }
        return how.get(Channel(event.channel), _("un conseiller"))
    return _("automatique")


def _decided(demarche: Demarche, kind: Kind, events: Sequence[DemarcheEvent]) -> Decided | None:
    last = next((event for event in reversed(events) if event.what in _DECISIONS), None)
    if last is None or demarche.decided_at is None:
        return None
    labels = {one.code: str(one.label) for one in kind.reasons}
    return Decided(words_of(last), labels.get(demarche.reason, ""), demarche.contest_until)


def _able(demarche: Demarche, kind: Kind, on: date) -> Able:
    state = State(demarche.state)
    possible = gestures(state, By.MEMBER)
    until = demarche.contest_until
    accepted = state is State.ACCEPTED
    return Able(
        add=state in OPEN,
        withdraw=Gesture.WITHDRAW in possible and (not accepted or kind.may_stop(demarche)),
        contest=Gesture.CONTEST in possible and until is not None and on <= until,
        reopen=Gesture.REOPEN in possible,
    )


def summary_before(demarche: Demarche, *, on: date) -> Sequence[Row]:
    """What was answered, for a draft too."""
    return kind_of(demarche.kind).summary(asking_of(demarche, on=on))


def own_of(demarche: Demarche, *, on: date) -> dict[str, object]:
    """What the kind's own part of the page shows."""
    return dict(kind_of(demarche.kind).own(demarche, answers_of(demarche), on))
