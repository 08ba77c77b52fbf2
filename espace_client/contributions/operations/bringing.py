"""What happens to mandates and contributions: the insurer's file brings them.

Each verb takes the name of a staging table that holds the checked lines of one file, with the
columns of that file (docs/portfolio-format.md). The caller holds the transaction and remembers the
whole run (portfolio). None is ever removed.
"""

from django.db import connection
from psycopg import sql

from espace_client.contributions.models import Contribution, Mandate
from espace_client.kernel.upsert import Counts, merge

_MANDATES = """
    SELECT rum, contract.id AS contract_id, account.id AS account_id, signe_le AS signed_on,
        jour AS debit_day, fin_le AS ended_on
    FROM {staged}
        LEFT JOIN contracts_contract AS contract ON contract.reference = reference_contrat
        LEFT JOIN members_bankaccount AS account ON account.reference = reference_compte
"""
_CONTRIBUTIONS = """
    SELECT staged.reference, contract.id AS contract_id, debut AS period_start, fin AS period_end,
        echeance AS due_on, translate(montant, ',', '.')::numeric(12, 2) AS amount, etat AS payment
    FROM {staged} AS staged
        LEFT JOIN contracts_contract AS contract ON contract.reference = reference_contrat
"""


def bring_mandates(*, staged: str) -> Counts:
    """Create the mandates that are new, change those that differ. Contracts and bank accounts
    must have been brought before."""
    with connection.cursor() as cursor:
        return merge(
            cursor.cursor,
            table=Mandate._meta.db_table,
            columns=("rum", "contract_id", "account_id", "signed_on", "debit_day", "ended_on"),
            key=["rum"],
            source=sql.SQL(_MANDATES).format(staged=sql.Identifier(staged)),
        )


def bring_contributions(*, staged: str) -> Counts:
    """Create the contributions that are new, change those that differ: a bank may reject later
    what was paid."""
    columns = (
        *("reference", "contract_id", "period_start", "period_end"),
        *("due_on", "amount", "payment"),
    )
    with connection.cursor() as cursor:
        return merge(
            cursor.cursor,
            table=Contribution._meta.db_table,
            columns=columns,
            key=["reference"],
            source=sql.SQL(_CONTRIBUTIONS).format(staged=sql.Identifier(staged)),
        )
