"""Who may see which cover. The one rule that every page, job and (later) document asks."""

from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet

from espace_client.contracts.models import Coverage
from espace_client.contracts.rules import earliest_readable_end


def covers_seen_by(person: UUID, *, on: date) -> QuerySet[Coverage]:
    """The holder of a contract sees everybody it covers; any other covered person sees only
    their own cover. 24 months after the end of the cover or of the contract, nobody does."""
    since = earliest_readable_end(on)
    return Coverage.objects.filter(
        Q(person=person) | Q(contract__holder=person),
        Q(end_on__isnull=True) | Q(end_on__gte=since),
        Q(contract__end_on__isnull=True) | Q(contract__end_on__gte=since),
    ).order_by(F("contract__start_on").desc(), "contract", "start_on", "person__birth_date", "pk")
