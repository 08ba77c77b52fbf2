"""One guarantee, one spelling: the text that an operator sees again after typing a line."""

from espace_client.benefits.figures import NBSP, euros, percentage
from espace_client.benefits.guarantee import Guarantee
from espace_client.benefits.kinds import (
    ActualCost,
    Benefit,
    FlatEuros,
    NotCovered,
    NothingLeftToPay,
    PercentOfBase,
    PercentOfBasePlusEuros,
    PercentOfMonthlyCeiling,
    PercentOfReimbursement,
    TicketModerateur,
)
from espace_client.benefits.qualifiers import Network, Optam, Scope
from espace_client.benefits.words import IN_FULL, counted, frequency

MENTIONS = {
    "included": "Sécurité sociale incluse",
    "additional": "en complément de la Sécurité sociale",
}
NETWORKS = {Network.INSIDE: "dans le réseau", Network.OUTSIDE: "hors réseau"}
OPTAMS = {Optam.SIGNED: "OPTAM", Optam.NOT_SIGNED: "hors OPTAM"}


def canonical(guarantee: Guarantee) -> str:
    """The one normal French spelling of *guarantee*, amounts in euros, no-break spaces in place.

    It says everything, so it reads the same in every table: for every guarantee,
    `parse(canonical(guarantee)) == guarantee`, whatever the table declares. Never fails.
    Source of the typography: design notes, « Words ».
    """
    amount = [
        _benefit(guarantee.benefit),
        frequency(guarantee.unit, guarantee.period, IN_FULL),
    ]
    if guarantee.scope is Scope.FAMILY:
        amount.append("et par famille" if guarantee.unit or guarantee.period else "par famille")
    parts = [" ".join(filter(None, amount)), _mention(guarantee.benefit), _limits(guarantee)]
    if guarantee.network:
        parts.append(NETWORKS[guarantee.network])
    if guarantee.optam:
        parts.append(OPTAMS[guarantee.optam])
    return ", ".join(filter(None, parts))


def _benefit(benefit: Benefit) -> str:
    match benefit:
        case PercentOfBase(rate):
            return f"{percentage(rate)} BR"
        case TicketModerateur():
            return "Ticket modérateur"
        case FlatEuros(amount):
            return euros(amount)
        case PercentOfMonthlyCeiling(rate):
            return f"{percentage(rate)} PMSS"
        case ActualCost(rate):
            return f"{percentage(rate)} frais réels"
        case NothingLeftToPay():
            return f"100{NBSP}% Santé"
        case PercentOfBasePlusEuros(rate, amount):
            return f"{percentage(rate)} BR + {euros(amount)}"
        case PercentOfReimbursement(rate):
            return f"{percentage(rate)} RSS"
        case NotCovered():
            return "Non couvert"


def _mention(benefit: Benefit) -> str:
    match benefit:
        case ActualCost(rate) if rate == 100:
            return ""
        case (
            PercentOfBase(social_security=known)
            | FlatEuros(social_security=known)
            | PercentOfMonthlyCeiling(social_security=known)
            | ActualCost(social_security=known)
            | PercentOfBasePlusEuros(social_security=known)
        ):
            return MENTIONS[known]
    return ""


def _limits(guarantee: Guarantee) -> str:
    limits = []
    if count := guarantee.max_count:
        limits.append(
            f"{counted(count.number, count.unit)} {frequency(None, count.period, IN_FULL)}"
        )
    if ceiling := guarantee.ceiling:
        limits.append(f"{euros(ceiling.amount)} {frequency(ceiling.unit, ceiling.period, IN_FULL)}")
    return "dans la limite de " + " et de ".join(map(str.strip, limits)) if limits else ""
