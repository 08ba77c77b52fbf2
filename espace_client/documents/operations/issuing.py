"""Issuing a document: made once, sealed, kept for whoever it is for."""

import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from espace_client.audit.operations import record
from espace_client.audit.turns import wait_for_turn
from espace_client.documents import events, receipts
from espace_client.documents.content import Draft, as_json
from espace_client.documents.models import IssuedDocument, Receipt, Withdrawal, sealed_for
from espace_client.documents.printing import printed, proof_of
from espace_client.documents.receipts import Deposit
from espace_client.documents.shown import sealed_sections
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.references import reference


@dataclass(frozen=True, slots=True)
class Issued:
    """The document, and whether it was made just now."""

    document: IssuedDocument
    is_new: bool


def issue(
    *,
    draft: Draft,
    person: uuid.UUID,
    actor: Actor,
    at: datetime,
    identifier: uuid.UUID | None = None,
) -> Issued:
    """Make the document of *draft* for *person*, inside the transaction of the verb that wants it.

    The same content asked for again on the same day (or ever, if the draft says so), by two clicks
    at once or an hour later, is the document that exists: one number, made once. Who may have it is
    the caller's rule. `identifier` is for whoever must know its number beforehand.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(f"{draft.kind} is issued outside its verb")
    key = _content_key(draft, person, at)
    kept = IssuedDocument.objects.filter(content_key=key).first()
    if kept:
        return Issued(kept, is_new=False)
    made = _made(draft, person, key, at, identifier or uuid.uuid4())
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


def give_receipt(
    *, deposit: Deposit, person: uuid.UUID, actor: Actor, at: datetime
) -> IssuedDocument:
    """The receipt of *deposit*, inside the transaction of the verb that took it: both stay, or
    both go. Receipts are given one after the other: each names the seal of the one before, so that
    one that is taken out or changed later is missed (`verify-receipts`)."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a receipt is given outside its verb")
    wait_for_turn()
    last = Receipt.objects.order_by("-id").values_list("seal", flat=True).first()
    previous = bytes(last) if last else receipts.START
    identifier = uuid.uuid4()
    number = reference(identifier, prefix=receipts.PREFIX)
    line = receipts.canonical(deposit, number=number, at=at, previous=previous)
    issued = issue(
        draft=receipts.draft(deposit, line, at=at), person=person, actor=actor, at=at,
        identifier=identifier,
    )  # fmt: skip
    Receipt.objects.create(
        document=issued.document,
        line=line.decode(),
        previous=previous,
        seal=receipts.seal_of(line),
    )
    return issued.document


class UnableToWithdraw(UnableTo):
    """The document cannot be withdrawn."""


def withdraw(
    *, document: IssuedDocument, because: Withdrawal, actor: Actor, at: datetime
) -> IssuedDocument:
    """Say from now on, to whoever checks *document*, that it must not be relied upon any more.

    Inside the transaction of the verb that decides it; its owner is told by that verb. Its content
    does not change. Raises UnableToWithdraw for one that was withdrawn already, or that nobody can
    check.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a document is withdrawn outside its verb")
    document = IssuedDocument.objects.select_for_update().get(pk=document.pk)
    if document.withdrawn_at:
        raise UnableToWithdraw(_("Ce document est déjà annulé."))
    if not document.proof:
        raise UnableToWithdraw(_("Ce document ne se vérifie pas : il n’y a rien à annuler."))
    document.withdrawn_at, document.withdrawn_because = at, because
    # The same wish, later, is a new document and not this one; it may be withdrawn in its turn.
    document.content_key = hashlib.sha256(bytes(document.content_key) + document.pk.bytes).digest()
    document.save(update_fields=["withdrawn_at", "withdrawn_because", "content_key"])
    record(
        events.WITHDRAWN,
        actor=actor,
        at=at,
        person=document.person,
        subject=f"document:{document.pk}",
        title=document.title,
        number=document.number,
        because=str(because.label),
    )
    return document


def _made(
    draft: Draft, person: uuid.UUID, key: bytes, at: datetime, identifier: uuid.UUID
) -> IssuedDocument:
    number = reference(identifier, prefix=draft.prefix)
    proof = proof_of(draft, number=number, at=at)
    content = printed(draft, number=number, proof=proof, at=at)
    return IssuedDocument(
        id=identifier,
        person=person,
        kind=draft.kind,
        title=draft.title,
        number=number,
        issued_at=at,
        facts={"about": draft.about},
        shown=sealed_sections(draft.shown or draft.printed, document=identifier),
        content=settings.SEALING_KEYS.seal_bytes(content, bound_to=sealed_for(identifier)),
        size=len(content),
        sha256=hashlib.sha256(content).digest(),
        content_key=key,
        says_more=draft.shown not in ((), draft.printed),
        proof=proof,
        valid_until=draft.said.valid_until if draft.said else None,
        concerns=list(draft.concerns),
        promised=list(draft.concerns.values()),
        amounts=list(draft.amounts),
        care_of=sorted(draft.care_of),
        ends_with_validity=draft.ends_with_validity,
        version_of=draft.version_of,
    )


def _content_key(draft: Draft, person: uuid.UUID, at: datetime) -> bytes:
    """A keyed hash: what is printed may hold a NIR, and must not be guessed from it."""
    said = [
        str(person),
        draft.kind,
        draft.title,
        as_json(draft.printed),
        "" if draft.same_for_ever else date_in_paris(at).isoformat(),
        str(draft.said),
    ]
    return settings.BLIND_INDEX.of(json.dumps(said), purpose="document")
