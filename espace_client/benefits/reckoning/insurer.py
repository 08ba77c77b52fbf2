"""What the line of the contract gives, before what was used and before the limits of the law.

Source: domain rules 4.1 (formulas) and docs/calculations/guarantee-grammar.md. Each formula starts
from the standard share of the Sécurité sociale: the insurer never pays what leaving the care path
or a flat charge costs.
"""

from decimal import Decimal
from typing import NamedTuple

from espace_client.benefits.guarantee import Guarantee
from espace_client.benefits.kinds import (
    ActualCost,
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
from espace_client.benefits.law.law import Law
from espace_client.benefits.law.values import Value
from espace_client.benefits.reckoning.care import Care
from espace_client.kernel.money import NOTHING, cents

_PERCENT = Decimal("0.01")


class Given(NamedTuple):
    """What a line gives, in euros, and the figures of the law it needed."""

    amount: Decimal
    values: tuple[Value, ...] = ()


def given_by(guarantee: Guarantee, care: Care, standard: Decimal, law: Law) -> Given:
    """What *guarantee* gives for *care*, where the Sécurité sociale gives *standard* euros."""
    rest = care.price - standard
    match guarantee.benefit:
        case PercentOfBase(rate, known):
            return Given(_up_to(cents(care.base * rate * _PERCENT), known, care, standard))
        case TicketModerateur():
            return Given(max(NOTHING, min(care.base, care.price) - standard))
        case FlatEuros(amount, known):
            return Given(_up_to(_times(amount, guarantee, care), known, care, standard))
        case PercentOfMonthlyCeiling(rate, known):
            ceiling = law.value("pmss", care.on)
            amount = _times(cents(ceiling.amount * rate * _PERCENT), guarantee, care)
            return Given(_up_to(amount, known, care, standard), (ceiling,))
        case ActualCost(rate, "included"):
            return Given(max(NOTHING, cents(care.price * rate * _PERCENT) - standard))
        case ActualCost(rate, _):
            return Given(cents(rest * rate * _PERCENT))
        case NothingLeftToPay():
            limit = care.price if care.limit is None else care.limit
            return Given(max(NOTHING, min(care.price, limit) - standard))
        case PercentOfBasePlusEuros(rate, amount, known):
            share = _up_to(cents(care.base * rate * _PERCENT), known, care, standard)
            return Given(min(rest, share + _times(amount, guarantee, care)))
        case PercentOfReimbursement(rate):
            return Given(min(rest, cents(standard * rate * _PERCENT)))
        case NotCovered():
            return Given(NOTHING)


def _up_to(amount: Decimal, known: SocialSecurity, care: Care, standard: Decimal) -> Decimal:
    """*amount*, with the Sécurité sociale in it or on top of it, within the price."""
    if known == "included":
        return max(NOTHING, min(care.price, amount) - standard)
    return min(care.price - standard, amount)


def _times(amount: Decimal, guarantee: Guarantee, care: Care) -> Decimal:
    """Euros by unit are given once for each unit of the line of care."""
    return amount * care.quantity if guarantee.unit else amount
