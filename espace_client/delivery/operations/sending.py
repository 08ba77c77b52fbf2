"""Sending what leaves by itself, mails and text messages, each once."""

import uuid
from datetime import datetime

from django.db import transaction

from espace_client.delivery.answers import Cut, Refused
from espace_client.delivery.carriers import carry, without_secrets
from espace_client.delivery.models import Parcel, State, Via
from espace_client.delivery.parcels import IN_DOUBT, REFUSED, SENT, plan, settle
from espace_client.delivery.rules import lease, next_try_in
from espace_client.kernel.actors import Actor


def send(*, parcel_id: uuid.UUID, actor: Actor, at: datetime) -> None:
    """Send one parcel. May be called twice, by two workers, after a crash: it leaves once.

    Claiming is a committed step of its own, before the first byte goes out. What fails after that
    without an answer of the relay or the gateway is in doubt, and never resent blindly.
    """
    parcel = _claim(parcel_id, at)
    if parcel is None:
        return
    try:
        carry(parcel)
    except Refused as refusal:
        _refused(parcel, refusal, actor=actor, at=at)
    except Cut:
        settle(parcel, State.IN_DOUBT, IN_DOUBT[parcel.via], actor=actor, at=at)
    else:
        settle(parcel, State.SENT, SENT[parcel.via], actor=actor, at=at)


def rescue(*, actor: Actor, at: datetime) -> None:
    """Find what a crash left behind: parcels nobody sends, and sendings that were cut.

    Letters are not among them: they wait for a batch, and a batch is handed over again.
    """
    leaving = Parcel.objects.exclude(via=Via.LETTER)
    waiting = leaving.filter(state=State.WAITING, not_before__lt=at - lease())
    with transaction.atomic():
        for parcel in waiting.select_for_update(skip_locked=True)[:500]:
            parcel.not_before = at
            parcel.save(update_fields=["not_before"])
            plan(parcel, seconds=0)
    cut = leaving.filter(state=State.SENDING, claimed_at__lt=at - lease())
    for parcel in cut[:500]:
        settle(parcel, State.IN_DOUBT, IN_DOUBT[parcel.via], actor=actor, at=at)


def _claim(parcel_id: uuid.UUID, at: datetime) -> Parcel | None:
    leaving = Parcel.objects.exclude(via=Via.LETTER)
    claimed = leaving.filter(pk=parcel_id, state=State.WAITING, not_before__lte=at).update(
        state=State.SENDING, claimed_at=at
    )
    parcel = Parcel.objects.get(pk=parcel_id)
    if not claimed and parcel.state == State.WAITING:  # this worker's clock is a little behind
        wait = (parcel.not_before - at).total_seconds()
        plan(parcel, seconds=int(min(wait, 600)) + 1)
    return parcel if claimed else None


def _refused(parcel: Parcel, refusal: Refused, *, actor: Actor, at: datetime) -> None:
    parcel.answer = without_secrets(parcel, str(refusal))
    parcel.tries += 1
    delay = next_try_in(parcel.tries, via=parcel.via) if refusal.for_now else None
    if delay is None:
        settle(parcel, State.REFUSED, REFUSED[parcel.via], actor=actor, at=at)
        return
    with transaction.atomic():
        parcel.state, parcel.not_before = State.WAITING, at + delay
        parcel.save(update_fields=["state", "not_before", "tries", "answer"])
        plan(parcel, seconds=int(delay.total_seconds()) + 1)
