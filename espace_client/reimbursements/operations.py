"""What happens to past care and to the link with the Sécurité sociale: the file brings it.

Each verb takes the name of a staging table that holds the checked lines of one file, with the
columns of that file (docs/portfolio-format.md). The caller holds the transaction and remembers the
whole run (portfolio). None is ever removed.
"""

from django.db import connection
from psycopg import sql

from espace_client.kernel.upsert import Counts, merge
from espace_client.reimbursements.models import Reimbursement, Transmission

_REIMBURSEMENTS = """
    SELECT staged.reference, contract.id AS contract_id, person.id AS person_id,
        date_soins AS cared_on, date_paiement AS paid_on, acte AS care,
        translate(depense, ',', '.')::numeric(12, 2) AS spent,
        translate(regime_obligatoire, ',', '.')::numeric(12, 2) AS basic,
        translate(complementaire, ',', '.')::numeric(12, 2) AS complementary
    FROM {staged} AS staged
        LEFT JOIN contracts_contract AS contract ON contract.reference = reference_contrat
        LEFT JOIN members_person AS person ON person.reference = reference_personne
"""
_TRANSMISSIONS = """
    SELECT person.id AS person_id, etat AS feed, depuis AS since, dernier_flux AS last_flow_on
    FROM {staged} LEFT JOIN members_person AS person ON person.reference = reference_personne
"""


def bring_reimbursements(*, staged: str) -> Counts:
    """Create the lines of care that are new, change those that differ. People and contracts must
    have been brought before."""
    columns = (
        *("reference", "contract_id", "person_id", "cared_on", "paid_on", "care"),
        *("spent", "basic", "complementary"),
    )
    with connection.cursor() as cursor:
        return merge(
            cursor.cursor,
            table=Reimbursement._meta.db_table,
            columns=columns,
            key=["reference"],
            source=sql.SQL(_REIMBURSEMENTS).format(staged=sql.Identifier(staged)),
        )


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
