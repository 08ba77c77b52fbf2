"""What must hold between contracts, products and the people covered."""

from django.utils.translation import gettext_lazy as _

from espace_client.portfolio.anomalies import Severity
from espace_client.portfolio.checks import Check, ends_after, french, known, once
from espace_client.portfolio.columns import CONTRACTS, COVERAGES, FileFormat
from espace_client.portfolio.people_checks import known_person
from espace_client.portfolio.staged_products import VERSIONS_TABLE

# The option must stand in every table that serves while the contract lasts. A contract older than
# every table only needs an option that exists.
_OPTIONS = f"""
    SELECT line, option,
        CASE WHEN bool_or(has_it) THEN to_char(min(du) FILTER (WHERE serves AND NOT has_it),
            'DD/MM/YYYY') END AS lacking
    FROM (
        SELECT contract.line, contract.option, version.du,
            contract.option = ANY(version.options) AS has_it,
            version.du <= coalesce(contract.date_fin, 'infinity')
                AND coalesce(version.au, 'infinity') >= contract.date_debut AS serves
        FROM {CONTRACTS.table} AS contract
        JOIN {VERSIONS_TABLE} AS version ON version.produit = contract.produit
        WHERE contract.option <> '' AND contract.date_debut IS NOT NULL
    ) AS served
    GROUP BY line, option
    HAVING NOT coalesce(bool_or(has_it), false) OR bool_or(serves AND NOT has_it)
"""


def known_contract(file: FileFormat) -> Check:
    """The contract named stands in contrats.csv."""
    return known(
        file,
        "reference_contrat",
        CONTRACTS,
        "reference",
        _("Ce contrat n’existe pas dans contrats.csv."),
        _("Ajoutez-le, ou corrigez la référence."),
    )


def _of_its_contract(column: str, where: str, detail: str, value: str) -> str:
    return f"""
        SELECT cover.line, {value}, {detail}
        FROM {COVERAGES.table} AS cover
        JOIN {CONTRACTS.table} AS contract ON contract.reference = cover.reference_contrat
        WHERE {where}
    """


CONTRACT_CHECKS = (
    once(CONTRACTS, "reference"),
    known_person(CONTRACTS, "reference_titulaire"),
    ends_after(CONTRACTS, "date_debut", "date_fin"),
    Check(
        file=CONTRACTS,
        column="produit",
        problem=_("Ce produit n’existe pas dans le dossier produits."),
        remedy=_("Ajoutez son fichier .yaml, ou corrigez le code."),
        query=f"""
            SELECT line, produit, NULL FROM {CONTRACTS.table} AS contract
            WHERE produit <> '' AND NOT EXISTS (
                SELECT FROM {VERSIONS_TABLE} AS version WHERE version.produit = contract.produit
            )
        """,
    ),
    Check(
        file=CONTRACTS,
        column="option",
        problem=_("Cette option n’existe pas dans ce produit."),
        remedy=_("Ajoutez-la au fichier du produit, ou corrigez le code."),
        remedy_with_detail=_(
            "Elle manque à la version du %(detail)s. Ajoutez-la, ou corrigez le contrat."
        ),
        query=_OPTIONS,
    ),
)
COVERAGE_CHECKS = (
    known_contract(COVERAGES),
    known_person(COVERAGES),
    ends_after(COVERAGES, "date_debut", "date_fin"),
    Check(
        file=COVERAGES,
        column="lien",
        problem=_("Le lien «\u00a0adherent\u00a0» désigne le titulaire du contrat, et lui seul."),
        remedy=_("Corrigez le lien, ou le titulaire dans contrats.csv."),
        among=(CONTRACTS,),
        query=_of_its_contract(
            "lien",
            "(cover.lien = 'adherent') <> (contract.reference_titulaire = cover.reference_personne)"
            " AND cover.lien <> '' AND contract.reference_titulaire <> ''"
            " AND cover.reference_personne <> ''",
            detail="NULL",
            value="cover.lien",
        ),
    ),
    Check(
        file=COVERAGES,
        column="date_debut",
        severity=Severity.TO_CHECK,
        problem=_("Cette personne est couverte avant le début du contrat."),
        remedy=_("Le contrat débute le %(detail)s."),
        among=(CONTRACTS,),
        query=_of_its_contract(
            "date_debut",
            "cover.date_debut < contract.date_debut",
            detail=french("contract.date_debut"),
            value=french("cover.date_debut"),
        ),
    ),
    Check(
        file=COVERAGES,
        column="date_fin",
        severity=Severity.TO_CHECK,
        problem=_("Cette personne est couverte après la fin du contrat."),
        remedy=_("Le contrat finit le %(detail)s."),
        among=(CONTRACTS,),
        query=_of_its_contract(
            "date_fin",
            "coalesce(cover.date_fin, 'infinity') > contract.date_fin",
            detail=french("contract.date_fin"),
            value=french("cover.date_fin"),
        ),
    ),
    Check(
        file=COVERAGES,
        column="date_debut",
        problem=_("Cette personne est couverte deux fois le même jour par ce contrat."),
        remedy=_("Voyez la ligne %(detail)s. Une période finit avant que l’autre commence."),
        query=f"""
            SELECT line, {french("date_debut")}, earlier_line FROM (
                SELECT line, date_debut, lag(line) OVER periods AS earlier_line,
                    lag(coalesce(date_fin, 'infinity')) OVER periods AS earlier_end
                FROM {COVERAGES.table}
                WHERE reference_contrat <> '' AND reference_personne <> ''
                    AND date_debut IS NOT NULL
                WINDOW periods AS (
                    PARTITION BY reference_contrat, reference_personne ORDER BY date_debut, line
                )
            ) AS cover WHERE earlier_end >= date_debut
        """,
    ),
    Check(
        file=CONTRACTS,
        column="reference_titulaire",
        severity=Severity.TO_CHECK,
        problem=_("Le titulaire de ce contrat n’est pas couvert."),
        remedy=_("Ajoutez-le à beneficiaires.csv avec le lien «\u00a0adherent\u00a0»."),
        among=(COVERAGES,),
        query=f"""
            SELECT line, reference, NULL FROM {CONTRACTS.table} AS contract
            WHERE reference <> '' AND NOT EXISTS (
                SELECT FROM {COVERAGES.table} AS cover
                WHERE cover.reference_contrat = contract.reference AND cover.lien = 'adherent'
            )
        """,
    ),
)
