"""What a contract opens to its holder."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from espace_client.contracts.models import Coverage
from espace_client.members.permissions import Keys, Right, source


@source(Right.CONTRACTS, Right.CARD)
def holder_of_the_contract(viewer: UUID, right: Right, on: date) -> Keys:
    """The holder sees whom the contract covers: their cover, and on the card those it covers that
    day. Never their care."""
    covers = Coverage.objects.visible_to(viewer, on=on).filter(contract__holder=viewer)
    if right is Right.CARD:
        covers = covers.filter(
            Q(end_on__isnull=True) | Q(end_on__gte=on),
            Q(contract__end_on__isnull=True) | Q(contract__end_on__gte=on),
            start_on__lte=on,
            contract__start_on__lte=on,
        )
    return covers.values("person")
