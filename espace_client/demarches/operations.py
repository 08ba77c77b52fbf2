"""What happens to requests: the insurer's file brings those of the old portal.

The caller holds the transaction and remembers the whole run (portfolio). People come first.
"""

from collections.abc import Iterable
from datetime import date
from itertools import batched
from typing import NamedTuple

from django.db import connection

from espace_client.demarches.models import TakenOverRequest
from espace_client.kernel.upsert import Counts, upsert
from espace_client.members.queries import ids_of_references

_BATCH = 10_000


class IncomingRequest(NamedTuple):
    """One request of the old portal; who asked is named by reference."""

    reference: str
    person_reference: str
    kind: str
    asked_on: date
    promised_on: date
    state: str


def bring_requests(*, requests: Iterable[IncomingRequest]) -> Counts:
    """Create the requests that are new, change those that differ. None is ever removed: one that
    the file no longer names stays as it was, because an answer is still owed; a file closes a
    request by saying so."""
    counts = Counts(0, 0, 0)
    with connection.cursor() as cursor:
        for batch in batched(requests, _BATCH, strict=False):
            people = ids_of_references(request.person_reference for request in batch)
            counts += upsert(
                cursor.cursor,
                table=TakenOverRequest._meta.db_table,
                columns=("reference", "person_id", "kind", "asked_on", "promised_on", "state"),
                key=["reference"],
                rows=((one[0], people[one.person_reference], *one[2:]) for one in batch),
            )
    return counts
