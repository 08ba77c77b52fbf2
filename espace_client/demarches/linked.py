"""A message may be about a request: messages are downstairs, and ask for its reference here."""

from uuid import UUID

from espace_client.conversations.linking import tells_what_is_linked
from espace_client.demarches.models import Demarche, TakenOverRequest


@tells_what_is_linked
def reference_of_request(space: UUID, key: UUID) -> str:
    """The reference of a request of that space, the old portal's included; empty for none."""
    mine = Demarche.objects.in_space(space).sent().filter(pk=key)
    found = mine.values_list("reference", flat=True).first()
    old = TakenOverRequest.objects.filter(person=space, pk=key)
    return found or old.values_list("reference", flat=True).first() or ""
