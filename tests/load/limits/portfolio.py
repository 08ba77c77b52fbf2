"""The limit of an import: the rows it leaves, copied bare into the same indexed tables.

No file is read, nothing is checked, compared or sealed: COPY alone, in one transaction, with the
keys, indexes and references that the tables have.
"""

from pathlib import Path

import psycopg
from psycopg import sql

# In the order in which they refer to one another.
TABLES = (
    "contracts_product",
    "contracts_productversion",
    "contracts_option",
    "contracts_guarantee",
    "contracts_activetariff",
    "members_person",
    "members_address",
    "contracts_contract",
    "contracts_coverage",
    "accounts_legacylogin",
    "members_bankaccount",
    "contributions_mandate",
    "members_guardianship",
    "consents_consent",
    "reimbursements_transmission",
    "contributions_contribution",
    "reimbursements_reimbursement",
    "demarches_takenoverrequest",
)
_BLOCK = 1 << 20


def keep_rows(cursor: psycopg.Cursor, folder: Path) -> None:
    """Write the rows of each table to *folder*, in the order in which they lie."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        query = sql.SQL("COPY (SELECT * FROM {} ORDER BY ctid) TO STDOUT")
        with (folder / table).open("wb") as file, cursor.copy(_about(query, table)) as copy:
            for block in copy:
                file.write(block)


def copy_rows(cursor: psycopg.Cursor, folder: Path) -> None:
    """The limit: copy them into empty tables."""
    for table in TABLES:
        query = sql.SQL("COPY {} FROM STDIN")
        with (folder / table).open("rb") as file, cursor.copy(_about(query, table)) as copy:
            while block := file.read(_BLOCK):
                copy.write(block)


def fingerprint(cursor: psycopg.Cursor) -> dict[str, tuple[int, int]]:
    """Of each table the number of its rows, and a sum that any change of one changes."""
    found = {}
    for table in TABLES:
        query = sql.SQL("SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) FROM {} t")
        cursor.execute(_about(query, table))
        count, total = cursor.fetchone() or (0, 0)
        found[table] = (count, int(total))
    return found


def _about(query: sql.SQL, table: str) -> sql.Composed:
    return query.format(sql.Identifier(table))
