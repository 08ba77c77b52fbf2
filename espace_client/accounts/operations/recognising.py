"""« Ce message vient-il de nous ? »: what its reference tells to anybody, and no more."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.accounts import events
from espace_client.accounts.rules import RECOGNISE
from espace_client.accounts.throttle import pass_through
from espace_client.audit.operations import record
from espace_client.delivery.models import Parcel, Via
from espace_client.delivery.queries import message_that_left
from espace_client.documents.checking import Checked, check_number
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris

_SHOWN = 2  # letters of an address: enough for its owner, useless to anybody else
_TOWN = re.compile(r"^\d{4,5} (?P<town>.+)$")


@dataclass(frozen=True, slots=True)
class Recognised:
    """A message of ours: the day it left and how the address begins, that of a mailbox or the
    name of a town."""

    day: date
    by_letter: bool
    begins: str


@transaction.atomic
def recognise_message(
    *, reference: str, source: str, actor: Actor, at: datetime
) -> Recognised | None:
    """The message of that *reference*, if it is ours and has left. Raises TooManyTries.

    The answer is remembered without the reference and of nobody: many « no » on one day are a
    wave of imitations. A reference is 39 random bits, and a network may try twenty in an hour.
    """
    pass_through(RECOGNISE, source, at=at, exactly=False)
    parcel = message_that_left(reference)
    answer = _("oui") if parcel else _("non")
    record(events.MESSAGE_CHECKED, actor=actor, at=at, answer=answer)
    return _told(parcel) if parcel else None


@transaction.atomic
def check_document(*, number: str, source: str, actor: Actor, at: datetime) -> Checked:
    """The verdict on the document of that *number*. Raises TooManyTries.

    A number is 39 random bits, and a network may try twenty in an hour. The answer is remembered
    without the number and of nobody.
    """
    pass_through(RECOGNISE, source, at=at, exactly=False)
    checked = check_number(number, on=date_in_paris(at))
    record(events.DOCUMENT_CHECKED, actor=actor, at=at, answer=checked.verdict.value)
    return checked


def _told(parcel: Parcel) -> Recognised:
    left = parcel.claimed_at or parcel.created_at
    by_letter = parcel.via == Via.LETTER
    whole = _town(parcel) if by_letter else parcel.address.partition("@")[0]
    return Recognised(date_in_paris(left), by_letter, whole[:_SHOWN])


def _town(parcel: Parcel) -> str:
    lines = (_TOWN.match(line) for line in reversed(parcel.postal_lines))
    return next((line["town"] for line in lines if line), "")
