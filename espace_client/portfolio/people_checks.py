"""What must hold between people, their addresses, their old logins and who acts for them."""

from django.utils.translation import gettext_lazy as _

from espace_client.portfolio.anomalies import Severity
from espace_client.portfolio.checks import Check, doubt_when, ends_after, french, known, once, same
from espace_client.portfolio.columns import ADDRESSES, GUARDIANS, LOGINS, PEOPLE, FileFormat

# A lunar date of birth is in the future when its year is; a real one, when the day itself is.
_BORN_LATER = """
    (right(date_naissance, 4) > to_char(%(on)s::date, 'YYYY')
    OR right(date_naissance, 4) = to_char(%(on)s::date, 'YYYY')
        AND left(date_naissance, 2) <> '00'
        AND substr(date_naissance, 4, 2) BETWEEN '01' AND '12'
        AND substr(date_naissance, 4, 2) || left(date_naissance, 2)
            > to_char(%(on)s::date, 'MMDD'))
    AND date_naissance <> ''
"""


def known_person(file: FileFormat, column: str = "reference_personne") -> Check:
    """The person named stands in personnes.csv."""
    return known(
        file,
        column,
        PEOPLE,
        "reference",
        _("Cette personne n’existe pas dans personnes.csv."),
        _("Ajoutez-la, ou corrigez la référence."),
    )


PEOPLE_CHECKS = (
    once(PEOPLE, "reference"),
    once(PEOPLE, "numero_adherent"),
    Check(
        file=PEOPLE,
        column="date_naissance",
        problem=_("Cette date de naissance est dans l’avenir."),
        remedy=_("Corrigez l’année."),
        query=f"SELECT line, date_naissance, NULL FROM {PEOPLE.table} WHERE {_BORN_LATER}",
    ),
    doubt_when(
        PEOPLE,
        "email",
        "email IS NULL",
        _("Cette personne n’a pas d’adresse e-mail."),
        _("Rien à faire. Un courrier pourra lui ouvrir son espace."),
    ),
    Check(
        file=PEOPLE,
        column="email",
        severity=Severity.TO_CHECK,
        problem=_("Cette adresse e-mail est aussi celle d’une autre personne."),
        remedy=_("Voyez la ligne %(detail)s. Chacun aura son compte et son mot de passe."),
        query=same(PEOPLE, "email", "mailbox", "mailbox <> ''"),
    ),
    Check(
        file=PEOPLE,
        column="nir",
        severity=Severity.TO_CHECK,
        problem=_("Ce numéro de sécurité sociale est aussi celui d’une autre personne."),
        remedy=_("Voyez la ligne %(detail)s. Rien à faire pour un enfant et son parent."),
        query=same(PEOPLE, "nir_index", "nir_index", "nir_index IS NOT NULL").replace(
            "later.nir_index,", "'•••',"
        ),
    ),
    doubt_when(
        PEOPLE,
        "decede_le",
        "decede_le IS NOT NULL AND decede_le <= %(on)s",
        _("Cette personne est décédée."),
        _("Rien à faire. Aucun message ne partira à son nom."),
        value=french("decede_le"),
    ),
    Check(
        file=PEOPLE,
        column="decede_le",
        problem=_("Cette date de décès est dans l’avenir."),
        remedy=_("Corrigez la date."),
        query=f"""
            SELECT line, {french("decede_le")}, NULL FROM {PEOPLE.table} WHERE decede_le > %(on)s
        """,
    ),
)
ADDRESS_CHECKS = (
    known_person(ADDRESSES),
    once(ADDRESSES, "reference_personne"),
    doubt_when(
        ADDRESSES,
        "code_postal",
        "code_postal <> '' AND pays IS NULL AND code_postal !~ '^[0-9]{5}$'",
        _("Ce code postal n’a pas cinq chiffres."),
        _("Vérifiez-le, ou indiquez le pays."),
    ),
    doubt_when(
        ADDRESSES,
        "",
        "batiment IS NULL AND voie IS NULL AND lieu_dit IS NULL",
        _("Cette adresse n’a ni bâtiment, ni voie, ni lieu-dit."),
        _("Vérifiez qu’un courrier peut arriver."),
        value="NULL",
    ),
)
LOGIN_CHECKS = (
    known_person(LOGINS),
    once(LOGINS, "login"),
    Check(
        file=LOGINS,
        column="login",
        severity=Severity.TO_CHECK,
        problem=_("Deux identifiants ne diffèrent que par leurs majuscules."),
        remedy=_("Voyez la ligne %(detail)s. Leurs titulaires devront taper exactement le leur."),
        query=f"""
            SELECT DISTINCT ON (later.folded, later.login) later.line, later.login, earlier.line
            FROM {LOGINS.table} AS later
            JOIN (
                SELECT DISTINCT ON (folded) folded, login, line FROM {LOGINS.table}
                WHERE folded IN (
                    SELECT folded FROM {LOGINS.table} GROUP BY 1 HAVING count(*) > 1
                )
                ORDER BY folded, line
            ) AS earlier ON earlier.folded = later.folded AND earlier.login <> later.login
            ORDER BY later.folded, later.login, later.line
        """,
    ),
    doubt_when(
        LOGINS,
        "derniere_connexion",
        "derniere_connexion > %(on)s",
        _("Cette connexion est dans l’avenir."),
        _("Vérifiez la date."),
    ),
)
GUARDIAN_CHECKS = (
    once(GUARDIANS, "reference"),
    known_person(GUARDIANS),
    ends_after(GUARDIANS, "date_debut", "date_fin"),
    doubt_when(
        GUARDIANS,
        "date_fin",
        "date_fin < %(on)s",
        _("Cette mesure de protection est finie."),
        _("Vérifiez si elle a été renouvelée. Ce représentant ne peut plus agir."),
        value=french("date_fin"),
    ),
)
