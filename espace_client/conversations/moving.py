"""The one door through which a thread changes state, and the one that adds a line to it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from espace_client.accounts.staff import StaffMember
from espace_client.conversations.models import Enclosure, Entry, Line, Thread
from espace_client.conversations.rules import Gesture, State, where
from espace_client.conversations.words import sealed
from espace_client.documents.models import ReceivedDocument
from espace_client.kernel.actors import Actor, Role
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.moves import by
from espace_client.kernel.working_days import working_days_after


class UnableToTalk(UnableTo):
    """The thread stays as it is. The sentence says why, and what to do."""


def held(thread: Thread, *, seen: int | None = None) -> Thread:
    """The row as it is now, locked. Raises UnableToTalk if it has changed since whoever answers has
    *seen* that version of it."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a thread is changed outside its verb")
    row = Thread.objects.select_for_update(no_key=True).get(pk=thread.pk)
    if seen is not None and seen != row.version:
        raise UnableToTalk(
            _("Ce message a changé pendant que vous l’aviez sous les yeux. Relisez-le d’abord.")
        )
    return row


def move(thread: Thread, gesture: Gesture, *, actor: Actor, at: datetime, **changes: Any) -> None:
    """Make *gesture* on the locked *thread*, if the table lets *actor* do so. Raises
    UnableToTalk."""
    to = where(State(thread.state), gesture, by(actor.role))
    if to is None:
        raise UnableToTalk(_("Ce message n’en est plus là : relisez la page."))
    thread.state, thread.state_since = to, at
    save(thread, state=to, state_since=at, **changes)


def save(thread: Thread, **changes: Any) -> None:
    """Change these columns of the locked *thread*."""
    for name, value in changes.items():
        setattr(thread, name, value)
    thread.version += 1
    thread.save(update_fields=sorted({*changes, "version"}))


def add(
    thread: Thread,
    what: Entry,
    *,
    actor: Actor,
    at: datetime,
    words: str = "",
    documents: Sequence[ReceivedDocument] = (),
    visible: bool = True,
    facts: dict[str, str] | None = None,
) -> Line:
    """One line more, with what came with it. Raises UnableToTalk for another space's documents."""
    if any(one.person != (thread.person_id or thread.pk) for one in documents):
        raise UnableToTalk(_("Ce document n’est pas dans cet espace."))
    line = Line.objects.create(
        thread=thread,
        at=at,
        what=what,
        state=thread.state,
        role=actor.role,
        actor=actor.name,
        channel=actor.channel,
        facts=facts or {},
        words=sealed(words, thread=thread.pk),
        visible=visible,
    )
    Enclosure.objects.bulk_create(
        [Enclosure(line=line, document=one) for one in dict.fromkeys(documents)]
    )
    return line


def staff_of(actor: Actor) -> StaffMember:
    """The adviser behind *actor*. Raises UnableToTalk for anybody else."""
    found = StaffMember.objects.filter(pk=actor.person).first() if actor.person else None
    if actor.role is not Role.ADVISER or found is None or not found.is_active:
        raise UnableToTalk(_("Seul un conseiller en poste peut faire ce geste."))
    return found


def promise(at: datetime) -> date:
    """Last day of the answer to what is written at that moment: the insurer's figure."""
    days: int = settings.INSURER.requests.promises["message"]
    return working_days_after(date_in_paris(at), days)
