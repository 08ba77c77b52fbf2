"""Taking the old portal's logins over: who used to sign in, under which name."""

from django.db import connection
from psycopg import sql

from espace_client.accounts.models import LegacyLogin
from espace_client.kernel.upsert import Counts, merge

_LOGINS = """
    SELECT login, person.id AS person_id, derniere_connexion AS last_login_on,
        coalesce(scheme, '') AS scheme, hash_sealed, hash_index
    FROM {staged} LEFT JOIN members_person AS person ON person.reference = reference_personne
"""


def bring_legacy_logins(*, staged: str) -> Counts:
    """Create the logins that are new, change those that differ. None is ever removed.

    *staged* names a table with the checked lines of identifiants.csv. The hash of the old password
    comes sealed. The caller holds the transaction and remembers the whole run (portfolio).
    """
    with connection.cursor() as cursor:
        return merge(
            cursor.cursor,
            table=LegacyLogin._meta.db_table,
            columns=("login", "person_id", "last_login_on", "scheme", "hash_sealed", "hash_index"),
            key=["login"],
            source=sql.SQL(_LOGINS).format(staged=sql.Identifier(staged)),
            seals={"hash_sealed": "hash_index"},
            clears={"wrapped": "hash_index"},
        )
