"""How each benefit of the closed list may be written, and how it is built from its figures."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from espace_client.benefits.accepted import END, EUROS, RATE
from espace_client.benefits.figures import NBSP
from espace_client.benefits.kinds import (
    WHOLE,
    ActualCost,
    Benefit,
    FlatEuros,
    NotCovered,
    NothingLeftToPay,
    PercentOfBase,
    PercentOfBasePlusEuros,
    PercentOfMonthlyCeiling,
    PercentOfReimbursement,
    SocialSecurity,
    TicketModerateur,
)
from espace_client.benefits.unreadable import quoted

type Decider = Literal["percentages", "euros", "definition"]
type Build = Callable[[Decimal, Decimal, SocialSecurity], Benefit]


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a benefit.

    `when_silent` says who decides about the Sécurité sociale when the text does not: what the
    table declares for percentages, what it declares for euros, or the definition of the benefit.
    """

    pattern: re.Pattern[str]
    build: Build
    when_silent: Decider


def _form(
    pattern: str, when_silent: Literal["percentages", "euros", "definition"], build: Build
) -> Form:
    return Form(re.compile(pattern), build, when_silent)


def _multiple_of_reimbursement(rate: Decimal, _: Decimal, known: SocialSecurity) -> Benefit:
    if known == "included":
        raise ValueError(f"{quoted('RSS')} s’ajoute toujours à la Sécurité sociale.")
    return PercentOfReimbursement(rate)


BASE = (
    rf"(?:de |du |de la )?(?:brss|br|tarif de (?:convention|responsabilite)"
    rf"|base(?: de remboursement)?(?: de la securite sociale)?){END}"
)
HUNDRED_SANTE = rf"100 ?% ?sante{END}"
NO_REMAINDER = rf"(?:sans reste a charge|(?:rac|reste a charge) (?:0|zero)){END}"
IN_FULL = rf"(?:prise? en charge |remboursee? )?integrale?(?:ment)?{END}"
ACTUAL = rf"(?:frais reels?|depenses? (?:engagees?|reelles?)|fr){END}"
ALONE = r"(?= ?(?:$|[,;:()]))"  # « 100 % DE », dépenses engagées, not « 100 % de … »
MONTHLY_CEILING = rf"(?:du )?(?:pmss|plafond mensuel(?: de la securite sociale)?){END}"
MODERATEUR = rf"(?:100 ?% ?(?:du |de )?)?(?:ticket moderateur|tm){END}"

FORMS = (
    _form(
        rf"non (?:couverte?s?|remboursee?s?|prise?s? en charge){END}"
        rf"|neant{END}|(?:pas de|aucun) remboursement{END}|(?:pas de|aucune) prise en charge{END}",
        "definition",
        lambda rate, amount, known: NotCovered(),
    ),
    _form(
        rf"{IN_FULL} ?[,:(-]? ?{HUNDRED_SANTE}\)?|{HUNDRED_SANTE} ?[,:(-]? ?{IN_FULL}\)?",
        "definition",
        lambda rate, amount, known: NothingLeftToPay(),
    ),
    _form(
        rf"{HUNDRED_SANTE}(?: ?[,:(-] ?{NO_REMAINDER}\)?)?"
        rf"|{NO_REMAINDER}(?: ?[,:(-]? ?{HUNDRED_SANTE}\)?)?",
        "definition",
        lambda rate, amount, known: NothingLeftToPay(),
    ),
    _form(
        rf"{MODERATEUR} ?\+ ?{EUROS}",
        "definition",
        lambda rate, amount, known: PercentOfBasePlusEuros(WHOLE, amount, "included"),
    ),
    _form(MODERATEUR, "definition", lambda rate, amount, known: TicketModerateur()),
    _form(
        rf"(?P<plus>\+ ?)?{RATE} ?{BASE} ?\+ ?{EUROS}",
        "percentages",
        PercentOfBasePlusEuros,
    ),
    _form(
        rf"(?P<plus>\+ ?)?{RATE} ?{BASE}",
        "percentages",
        lambda rate, amount, known: PercentOfBase(rate, known),
    ),
    _form(
        rf"(?P<plus>\+ ?)?{RATE} ?{MONTHLY_CEILING}",
        "euros",
        lambda rate, amount, known: PercentOfMonthlyCeiling(rate, known),
    ),
    _form(
        rf"{RATE} ?(?:du )?(?:rss|remboursement (?:de la )?securite sociale){END}",
        "definition",
        _multiple_of_reimbursement,
    ),
    _form(
        rf"(?:100 ?% ?)?(?:de |des )?{ACTUAL}|100 ?% ?de{ALONE}",
        "definition",
        lambda rate, amount, known: ActualCost(WHOLE, "included"),
    ),
    _form(
        rf"{RATE} ?(?:(?:de |des )?{ACTUAL}|de{ALONE})",
        "percentages",
        lambda rate, amount, known: ActualCost(rate, known if rate != WHOLE else "included"),
    ),
    _form(
        rf"(?P<plus>\+ ?)?{EUROS}",
        "euros",
        lambda rate, amount, known: FlatEuros(amount, known),
    ),
)

HINTS = (
    (
        r"\+? ?\d{1,3}[.,]\d{3}",
        f"Séparez les milliers par un espace{NBSP}: écrivez {quoted(f'1{NBSP}700{NBSP}€')}.",
    ),
    (
        rf"{RATE} ?(?:du |de )?(?:tm|ticket){END}",
        f"Un ticket modérateur se paie en entier{NBSP}: écrivez {quoted('Ticket modérateur')}.",
    ),
    (
        IN_FULL,
        f"C’est ambigu{NBSP}: écrivez {quoted('Frais réels')} ou {quoted(f'100{NBSP}% Santé')}.",
    ),
    (
        rf"\+? ?{RATE}",
        f"Ce pourcentage ne dit pas de quoi{NBSP}: ajoutez BR, PMSS, RSS ou frais réels.",
    ),
)
