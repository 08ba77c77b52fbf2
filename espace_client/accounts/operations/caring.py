"""Remembering what a carer reads in somebody's space."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from espace_client.accounts import events
from espace_client.audit.operations import record
from espace_client.audit.queries import happened
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris


@transaction.atomic
def note_caring(
    *, access: UUID, person: UUID, page: str, does: str, actor: Actor, at: datetime
) -> None:
    """Remember that a carer has read a page of *person*, once a day and page: « Paul Guérin a
    regardé vos garanties ». The one who is helped reads this line."""
    subject = f"access:{access}:{page}:{date_in_paris(at)}"
    if not happened(events.CARER_READ, person=person, subject=subject):
        record(
            events.CARER_READ,
            actor=actor, at=at, person=person, subject=subject, name=actor.name, does=does,
        )  # fmt: skip
