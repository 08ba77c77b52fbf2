"""What a rehearsal looks for among the people and the old logins of an export, asked in sets.

Each query gives the references of people, and what groups them (a mailbox, a number) where that
is counted too. `%(launch)s` is the day of the launch, `%(active)s` the first day of « actif ».
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from espace_client.accounts.models import HashScheme
from espace_client.contracts.models import ContractKind


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know before a launch. `named`: so grave that each person's reference is
    printed."""

    code: str
    words: str | Promise
    query: str
    groups: str | Promise = ""
    named: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """How many people a finding has, how many of them are concerned by the move, and how many
    groups they make. `references` only where they are named."""

    finding: Finding
    people: int
    concerned: int
    groups: int
    references: tuple[str, ...]


# Alive, holds a contract of « sortie de groupe » that runs on the day, and signed in lately.
_LEAVERS = f"""
    SELECT DISTINCT reference_titulaire AS reference FROM staged_contrats
    WHERE type = '{ContractKind.EVIN_EXIT.value}' AND date_debut <= %(launch)s
        AND (date_fin IS NULL OR date_fin >= %(launch)s)
"""
_ACTIVE = "SELECT * FROM staged_identifiants WHERE derniere_connexion >= %(active)s"
CONCERNED = f"""
    SELECT DISTINCT p.reference FROM staged_personnes p JOIN ({_LEAVERS}) AS l USING (reference)
    JOIN ({_ACTIVE}) AS i ON i.reference_personne = p.reference
    WHERE p.decede_le IS NULL OR p.decede_le > %(launch)s
"""
# The large numbers, each the rows of a query.
TOTALS: Mapping[str, str] = {
    "holders": "SELECT DISTINCT reference_titulaire FROM staged_contrats",
    "leavers": _LEAVERS,
    "active_logins": _ACTIVE,
    "concerned": CONCERNED,
    "written_to": f"""SELECT reference FROM ({CONCERNED}) AS c
        JOIN staged_personnes USING (reference) WHERE coalesce(email, '') <> ''""",
}
_MAILBOXES = """
    SELECT mailbox, count(*) AS people FROM staged_personnes WHERE mailbox <> '' GROUP BY mailbox
"""
# What kernel.identifiers.number_key makes of a login. One that is an e-mail has none.
_KEYS = """
    SELECT reference_personne, key, count(*) OVER (PARTITION BY key) AS logins FROM (
        SELECT reference_personne, regexp_replace(
            regexp_replace(upper(login), '[^0-9A-Z]', '', 'g'), '^[A-Z]*0*', '') AS key
        FROM staged_identifiants WHERE login !~ '@'
    ) AS keyed WHERE key <> ''
"""
_LUNAR = """
    left(date_naissance, 2) = '00' OR substr(date_naissance, 4, 2) NOT BETWEEN '01' AND '12'
"""
_OF_AGE = f"""
    (right(date_naissance, 4)::int + 18)::text || CASE WHEN {_LUNAR} THEN '1231'
        ELSE substr(date_naissance, 4, 2) || left(date_naissance, 2) END
"""
_NO_ADDRESS = "NOT EXISTS (SELECT FROM staged_adresses a WHERE a.reference_personne = p.reference)"

FINDINGS = (
    Finding(
        "email_missing",
        _("Sans adresse e-mail"),
        "SELECT reference, NULL FROM staged_personnes WHERE email IS NULL",
    ),
    Finding(
        "email_unreadable",
        _("Adresse e-mail mal écrite"),
        "SELECT reference, NULL FROM staged_personnes WHERE email = ''",
    ),
    Finding(
        "email_of_two",
        _("Adresse e-mail partagée à deux"),
        f"""SELECT reference, mailbox FROM staged_personnes JOIN ({_MAILBOXES}) AS m
            USING (mailbox) WHERE m.people = 2""",
        groups=_("adresses"),
    ),
    Finding(
        "email_of_more",
        _("Adresse e-mail partagée à trois ou plus"),
        f"""SELECT reference, mailbox FROM staged_personnes JOIN ({_MAILBOXES}) AS m
            USING (mailbox) WHERE m.people > 2""",
        groups=_("adresses"),
    ),
    Finding(
        "email_of_families",
        _("Adresse e-mail partagée avec une autre famille"),
        """
        SELECT DISTINCT one.reference, one.mailbox FROM staged_personnes one
        JOIN staged_personnes other USING (mailbox)
        WHERE one.mailbox <> '' AND one.reference <> other.reference AND NOT EXISTS (
            SELECT FROM staged_beneficiaires mine JOIN staged_beneficiaires theirs
                USING (reference_contrat)
            WHERE mine.reference_personne = one.reference
                AND theirs.reference_personne = other.reference)
        """,
        groups=_("adresses"),
    ),
    Finding(
        "login_twice",
        _("Deux anciens identifiants pour un même numéro"),
        f"SELECT reference_personne, key FROM ({_KEYS}) AS k WHERE logins = 2",
        groups=_("numéros"),
    ),
    Finding(
        "login_more",
        _("Plus de deux anciens identifiants pour un même numéro"),
        f"SELECT reference_personne, key FROM ({_KEYS}) AS k WHERE logins > 2",
        groups=_("numéros"),
    ),
    Finding(
        "login_without_password",
        _("Ancien identifiant sans mot de passe"),
        "SELECT reference_personne, login FROM staged_identifiants WHERE coalesce(scheme, '') = ''",
        groups=_("identifiants"),
    ),
    Finding(
        "lunar",
        _("Date de naissance qui n’est pas au calendrier"),
        f"SELECT reference, NULL FROM staged_personnes WHERE date_naissance <> '' AND ({_LUNAR})",
    ),
    Finding(
        "dead",
        _("Décédés"),
        "SELECT reference, NULL FROM staged_personnes WHERE decede_le <= %(launch)s",
    ),
    Finding(
        "minor",
        _("Mineurs"),
        f"""SELECT reference, NULL FROM staged_personnes WHERE date_naissance <> ''
            AND {_OF_AGE} > to_char(%(launch)s::date, 'YYYYMMDD')""",
    ),
    Finding(
        "guarded",
        _("Protégés : quelqu’un agit pour eux"),
        """SELECT reference_personne, NULL FROM staged_representants
            WHERE date_debut <= %(launch)s AND (date_fin IS NULL OR date_fin >= %(launch)s)""",
    ),
    Finding(
        "ended",
        _("Titulaires dont tous les contrats sont terminés"),
        """SELECT reference_titulaire, NULL FROM staged_contrats GROUP BY 1
            HAVING bool_and(date_fin IS NOT NULL AND date_fin < %(launch)s)""",
    ),
    Finding(
        "not_started",
        _("Titulaires dont le contrat commence plus tard"),
        """SELECT reference_titulaire, NULL FROM staged_contrats GROUP BY 1
            HAVING bool_or(date_debut > %(launch)s) AND NOT bool_or(date_debut <= %(launch)s
                AND (date_fin IS NULL OR date_fin >= %(launch)s))""",
    ),
    Finding(
        "no_address",
        _("Sans adresse postale"),
        f"SELECT reference, NULL FROM staged_personnes p WHERE {_NO_ADDRESS}",
    ),
    Finding(
        "unreachable",
        _("Sans adresse postale ni e-mail : personne ne peut les joindre"),
        f"""SELECT reference, NULL FROM staged_personnes p
            WHERE coalesce(email, '') = '' AND {_NO_ADDRESS}""",
        named=True,
    ),
    *(
        Finding(
            f"hash_{scheme.value}",
            _("Ancien mot de passe : %s") % scheme.label,
            "SELECT reference_personne, login FROM staged_identifiants"
            f" WHERE scheme = '{scheme.value}'",
            groups=_("identifiants"),
        )
        for scheme in HashScheme
    ),
)

_COUNTED = """
    WITH concerned AS ({concerned}), found (reference, grouped) AS ({query})
    SELECT count(DISTINCT found.reference),
        count(DISTINCT found.reference) FILTER (WHERE concerned.reference IS NOT NULL),
        count(DISTINCT grouped)
    FROM found LEFT JOIN concerned ON concerned.reference = found.reference
"""


def find(finding: Finding, moments: Mapping[str, date]) -> Found:
    """What *finding* finds in the staged export."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED.format(concerned=CONCERNED, query=finding.query), moments)
        people, concerned, groups = cursor.fetchone()
        references: tuple[str, ...] = ()
        if finding.named:
            cursor.execute(f"SELECT reference FROM ({finding.query}) AS f ORDER BY 1", moments)
            references = tuple(row[0] for row in cursor.fetchall())
    return Found(finding, people, concerned, groups, references)


def count(query: str, moments: Mapping[str, date]) -> int:
    """How many rows *query* gives."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({query}) AS counted", moments)
        (rows,) = cursor.fetchone()
    return int(rows)
