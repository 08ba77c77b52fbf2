"""Putting documents into a démarche, for the verbs that take them."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from espace_client.demarches.models import Attachment, Demarche
from espace_client.demarches.moving import UnableToMove
from espace_client.documents.models import ReceivedDocument

GIVEN_ORDER = ("given_at", "rank", "pk")


def attached(
    row: Demarche, documents: Sequence[ReceivedDocument], *, code: str, at: datetime
) -> list[Attachment]:
    """The attachments of *documents* to a row that the caller holds, each once, as the document
    called *code* in the kind's pieces. Raises UnableToMove for what is in another space."""
    if any(one.person != row.person_id for one in documents):
        raise UnableToMove(_("Ce document n’est pas dans cet espace."))
    for rank, one in enumerate(documents):
        Attachment.objects.get_or_create(
            demarche=row, document=one, defaults={"code": code, "given_at": at, "rank": rank}
        )
    return list(row.attachments.filter(document__in=documents).order_by(*GIVEN_ORDER))
