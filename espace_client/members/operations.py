"""What happens to people: the insurer's file brings them.

Each verb takes the name of a staging table that holds the checked lines of one file, with the
columns of that file (docs/portfolio-format.md). The caller holds the transaction and remembers the
whole run (portfolio). Nobody is ever removed: somebody missing from a file may still be owed
something.
"""

from django.db import connection
from psycopg import sql

from espace_client.kernel.upsert import Counts, merge
from espace_client.members.models import Address, BankAccount, Guardianship, Person

_PEOPLE = """
    SELECT reference, numero_adherent AS member_number, coalesce(civilite, '') AS title,
        nom_naissance AS birth_name, coalesce(nom_usage, '') AS usual_name,
        prenoms AS first_names, date_naissance AS birth_date, coalesce(email, '') AS email,
        coalesce(mobile, '') AS mobile, coalesce(fixe, '') AS landline, decede_le AS died_on,
        nir_sealed, nir_index
    FROM {staged}
"""
_ADDRESSES = """
    SELECT person.id AS person_id, coalesce(destinataire, '') AS recipient_line,
        coalesce(batiment, '') AS building_line, coalesce(voie, '') AS street_line,
        coalesce(lieu_dit, '') AS locality_line, code_postal AS postcode, ville AS city,
        coalesce(pays, '') AS country
    FROM {staged} LEFT JOIN members_person AS person ON person.reference = reference_personne
"""
_BANK_ACCOUNTS = """
    SELECT staged.reference, person.id AS person_id, titulaire AS holder_name, iban_sealed,
        iban_index, country, last4, remboursements = 'oui' AS receives_reimbursements
    FROM {staged} AS staged
        LEFT JOIN members_person AS person ON person.reference = reference_personne
"""
_GUARDIANSHIPS = """
    SELECT staged.reference, person.id AS person_id, mesure AS measure, nom AS guardian_name,
        coalesce(organisme, '') AS organisation, coalesce(staged.email, '') AS email,
        coalesce(telephone, '') AS telephone, decision AS ruling, date_debut AS start_on,
        date_fin AS end_on
    FROM {staged} AS staged
        LEFT JOIN members_person AS person ON person.reference = reference_personne
"""


def bring_people(*, staged: str) -> Counts:
    """Create the people that are new, change those who differ, leave the others alone."""
    columns = (
        *("reference", "member_number", "title", "birth_name", "usual_name", "first_names"),
        *("birth_date", "email", "mobile", "landline", "died_on", "nir_sealed", "nir_index"),
    )
    with connection.cursor() as cursor:
        return merge(
            cursor.cursor,
            table=Person._meta.db_table,
            columns=columns,
            key=["reference"],
            source=sql.SQL(_PEOPLE).format(staged=sql.Identifier(staged)),
            seals={"nir_sealed": "nir_index"},
        )


def bring_addresses(*, staged: str) -> Counts:
    """Give each person the address of the file. Everybody named must have been brought before."""
    columns = (
        *("person_id", "recipient_line", "building_line", "street_line", "locality_line"),
        *("postcode", "city", "country"),
    )
    with connection.cursor() as cursor:
        return merge(
            cursor.cursor,
            table=Address._meta.db_table,
            columns=columns,
            key=["person_id"],
            source=sql.SQL(_ADDRESSES).format(staged=sql.Identifier(staged)),
        )


def bring_bank_accounts(*, staged: str) -> Counts:
    """Create the bank accounts that are new, change those that differ."""
    columns = (
        *("reference", "person_id", "holder_name", "iban_sealed", "iban_index"),
        *("country", "last4", "receives_reimbursements"),
    )
    with connection.cursor() as cursor:
        return merge(
            cursor.cursor,
            table=BankAccount._meta.db_table,
            columns=columns,
            key=["reference"],
            source=sql.SQL(_BANK_ACCOUNTS).format(staged=sql.Identifier(staged)),
            seals={"iban_sealed": "iban_index"},
        )


def bring_guardianships(*, staged: str) -> Counts:
    """Create the guardianships that are new, change those that differ."""
    columns = (
        *("reference", "person_id", "measure", "guardian_name", "organisation", "email"),
        *("telephone", "ruling", "start_on", "end_on"),
    )
    with connection.cursor() as cursor:
        return merge(
            cursor.cursor,
            table=Guardianship._meta.db_table,
            columns=columns,
            key=["reference"],
            source=sql.SQL(_GUARDIANSHIPS).format(staged=sql.Identifier(staged)),
        )
