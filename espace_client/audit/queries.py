"""Reading the trail."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from espace_client.audit.chain import START, digest_of
from espace_client.audit.events import Event, declared, sentence_of
from espace_client.audit.models import Entry
from espace_client.kernel.actors import Role


@dataclass(frozen=True, slots=True)
class Line:
    """One line of history as a person reads it."""

    at: datetime
    actor: str
    channel: str
    sentence: str
    automatic: bool


def history_of(person: UUID, *, limit: int = 50) -> list[Line]:
    """What happened in the file of *person*, the newest first, as they read it: an adviser by
    their role, not by their name."""
    hidden = [name for name, event in declared().items() if event.for_staff]
    entries = Entry.objects.filter(person=person).exclude(event__in=hidden)
    lines = [(entry, _line(entry)) for entry in entries.order_by("-id")[:limit]]
    return [
        replace(line, actor=_("un conseiller")) if entry.role == Role.ADVISER else line
        for entry, line in lines
    ]


def whole_history_of(person: UUID, *, limit: int = 20) -> list[Line]:
    """The same as the insurer's people read it: everything, each by their name."""
    entries = Entry.objects.filter(person=person)
    return [_line(entry) for entry in entries.order_by("-id")[:limit]]


def lines_of(person: UUID, *, by: UUID, but: str, limit: int = 50) -> list[Line]:
    """What one person did in the file of another, the newest first, without the events whose name
    starts with *but*: what the product did of itself."""
    entries = Entry.objects.filter(person=person, actor_person=by).exclude(event__startswith=but)
    return [_line(entry) for entry in entries.order_by("-id")[:limit]]


def happened(event: Event, *, person: UUID, subject: str) -> bool:
    """Whether *event* is already remembered of *subject* in the file of *person*."""
    return Entry.objects.filter(person=person, event=event.name, subject=subject).exists()


def latest(*, limit: int = 50) -> list[Line]:
    """What happened at all, the newest first."""
    return [_line(entry) for entry in Entry.objects.order_by("-id")[:limit]]


def broken_rows() -> Iterator[int]:
    """The ids of rows that were changed, or whose neighbour before them was removed."""
    previous = START
    for entry in Entry.objects.order_by("id").iterator():
        if bytes(entry.previous) != previous or bytes(entry.digest) != digest_of(entry):
            yield entry.pk
        previous = bytes(entry.digest)


def _line(entry: Entry) -> Line:
    return Line(
        at=entry.at,
        actor=entry.actor,
        channel=entry.channel,
        sentence=sentence_of(entry.event, entry.facts),
        automatic=entry.role == Role.ROBOT,
    )
