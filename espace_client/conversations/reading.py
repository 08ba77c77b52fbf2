"""What is read of threads: a list, one in full, the queue of advisers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.conversations.models import Enclosure, Entry, Line, Thread
from espace_client.conversations.rules import WITH_US, State, may_follow_up
from espace_client.conversations.words import Contact, contact_of, subject_of, words_of
from espace_client.documents.received import can_be_read, given_files
from espace_client.kernel.actors import Role
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.french import day_in_words

MOST = 100
_QUEUE = 50
STATES = {
    State.SENT: gettext_lazy("Envoyé"),
    State.READ: gettext_lazy("Lu par un conseiller"),
    State.ANSWERED: gettext_lazy("Répondu"),
    State.FOLLOWED_UP: gettext_lazy("Relancé par vous"),
    State.CLOSED: gettext_lazy("Clos"),
}


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A document that came with a message."""

    id: UUID
    name: str
    can_be_read: bool


@dataclass(frozen=True, slots=True)
class Said:
    """One line of a thread, as it is read."""

    at: datetime
    what: str
    is_message: bool
    ours: bool
    by: str
    words: str
    documents: Sequence[Enclosed]
    visible: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """One thread in a list: `said` is what comes next, in one sentence with its date."""

    id: UUID
    reference: str
    subject: str
    state: str
    sent_on: date
    said: str
    answered: bool
    is_complaint: bool


@dataclass(frozen=True, slots=True)
class Talk:
    """One thread in full."""

    thread: Thread
    seen: Seen
    lines: Sequence[Said]
    contact: Contact | None
    may_follow_up: bool
    may_complain: bool
    mediator: bool
    """Whether the mediator is to be named: the complaint was denied, or has waited too long."""


def threads_of(person: UUID, *, on: date) -> list[Seen]:
    """The threads of *person*, the newest first. One query."""
    mine = Thread.objects.in_space(person).order_by("-sent_at", "id")
    return [_seen(one) for one in mine[:MOST]]


def thread_of(person: UUID, identifier: UUID) -> Thread | None:
    """One of them; None if it is somebody else's."""
    return Thread.objects.in_space(person).select_related("person").filter(pk=identifier).first()


def thread_by_id(identifier: UUID) -> Thread | None:
    """Any thread, for advisers."""
    return Thread.objects.select_related("person", "taken_by").filter(pk=identifier).first()


def thread_by_reference(reference: str) -> Thread | None:
    """The one that bears it."""
    return Thread.objects.filter(reference=reference).first()


def talk_of(thread: Thread, *, on: date, whole: bool = False) -> Talk:
    """A thread in full; *whole*: with what advisers wrote for each other. Three queries."""
    lines = list(thread.lines.all() if whole else thread.lines.filter(visible=True))
    enclosed = Enclosure.objects.filter(line__in=lines).select_related("document")
    by_line: dict[int, list[Enclosed]] = {}
    for one in enclosed.defer("document__content", "document__thumbnail"):
        by_line.setdefault(one.line_id, []).append(
            Enclosed(one.pk, given_files(one.document)[0].name, can_be_read(one.document))
        )
    since = date_in_paris(thread.state_since)
    denied = thread.outcome in ("denied", "in_part")
    late = thread.answer_by is not None and not thread.outcome and on > thread.answer_by
    return Talk(
        thread=thread,
        seen=_seen(thread),
        lines=[_said(line, by_line.get(line.pk, [])) for line in lines],
        contact=contact_of(thread),
        may_follow_up=may_follow_up(State(thread.state), since, on=on),
        may_complain=thread.complained_at is None,
        mediator=denied or late,
    )


def queue(*, only: str = "", size: int = _QUEUE) -> list[Thread]:
    """What an answer is owed to: complaints by their legal day, then the first promise first."""
    waiting = Thread.objects.waiting().select_related("person", "taken_by")
    if only == "reclamations":
        waiting = waiting.filter(complained_at__isnull=False).order_by("answer_by", "id")
    elif only == "sans-compte":
        waiting = waiting.filter(person=None)
    return list(waiting[:size])


def enclosure_of(person: UUID, identifier: UUID) -> Enclosure | None:
    """A document of a thread in that space."""
    mine = Enclosure.objects.filter(line__thread__person=person, line__visible=True)
    return mine.select_related("document").filter(pk=identifier).first()


def enclosure_by_id(identifier: UUID) -> Enclosure | None:
    """Any document of a thread, for advisers."""
    found = Enclosure.objects.select_related("document", "line__thread")
    return found.filter(pk=identifier).first()


def _seen(thread: Thread) -> Seen:
    state = State(thread.state)
    return Seen(
        id=thread.pk,
        reference=thread.reference,
        subject=subject_of(thread),
        state=str(STATES[state]),
        sent_on=date_in_paris(thread.sent_at),
        said=_next(thread, state),
        answered=state is State.ANSWERED,
        is_complaint=thread.complained_at is not None,
    )


def _next(thread: Thread, state: State) -> str:
    if state not in WITH_US:
        return _("Une réponse vous attend.") if state is State.ANSWERED else ""
    by = thread.answer_by if thread.complained_at and thread.answer_by else thread.promised_on
    return _("Réponse au plus tard le %(day)s.") % {"day": day_in_words(by)}


def _said(line: Line, documents: Sequence[Enclosed]) -> Said:
    ours, robot = line.role == Role.ADVISER, line.role == Role.ROBOT
    return Said(
        at=line.at,
        what=str(Entry(line.what).label),
        is_message=line.what in (Entry.MESSAGE, Entry.ANSWER),
        ours=ours,
        by=_("un conseiller") if ours else _("automatique") if robot else line.actor,
        words=words_of(line),
        documents=documents,
        visible=line.visible,
    )
