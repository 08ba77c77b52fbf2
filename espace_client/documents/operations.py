"""Issuing a document: made once, sealed, kept for whoever it is for."""

import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from espace_client.audit.operations import record
from espace_client.documents import events
from espace_client.documents.content import Draft, as_json
from espace_client.documents.models import IssuedDocument, sealed_for
from espace_client.documents.typesetting import typeset
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.french import date_in_words
from espace_client.kernel.references import reference


@dataclass(frozen=True, slots=True)
class Issued:
    """The document, and whether it was made just now."""

    document: IssuedDocument
    is_new: bool


def issue(*, draft: Draft, person: uuid.UUID, actor: Actor, at: datetime) -> Issued:
    """Make the document of *draft* for *person*, inside the transaction of the verb that wants it.

    The same content asked for again on the same day, by two clicks at once or an hour later, is
    the document that exists: one number, made once. Who may have it is the caller's rule.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(f"{draft.kind} is issued outside its verb")
    key = _content_key(draft, person, at)
    kept = IssuedDocument.objects.filter(content_key=key).first()
    if kept:
        return Issued(kept, is_new=False)
    made = _made(draft, person, key, at)
    # Two at once: the second waits here for the first, then finds its document.
    IssuedDocument.objects.bulk_create([made], ignore_conflicts=True)
    document = IssuedDocument.objects.get(content_key=key)
    if document.pk != made.pk:
        return Issued(document, is_new=False)
    record(
        events.ISSUED,
        actor=actor,
        at=at,
        person=person,
        subject=f"document:{document.pk}",
        title=document.title,
        number=document.number,
        about=draft.about,
    )
    return Issued(document, is_new=True)


def _made(draft: Draft, person: uuid.UUID, key: bytes, at: datetime) -> IssuedDocument:
    identifier = uuid.uuid4()
    number = reference(identifier, prefix=draft.prefix)
    data = {
        "title": draft.title,
        "number": number,
        "issued_on": date_in_words(date_in_paris(at)),
        "sections": as_json(draft.printed),
    }
    content = typeset(draft.template, data=data, at=at)
    return IssuedDocument(
        id=identifier,
        person=person,
        kind=draft.kind,
        title=draft.title,
        number=number,
        issued_at=at,
        facts={"about": draft.about, "sections": as_json(draft.shown or draft.printed)},
        content=settings.SEALING_KEYS.seal_bytes(content, bound_to=sealed_for(identifier)),
        size=len(content),
        sha256=hashlib.sha256(content).digest(),
        content_key=key,
    )


def _content_key(draft: Draft, person: uuid.UUID, at: datetime) -> bytes:
    """A keyed hash: what is printed may hold a NIR, and must not be guessed from it."""
    said = [
        str(person),
        draft.kind,
        draft.title,
        as_json(draft.printed),
        date_in_paris(at).isoformat(),
    ]
    return settings.BLIND_INDEX.of(json.dumps(said), purpose="document")
