"""Posting a parcel in the transaction of a verb."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from espace_client.delivery import events
from espace_client.delivery.models import Parcel, Via
from espace_client.delivery.notices import Notice, Recipient, compose
from espace_client.delivery.parcels import plan, remember
from espace_client.delivery.rules import reference, secret_mark, short_key
from espace_client.kernel.actors import Actor


def post(
    notice: Notice,
    *,
    to: Recipient,
    actor: Actor,
    at: datetime,
    once_key: str,
    context: Mapping[str, object],
    secrets: Mapping[str, str] | None = None,
) -> Parcel | None:
    """Put one message on its way, inside the transaction of the verb that wants it told.

    It leaves only if that transaction is committed. The same `once_key` twice is one message:
    the second time nothing happens and None comes back. `secrets` (the address with a token) are
    sealed; the kept text shows a mark in their place.
    """
    once_key = short_key(once_key)
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(f"{notice.code} is posted outside its verb")
    if Parcel.objects.filter(once_key=once_key).exists():
        return None
    identifier = uuid.uuid4()
    marks = {name: secret_mark(name) for name in secrets or {}}
    written = compose(
        notice, to=to, reference=reference(identifier), context={**context, **marks}, at=at
    )
    parcel = Parcel.objects.create(
        id=identifier,
        once_key=once_key,
        reference=reference(identifier),
        notice=notice.code,
        person=to.person,
        recipient=to.full_name,
        via=notice.via,
        address=to.email if notice.via is Via.EMAIL else "",
        mobile=to.mobile if notice.via is Via.SMS else "",
        postal_lines=list(to.postal_lines) if notice.via is Via.LETTER else [],
        subject=written.subject,
        text=written.text,
        html=written.html,
        blocks=[asdict(block) for block in written.blocks],
        secrets=settings.SEALING_KEYS.seal(secrets, bound_to=str(identifier)) if secrets else None,
        created_at=at,
        not_before=at,
    )
    remember(events.POSTED, parcel, actor=actor, at=at)
    if parcel.via != Via.LETTER:  # a letter waits for the day's batch
        plan(parcel, seconds=0)
    return parcel
