"""A guarantee in a few words, large, for the eye that runs down the table."""

from espace_client.benefits.figures import euros, percentage
from espace_client.benefits.guarantee import Guarantee
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
    TicketModerateur,
)
from espace_client.benefits.qualifiers import Network, Optam, Scope
from espace_client.benefits.words import IN_SHORT, SINGULAR, counted, frequency

NETWORKS = {Network.INSIDE: "dans notre réseau", Network.OUTSIDE: "hors de notre réseau"}
DOCTORS = {
    Optam.SIGNED: "médecin qui modère ses prix",
    Optam.NOT_SIGNED: "médecin qui fixe ses prix",
}


def headline(guarantee: Guarantee, *, beside: str = "", of_base: str = " de la base") -> str:
    """« 300 % de la base », « Tout est remboursé », « 500 € par an »: no acronym, no full stop.

    Amounts in euros. Every limit is in it, so that it never promises more than the line. Never
    fails. Where room is scarce, it leaves to a label *beside* it to name the doctors or what is
    counted (« Équipements »); *of_base* is empty when a legend says of what a share is.
    Source: domain rules 4.1, mock-up of the guarantees page.
    """
    amount = _amount(guarantee.benefit, of_base, capped=guarantee.ceiling is not None)
    named = guarantee.unit is not None and SINGULAR[guarantee.unit] in beside.lower()
    often = frequency(None if named else guarantee.unit, guarantee.period, IN_SHORT)
    comma = ", une fois" if often and isinstance(guarantee.benefit, NothingLeftToPay) else ""
    parts = [f"{amount}{comma} {often}".strip(), *_limits(guarantee)]
    if _on_top(guarantee.benefit):
        parts.insert(1, "en plus de la Sécurité sociale")
    if guarantee.scope is Scope.FAMILY:
        parts.append("pour toute la famille")
    if guarantee.network:
        parts.append(NETWORKS[guarantee.network])
    if guarantee.optam and "OPTAM" not in beside:
        parts.append(DOCTORS[guarantee.optam])
    return ", ".join(parts)


def _amount(benefit: Benefit, of_base: str, *, capped: bool) -> str:
    match benefit:
        case PercentOfBase(rate):
            return f"{percentage(rate)}{of_base}"
        case TicketModerateur():
            return f"{percentage(WHOLE)}{of_base}"
        case FlatEuros(amount):
            return euros(amount)
        case PercentOfMonthlyCeiling(rate):
            return f"{percentage(rate)} du plafond mensuel"
        case ActualCost():
            return _actual_cost(benefit, capped=capped)
        case NothingLeftToPay():
            return "Tout est remboursé"
        case PercentOfBasePlusEuros(rate, amount):
            return f"{percentage(rate)}{of_base} + {euros(amount)}"
        case PercentOfReimbursement(rate):
            return f"{percentage(rate)} du remboursement de la Sécurité sociale"
        case NotCovered():
            return "Non remboursé"


def _actual_cost(benefit: ActualCost, *, capped: bool) -> str:
    if benefit.rate < WHOLE:
        of_what = "vos frais" if benefit.social_security == "included" else "ce qu’il vous reste"
        return f"{percentage(benefit.rate)} de {of_what}"
    return "Vos frais" if capped else "Tout est remboursé"


def _on_top(benefit: Benefit) -> bool:
    """Only for shares of the base: there, being mistaken doubles what one expects."""
    shares = PercentOfBase | PercentOfBasePlusEuros
    return isinstance(benefit, shares) and benefit.social_security == "additional"


def _limits(guarantee: Guarantee) -> list[str]:
    limits = []
    if count := guarantee.max_count:
        often = frequency(None, count.period, IN_SHORT)
        limits.append(f"{counted(count.number, count.unit)} {often}".strip())
    if ceiling := guarantee.ceiling:
        often = frequency(ceiling.unit, ceiling.period, IN_SHORT)
        limits.append(f"jusqu’à {euros(ceiling.amount)} {often}".strip())
    return limits
