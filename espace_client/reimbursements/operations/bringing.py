"""What happens to past care and to the link with the Sécurité sociale: the file brings it.

Each verb takes the name of a staging table that holds the checked lines of one file, with the
columns of that file (docs/portfolio-format.md). The caller holds the transaction and remembers the
whole run (portfolio). None is ever removed.
"""

from django.db import connection
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from espace_client.benefits.care_words import KINDS
from espace_client.benefits.recognising import recognise
from espace_client.kernel.upsert import Counts, merge
from espace_client.reimbursements.models import Reimbursement, Transmission

_REIMBURSEMENTS = """
    SELECT staged.reference, contract.id AS contract_id, person.id AS person_id,
        date_soins AS cared_on, date_paiement AS paid_on, acte AS care,
        translate(depense, ',', '.')::numeric(12, 2) AS spent,
        translate(regime_obligatoire, ',', '.')::numeric(12, 2) AS basic,
        translate(complementaire, ',', '.')::numeric(12, 2) AS complementary,
        coalesce(recognised.kind, '') AS kind, coalesce(code_acte, '') AS act,
        coalesce(quantite, 1) AS quantity, coalesce(partie, '') AS part,
        coalesce(translate(retenue, ',', '.')::numeric(12, 2), 0) AS charge,
        coalesce(
            (
                SELECT line."on" FROM reimbursements_paymentline AS line
                WHERE line.care = staged.reference AND line.operation = 'annulation'
            ),
            annule_le
        ) AS cancelled_on
    FROM {staged} AS staged
        LEFT JOIN {recognised} AS recognised ON recognised.words = coalesce(soin, acte)
        LEFT JOIN contracts_contract AS contract ON contract.reference = reference_contrat
        LEFT JOIN members_person AS person ON person.reference = reference_personne
    WHERE NOT EXISTS (
        SELECT FROM reimbursements_paymentline AS line
        WHERE line.care = staged.reference AND line.operation = 'paiement'
    )
"""
_RECOGNISED = sql.Identifier("recognised_care")
_TRANSMISSIONS = """
    SELECT person.id AS person_id, etat AS feed, depuis AS since, dernier_flux AS last_flow_on
    FROM {staged} LEFT JOIN members_person AS person ON person.reference = reference_personne
"""


def bring_reimbursements(*, staged: str) -> Counts:
    """Create the lines of care that are new, change those that differ. People and contracts must
    have been brought before. A line whose file does not say the kind of care has that of its words,
    or none."""
    columns = (
        *("reference", "contract_id", "person_id", "cared_on", "paid_on", "care"),
        *("spent", "basic", "complementary"),
        *("kind", "act", "quantity", "part", "charge", "cancelled_on"),
    )
    table = sql.Identifier(staged)
    with connection.cursor() as cursor:
        _recognise(cursor, table)
        return merge(
            cursor.cursor,
            table=Reimbursement._meta.db_table,
            columns=columns,
            key=["reference"],
            source=sql.SQL(_REIMBURSEMENTS).format(staged=table, recognised=_RECOGNISED),
        )


def _recognise(cursor: CursorWrapper, staged: sql.Identifier) -> None:
    """Note the kind of care of each wording of the file, once."""
    cursor.execute(sql.SQL("DROP TABLE IF EXISTS pg_temp.{}").format(_RECOGNISED))
    cursor.execute(
        sql.SQL(
            "CREATE TEMP TABLE {} (words text PRIMARY KEY, kind text NOT NULL) ON COMMIT DROP"
        ).format(_RECOGNISED)
    )
    cursor.execute(sql.SQL("SELECT DISTINCT coalesce(soin, acte) FROM {}").format(staged))
    found = [(words, KINDS.get(words) or recognise(words)) for (words,) in cursor.fetchall()]
    statement = sql.SQL("COPY {} FROM STDIN").format(_RECOGNISED)
    with cursor.copy(statement) as copy:
        for words, kind in found:
            if kind is not None:
                copy.write_row((words, kind.value))
    cursor.execute(sql.SQL("ANALYZE {}").format(_RECOGNISED))


def bring_transmissions(*, staged: str) -> Counts:
    """Make the link of each person with the Sécurité sociale what the file says."""
    with connection.cursor() as cursor:
        return merge(
            cursor.cursor,
            table=Transmission._meta.db_table,
            columns=("person_id", "feed", "since", "last_flow_on"),
            key=["person_id"],
            source=sql.SQL(_TRANSMISSIONS).format(staged=sql.Identifier(staged)),
        )
