"""What happens to the ledger of consents: the insurer's file adds to it."""

from django.db import connection
from psycopg import sql

from espace_client.consents.models import Source
from espace_client.kernel.upsert import Counts

# An answer without its proof is no answer (product B.10): it stays « jamais demandé ».
_PROVED = """
    SELECT person.id AS person_id, finalite AS purpose, canal AS means,
        reponse = 'oui' AS allowed, recueilli_le AS given_on, preuve AS proof
    FROM {staged} LEFT JOIN members_person AS person ON person.reference = reference_personne
    WHERE preuve IS NOT NULL
"""
_ADD = """
    INSERT INTO consents_consent (person_id, purpose, means, allowed, given_on, proof, source)
    SELECT person_id, purpose, means, allowed, given_on, proof, {source}
    FROM ({proved}) AS incoming
    WHERE NOT EXISTS (
        SELECT FROM consents_consent AS held
        WHERE (held.person_id, held.purpose, held.means, held.given_on, held.source)
            = (incoming.person_id, incoming.purpose, incoming.means, incoming.given_on, {source})
    )
"""


def bring_consents(*, staged: str) -> Counts:
    """Add the answers that the ledger has not got. None is ever changed nor removed: another
    answer to the same question is another entry, of another day.

    *staged* names a table with the checked lines of consentements.csv. The caller holds the
    transaction and remembers the whole run (portfolio).
    """
    proved = sql.SQL(_PROVED).format(staged=sql.Identifier(staged))
    with connection.cursor() as cursor:
        source = sql.Literal(Source.MIGRATION.value)
        cursor.execute(sql.SQL(_ADD).format(proved=proved, source=source))
        created = cursor.rowcount
        cursor.execute(sql.SQL("SELECT count(*) FROM ({}) AS incoming").format(proved))
        (total,) = cursor.fetchone()
    return Counts(created, 0, total - created)
