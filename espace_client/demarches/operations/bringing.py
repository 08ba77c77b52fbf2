"""What happens to requests: the insurer's file brings those of the old portal."""

from django.db import connection
from psycopg import sql

from espace_client.demarches.models import TakenOverRequest
from espace_client.kernel.upsert import Counts, merge

_REQUESTS = """
    SELECT staged.reference, person.id AS person_id, nature AS kind, deposee_le AS asked_on,
        promise_le AS promised_on, etat AS state
    FROM {staged} AS staged
        LEFT JOIN members_person AS person ON person.reference = reference_personne
"""


def bring_requests(*, staged: str) -> Counts:
    """Create the requests that are new, change those that differ. None is ever removed: one that
    the file no longer names stays as it was, because an answer is still owed; a file closes a
    request by saying so.

    *staged* names a table with the checked lines of demandes.csv. The caller holds the transaction
    and remembers the whole run (portfolio). People must have been brought before.
    """
    with connection.cursor() as cursor:
        return merge(
            cursor.cursor,
            table=TakenOverRequest._meta.db_table,
            columns=("reference", "person_id", "kind", "asked_on", "promised_on", "state"),
            key=["reference"],
            source=sql.SQL(_REQUESTS).format(staged=sql.Identifier(staged)),
        )
