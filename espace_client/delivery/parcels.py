"""What every verb does to a parcel: plan its sending, say how it ended."""

from datetime import datetime
from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app

from espace_client.audit.events import Event
from espace_client.audit.operations import record
from espace_client.delivery import events
from espace_client.delivery.models import Parcel, State, Via
from espace_client.delivery.notices import is_unseen
from espace_client.kernel.actors import Actor

# What the member reads of each end, in the word of the channel.
SENT: dict[str, Event] = {Via.EMAIL: events.SENT, Via.SMS: events.TEXT_SENT}
REFUSED: dict[str, Event] = {Via.EMAIL: events.REFUSED, Via.SMS: events.TEXT_REFUSED}
IN_DOUBT: dict[str, Event] = {Via.EMAIL: events.IN_DOUBT, Via.SMS: events.TEXT_IN_DOUBT}

_UNSEEN: dict[str, Event] = {
    events.SENT.name: events.SENT_UNSEEN,
    events.REFUSED.name: events.REFUSED_UNSEEN,
    events.IN_DOUBT.name: events.IN_DOUBT_UNSEEN,
}


def plan(parcel: Parcel, *, seconds: int) -> None:
    """Have a worker send *parcel* after so many seconds."""
    app.configure_task("delivery.send", queue="letters", schedule_in={"seconds": seconds}).defer(
        parcel_id=str(parcel.pk)
    )


def settle(
    parcel: Parcel, state: State, event: Event, *, actor: Actor, at: datetime, **facts: Any
) -> None:
    """Say how a sending ended, once; its secrets are forgotten."""
    if is_unseen(parcel.notice):
        event = _UNSEEN.get(event.name, event)
    with transaction.atomic():
        settled = Parcel.objects.filter(pk=parcel.pk, state=State.SENDING).update(
            state=state, settled_at=at, secrets=None, tries=parcel.tries, answer=parcel.answer
        )
        if settled:
            remember(event, parcel, actor=actor, at=at, **facts)


def remember(event: Event, parcel: Parcel, *, actor: Actor, at: datetime, **facts: Any) -> None:
    """One line in the file of whom *parcel* is for."""
    record(
        event,
        actor=actor,
        at=at,
        person=parcel.person,
        subject=f"parcel:{parcel.pk}",
        title=parcel.subject,
        reference=parcel.reference,
        **facts,
    )
