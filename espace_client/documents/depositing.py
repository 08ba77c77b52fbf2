"""Giving a receipt: signed, chained to the one before, kept like any document."""

import uuid
from datetime import datetime

from django.db import connection, transaction

from espace_client.audit.turns import wait_for_turn
from espace_client.documents import receipts
from espace_client.documents.models import IssuedDocument, Receipt
from espace_client.documents.operations import issue
from espace_client.documents.receipts import Deposit
from espace_client.kernel.actors import Actor
from espace_client.kernel.references import reference


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


def first_broken() -> Receipt | None:
    """The first receipt that does not follow the one before, or that was changed; None when the
    chain is whole. The very last one taken out shows in the trail alone (docs/verification.md)."""
    previous = receipts.START
    for one in Receipt.objects.order_by("id").iterator():
        if bytes(one.previous) != previous or receipts.seal_of(one.line.encode()) != bytes(
            one.seal
        ):
            return one
        previous = bytes(one.seal)
    return None
