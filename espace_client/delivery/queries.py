"""Which channels this installation has, which letters wait, what was sent to whom."""

from datetime import datetime
from uuid import UUID

from django.conf import settings

from espace_client.delivery.models import Parcel, PrintBatch, State, Via
from espace_client.delivery.rules import last_departure


def sms_available() -> bool:
    """Whether text messages can leave. Where not, a mobile is no channel and nothing is posted
    through it."""
    return bool(settings.SMS)


def letters_available() -> bool:
    """Whether a printer takes letters. Where not, they would wait for ever: post none."""
    return bool(settings.PRINTER)


def waiting_letters() -> list[Parcel]:
    """The letters that the next batch takes, in its order."""
    waiting = Parcel.objects.filter(via=Via.LETTER, state=State.WAITING)
    return list(waiting.order_by("created_at", "id"))


def batches_to_hand_over() -> list[int]:
    """The numbers of the batches that the printer does not have yet, the oldest first."""
    waiting = PrintBatch.objects.filter(taken_at__isnull=True).order_by("number")
    return list(waiting.values_list("number", flat=True))


def printing_is_due(at: datetime) -> bool:
    """Whether a printer is there, and a letter that should have left at four, or at an earlier
    four, or a batch that the printer does not have yet."""
    waiting = Parcel.objects.filter(via=Via.LETTER, state=State.WAITING)
    late = waiting.filter(not_before__lt=last_departure(at))
    return letters_available() and (late.exists() or bool(batches_to_hand_over()))


def posted_since(person: UUID, notice: str, since: datetime) -> list[datetime]:
    """When messages of one kind were written to somebody since then, the newest first."""
    written = Parcel.objects.filter(person=person, notice=notice, created_at__gt=since)
    return list(written.order_by("-created_at").values_list("created_at", flat=True))


def messages_of(person: UUID, *, limit: int = 20) -> list[Parcel]:
    """What was sent to somebody, the newest first, whatever the channel. Without its text."""
    parcels = Parcel.objects.filter(person=person).defer("text", "html", "secrets")
    return list(parcels.order_by("-created_at", "pk")[:limit])


def message_that_left(reference: str) -> Parcel | None:
    """The mail or the letter of that reference, if it has left, or may have. A text message has
    no reference. Without its words."""
    left = (State.SENDING, State.SENT, State.IN_DOUBT)
    parcels = Parcel.objects.defer("text", "html", "blocks", "secrets").exclude(via=Via.SMS)
    return parcels.filter(reference=reference, state__in=left).first()
