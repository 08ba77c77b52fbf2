"""Remembering what happened, inside the transaction of the verb that did it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from espace_client.audit.chain import START, digest_of
from espace_client.audit.events import Event
from espace_client.audit.models import Entry
from espace_client.kernel.actors import Actor

_LOCK = 0x45437472  # any number, the same for everybody: one writer at a time keeps one chain


def record(
    event: Event,
    *,
    actor: Actor,
    at: datetime,
    person: UUID | None = None,
    subject: str = "",
    **facts: Any,
) -> Entry:
    """Add one row to the trail: *actor* did *event* at *at*, in the file of *person*.

    Must be called inside the transaction of the change itself: both stay or both go. Facts never
    hold a secret, a full e-mail address or a word about health. Raises WrongFacts.
    """
    event.check(facts)
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(f"{event.name} is recorded outside its verb")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = Entry.objects.order_by("-id").values_list("digest", flat=True).first()
    entry = Entry(
        at=at,
        event=event.name,
        role=actor.role,
        actor=actor.name,
        channel=actor.channel,
        actor_person=actor.person,
        person=person,
        subject=subject,
        facts=facts,
        previous=bytes(last) if last else START,
    )
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    return entry
