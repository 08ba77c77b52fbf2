"""What the line of the contract gives, before what was used and before the limits of the law.

Source: domain rules 4.1 (formulas) and docs/calculations/guarantee-grammar.md. Each formula starts
from the standard share of the Sécurité sociale: the insurer never pays what leaving the care path
or a flat charge costs.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

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
    """What a line gives, in euros, and the figures of the law it needed.

    `above_base` is the part of « 100 % BR + 200 € » that is not of the base.
    """

    amount: Decimal
    values: tuple[Value, ...] = ()
    above_base: Decimal = NOTHING


type Formula = Callable[[Care, Decimal, Law], Given]
"""What a line gives for a care of which the Sécurité sociale pays so many euros as a standard."""


def formula_of(guarantee: Guarantee) -> Formula:
    """The formula of the benefit of *guarantee*, with its figures in it."""
    by_unit = guarantee.unit is not None
    return _FORMULAS[type(guarantee.benefit)](guarantee.benefit, by_unit)


def _percent_of_base(benefit: PercentOfBase, by_unit: bool) -> Formula:
    factor, known = benefit.rate * _PERCENT, benefit.social_security

    def given(care: Care, standard: Decimal, law: Law) -> Given:
        return Given(_up_to(cents(care.base * factor), known, care, standard))

    return given


def _ticket_moderateur(benefit: TicketModerateur, by_unit: bool) -> Formula:
    def given(care: Care, standard: Decimal, law: Law) -> Given:
        return Given(max(NOTHING, min(care.base, care.price) - standard))

    return given


def _flat(benefit: FlatEuros, by_unit: bool) -> Formula:
    amount, known = cents(benefit.amount), benefit.social_security

    def given(care: Care, standard: Decimal, law: Law) -> Given:
        whole = amount * care.quantity if by_unit else amount
        return Given(_up_to(whole, known, care, standard))

    return given


def _percent_of_ceiling(benefit: PercentOfMonthlyCeiling, by_unit: bool) -> Formula:
    factor, known = benefit.rate * _PERCENT, benefit.social_security

    def given(care: Care, standard: Decimal, law: Law) -> Given:
        ceiling = law.value("pmss", care.on)
        amount = cents(ceiling.amount * factor)
        whole = amount * care.quantity if by_unit else amount
        return Given(_up_to(whole, known, care, standard), (ceiling,))

    return given


def _actual_cost(benefit: ActualCost, by_unit: bool) -> Formula:
    factor, included = benefit.rate * _PERCENT, benefit.social_security == "included"

    def given(care: Care, standard: Decimal, law: Law) -> Given:
        if included:
            return Given(max(NOTHING, cents(care.price * factor) - standard))
        return Given(cents((care.price - standard) * factor))

    return given


def _nothing_left(benefit: NothingLeftToPay, by_unit: bool) -> Formula:
    def given(care: Care, standard: Decimal, law: Law) -> Given:
        return Given(up_to_limit_price(care, standard))

    return given


def _percent_plus_euros(benefit: PercentOfBasePlusEuros, by_unit: bool) -> Formula:
    factor, known = benefit.rate * _PERCENT, benefit.social_security
    amount = cents(benefit.amount)

    def given(care: Care, standard: Decimal, law: Law) -> Given:
        share = _up_to(cents(care.base * factor), known, care, standard)
        whole = amount * care.quantity if by_unit else amount
        above = min(care.price - standard - share, whole)
        return Given(share + above, (), above)

    return given


def _percent_of_reimbursement(benefit: PercentOfReimbursement, by_unit: bool) -> Formula:
    factor = benefit.rate * _PERCENT

    def given(care: Care, standard: Decimal, law: Law) -> Given:
        return Given(min(care.price - standard, cents(standard * factor)))

    return given


def _not_covered(benefit: NotCovered, by_unit: bool) -> Formula:
    return lambda care, standard, law: Given(NOTHING)


def up_to_limit_price(care: Care, standard: Decimal) -> Decimal:
    """The price within the limit price of the law (PLV, HLF), less what the Sécurité sociale pays.

    Source: R871-2 CSS, 5°; domain rules 4.1 (`PLV`).
    """
    limit = care.price if care.limit is None else min(care.price, care.limit)
    return max(NOTHING, limit - standard)


def _up_to(amount: Decimal, known: SocialSecurity, care: Care, standard: Decimal) -> Decimal:
    """*amount*, with the Sécurité sociale in it or on top of it, within the price."""
    if known == "included":
        return max(NOTHING, min(care.price, amount) - standard)
    return min(care.price - standard, amount)


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
