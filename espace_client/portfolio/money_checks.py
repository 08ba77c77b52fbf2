"""What must hold between bank accounts, mandates, contributions, consents and past care."""

from django.utils.translation import gettext_lazy as _

from espace_client.portfolio.anomalies import Severity
from espace_client.portfolio.checks import Check, doubt_when, ends_after, french, known, once, same
from espace_client.portfolio.columns import (
    ACCOUNTS,
    CONSENTS,
    CONTRACTS,
    CONTRIBUTIONS,
    MANDATES,
    REIMBURSEMENTS,
    TRANSMISSIONS,
)
from espace_client.portfolio.contract_checks import known_contract
from espace_client.portfolio.people_checks import known_person

_CENTS = "translate({}, ',', '.')::numeric"
_SPENT, _BASIC, _COMPLEMENTARY = (
    _CENTS.format(f"nullif({column}, '')")
    for column in ("depense", "regime_obligatoire", "complementaire")
)

ACCOUNT_CHECKS = (
    once(ACCOUNTS, "reference"),
    known_person(ACCOUNTS),
    Check(
        file=ACCOUNTS,
        column="remboursements",
        problem=_("Cette personne a deux comptes pour ses remboursements."),
        remedy=_("La ligne %(detail)s en a déjà un. Laissez «\u00a0oui\u00a0» à un seul compte."),
        query=same(
            ACCOUNTS,
            "remboursements",
            "reference_personne",
            "remboursements = 'oui' AND reference_personne <> ''",
        ),
    ),
)
MANDATE_CHECKS = (
    once(MANDATES, "rum", key="lower(rum)"),
    known_contract(MANDATES),
    known(
        MANDATES,
        "reference_compte",
        ACCOUNTS,
        "reference",
        _("Ce compte n’existe pas dans comptes.csv."),
        _("Ajoutez-le, ou corrigez la référence."),
    ),
    ends_after(MANDATES, "signe_le", "fin_le"),
    Check(
        file=MANDATES,
        column="reference_contrat",
        problem=_("Ce contrat a deux mandats sans fin."),
        remedy=_("La ligne %(detail)s en a déjà un. Écrivez la fin de l’ancien."),
        query=same(
            MANDATES, "reference_contrat", "reference_contrat",
            "fin_le IS NULL AND reference_contrat <> ''",
        ),
    ),
    Check(
        file=MANDATES,
        column="fin_le",
        severity=Severity.TO_CHECK,
        problem=_("Ce mandat vit encore, et son contrat est terminé."),
        remedy=_("Le contrat finit le %(detail)s. Vérifiez qu’il ne reste rien à prélever."),
        among=(CONTRACTS,),
        query=f"""
            SELECT mandate.line, NULL, {french("contract.date_fin")}
            FROM {MANDATES.table} AS mandate
            JOIN {CONTRACTS.table} AS contract ON contract.reference = mandate.reference_contrat
            WHERE mandate.fin_le IS NULL AND contract.date_fin < %(on)s
        """,
    ),
)  # fmt: skip
CONTRIBUTION_CHECKS = (
    once(CONTRIBUTIONS, "reference"),
    known_contract(CONTRIBUTIONS),
    ends_after(CONTRIBUTIONS, "debut", "fin"),
)
CONSENT_CHECKS = (
    known_person(CONSENTS),
    once(
        CONSENTS,
        "reference_personne",
        key="(reference_personne, finalite, canal, recueilli_le)",
        where="reference_personne <> ''",
    ),
    doubt_when(
        CONSENTS,
        "preuve",
        "preuve IS NULL",
        _("Ce consentement n’a pas de preuve."),
        _("Il n’est pas repris\u00a0: la personne passe pour n’avoir jamais été interrogée."),
        value="NULL",
    ),
    Check(
        file=CONSENTS,
        column="recueilli_le",
        problem=_("Ce consentement est dans l’avenir."),
        remedy=_("Corrigez la date."),
        query=f"""
            SELECT line, {french("recueilli_le")}, NULL FROM {CONSENTS.table}
            WHERE recueilli_le > %(on)s
        """,
    ),
    Check(
        file=CONSENTS,
        column="reponse",
        severity=Severity.TO_CHECK,
        problem=_("Un import précédent a déjà une autre réponse, ou une autre preuve, ce jour-là."),
        remedy=_("L’ancienne est gardée. Une nouvelle réponse doit avoir sa propre date."),
        query=f"""
            SELECT answer.line, answer.reponse, NULL
            FROM {CONSENTS.table} AS answer
            JOIN members_person AS person ON person.reference = answer.reference_personne
            JOIN consents_consent AS held ON held.person_id = person.id
                AND held.purpose = answer.finalite AND held.means = answer.canal
                AND held.given_on = answer.recueilli_le AND held.source = 'migration'
            WHERE answer.preuve <> '' AND answer.reponse <> ''
                AND (held.allowed, held.proof) <> (answer.reponse = 'oui', answer.preuve)
        """,
    ),
)
TRANSMISSION_CHECKS = (
    known_person(TRANSMISSIONS),
    once(TRANSMISSIONS, "reference_personne"),
)
REIMBURSEMENT_CHECKS = (
    once(REIMBURSEMENTS, "reference"),
    known_contract(REIMBURSEMENTS),
    known_person(REIMBURSEMENTS),
    Check(
        file=REIMBURSEMENTS,
        column="depense",
        problem=_("Les remboursements dépassent la dépense."),
        remedy=_("Corrigez l’un des trois montants."),
        query=f"""
            SELECT line, depense, NULL FROM {REIMBURSEMENTS.table}
            WHERE {_SPENT} < {_BASIC} + {_COMPLEMENTARY}
        """,
    ),
    doubt_when(
        REIMBURSEMENTS,
        "date_paiement",
        "date_paiement < date_soins",
        _("Ce paiement précède les soins."),
        _("Vérifiez les deux dates."),
        value=french("date_paiement"),
    ),
    doubt_when(
        REIMBURSEMENTS,
        "annule_le",
        "annule_le < date_soins",
        _("Cette annulation précède les soins."),
        _("Vérifiez les deux dates."),
        value=french("annule_le"),
    ),
)
