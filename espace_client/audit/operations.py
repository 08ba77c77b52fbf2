"""Remembering what happened, inside the transaction of the verb that did it."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from espace_client.audit.chain import START, digest_of
from espace_client.audit.events import Event
from espace_client.audit.models import Entry
from espace_client.audit.turns import LOCK
from espace_client.kernel.actors import Actor

# Written by hand: each gesture adds a row, and the ORM would put the same statements together anew.
# Sent together, yet two statements: the second sees the row for whose writer the first has waited.
_LAST = """
SELECT pg_advisory_xact_lock(%s);
SELECT digest FROM audit_entry ORDER BY id DESC LIMIT 1
"""
_ADD = """
INSERT INTO audit_entry
    (at, event, role, actor, channel, actor_person, person, subject, facts, previous, digest)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s) RETURNING id
"""


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
        cursor.execute(_LAST, [LOCK])
        cursor.nextset()
        last = cursor.fetchone()
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
        previous=bytes(last[0]) if last else START,
    )
    entry.digest = digest_of(entry)
    _add(entry)
    return entry


def _add(entry: Entry) -> None:
    said: list[Any] = [entry.at, entry.event, str(entry.role), entry.actor, str(entry.channel)]
    whose: list[Any] = [entry.actor_person, entry.person, entry.subject, json.dumps(entry.facts)]
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [*said, *whose, bytes(entry.previous), bytes(entry.digest)])
        [entry.pk] = cursor.fetchone()
