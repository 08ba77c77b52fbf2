"""What the line of the contract gives, before what was used and before the limits of the law.

Source: domain rules 4.1 (formulas) and docs/calculations/guarantee-grammar.md. Each formula starts
from the standard share of the Sécurité sociale: the insurer never pays what leaving the care path
or a flat charge costs.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

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


type Given = tuple[Decimal, tuple[Value, ...], Decimal]
"""What a line gives, in euros; the figures of the law it needed; the part of « 100 % BR + 200 € »
that is not of the base."""

type Formula = Callable[[Care, Decimal, Law], Given]
"""What a line gives for a care of which the Sécurité sociale pays so many euros as a standard."""


def formula_of(guarantee: Guarantee) -> Formula:
    """The formula of the benefit of *guarantee*, with its figures in it."""
    by_unit = guarantee.unit is not None
    return _FORMULAS[type(guarantee.benefit)](guarantee.benefit, by_unit)


def _percent_of_base(benefit: PercentOfBase, by_unit: bool) -> Formula:
    factor, up_to = benefit.rate * _PERCENT, _UP_TO[benefit.social_security]

    def given(care: Care, standard: Decimal, law: Law) -> Given:
        return up_to(cents(care.base * factor), care.price, standard), (), NOTHING

    return given


def _ticket_moderateur(benefit: TicketModerateur, by_unit: bool) -> Formula:
    def given(care: Care, standard: Decimal, law: Law) -> Given:
        return max(NOTHING, min(care.base, care.price) - standard), (), NOTHING

    return given


def _flat(benefit: FlatEuros, by_unit: bool) -> Formula:
    amount, up_to = cents(benefit.amount), _UP_TO[benefit.social_security]

    def given(care: Care, standard: Decimal, law: Law) -> Given:
        whole = amount * care.quantity if by_unit else amount
        return up_to(whole, care.price, standard), (), NOTHING

    return given


def _percent_of_ceiling(benefit: PercentOfMonthlyCeiling, by_unit: bool) -> Formula:
    factor, up_to = benefit.rate * _PERCENT, _UP_TO[benefit.social_security]

    def given(care: Care, standard: Decimal, law: Law) -> Given:
        ceiling = law.value("pmss", care.on)
        amount = cents(ceiling.amount * factor)
        whole = amount * care.quantity if by_unit else amount
        return up_to(whole, care.price, standard), (ceiling,), NOTHING

    return given


def _actual_cost(benefit: ActualCost, by_unit: bool) -> Formula:
    factor, included = benefit.rate * _PERCENT, benefit.social_security == "included"

    def given(care: Care, standard: Decimal, law: Law) -> Given:
        if included:
            return max(NOTHING, cents(care.price * factor) - standard), (), NOTHING
        return cents((care.price - standard) * factor), (), NOTHING

    return given


def _nothing_left(benefit: NothingLeftToPay, by_unit: bool) -> Formula:
    def given(care: Care, standard: Decimal, law: Law) -> Given:
        return up_to_limit_price(care, standard), (), NOTHING

    return given


def _percent_plus_euros(benefit: PercentOfBasePlusEuros, by_unit: bool) -> Formula:
    factor, up_to = benefit.rate * _PERCENT, _UP_TO[benefit.social_security]
    amount = cents(benefit.amount)

    def given(care: Care, standard: Decimal, law: Law) -> Given:
        share = up_to(cents(care.base * factor), care.price, standard)
        whole = amount * care.quantity if by_unit else amount
        above = min(care.price - standard - share, whole)
        return share + above, (), above

    return given


def _percent_of_reimbursement(benefit: PercentOfReimbursement, by_unit: bool) -> Formula:
    factor = benefit.rate * _PERCENT

    def given(care: Care, standard: Decimal, law: Law) -> Given:
        return min(care.price - standard, cents(standard * factor)), (), NOTHING

    return given


def _not_covered(benefit: NotCovered, by_unit: bool) -> Formula:
    return lambda care, standard, law: (NOTHING, (), NOTHING)


def up_to_limit_price(care: Care, standard: Decimal) -> Decimal:
    """The price within the limit price of the law (PLV, HLF), less what the Sécurité sociale pays.

    Source: R871-2 CSS, 5°; domain rules 4.1 (`PLV`).
    """
    limit = care.price if care.limit is None else min(care.price, care.limit)
    return max(NOTHING, limit - standard)


def _with_social_security(amount: Decimal, price: Decimal, standard: Decimal) -> Decimal:
    """*amount* with the Sécurité sociale in it, within the price."""
    rest = (amount if amount < price else price) - standard
    return rest if rest > NOTHING else NOTHING


def _on_top(amount: Decimal, price: Decimal, standard: Decimal) -> Decimal:
    """*amount* on top of the Sécurité sociale, within the price."""
    rest = price - standard
    return amount if amount < rest else rest


_UP_TO: dict[SocialSecurity, Callable[[Decimal, Decimal, Decimal], Decimal]] = {
    "included": _with_social_security,
    "additional": _on_top,
}
_FORMULAS: dict[type, Callable[[Any, bool], Formula]] = {
    PercentOfBase: _percent_of_base,
    TicketModerateur: _ticket_moderateur,
    FlatEuros: _flat,
    PercentOfMonthlyCeiling: _percent_of_ceiling,
    ActualCost: _actual_cost,
    NothingLeftToPay: _nothing_left,
    PercentOfBasePlusEuros: _percent_plus_euros,
    PercentOfReimbursement: _percent_of_reimbursement,
    NotCovered: _not_covered,
}
