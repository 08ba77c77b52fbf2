"""What delivery can do, and what it has sent."""

from uuid import UUID

from espace_client.delivery.models import Parcel


def sms_available() -> bool:
    """Whether text messages can leave."""
    return True


def messages_of(person: UUID, *, limit: int = 20) -> list[Parcel]:
    """What was sent to somebody, the newest first, whatever the channel. Without its text."""
    parcels = Parcel.objects.filter(person=person).defer("text", "html", "secrets")
    return list(parcels.order_by("-created_at", "pk")[:limit])
