"""The sum behind a step, as one would write it on paper: « 30,00 € × 70 % = 21,00 € ».

A sum is shown when it gives the amount of the step, to the cent, and not otherwise: a step whose
calculation has more to it is told by its sentences.
"""

from collections.abc import Iterator
from decimal import Decimal

from espace_client.benefits.figures import percentage, plain_number, to_the_cent
from espace_client.benefits.guarantee import Guarantee
from espace_client.benefits.kinds import (
    ActualCost,
    FlatEuros,
    NothingLeftToPay,
    PercentOfBase,
    PercentOfBasePlusEuros,
    PercentOfMonthlyCeiling,
    PercentOfReimbursement,
    TicketModerateur,
)
from espace_client.benefits.law.values import Measure
from espace_client.benefits.reckoning.cover import CoverLine
from espace_client.benefits.reckoning.steps import Rule
from espace_client.benefits.telling.context import Context
from espace_client.kernel.money import cents

_PERCENT = Decimal("0.01")
type Sum = tuple[str, Decimal]


def working(context: Context) -> str:
    """The sum of the step, or nothing."""
    sums = _sums(context)
    amount = abs(context.step.amount)
    return next((f"{text} = {to_the_cent(amount)}" for text, is_ in sums if is_ == amount), "")


def _sums(context: Context) -> Iterator[Sum]:
    step, bill = context.step, context.bill
    match step.rule:
        case Rule.BASE_SHARE | Rule.OUT_OF_PATH:
            base = min(bill.base, bill.price)
            for value in step.values:
                if value.measure in (Measure.PERCENT, Measure.POINTS):
                    yield _share(base, value.amount)
        case Rule.GUARANTEE if isinstance(step.line, CoverLine):
            yield from _given(step.line.guarantee, context)
        case Rule.EXCESS_LEFT if bill.base and bill.price == bill.base + bill.excess:
            yield _less(bill.price, bill.base)
        case Rule.HOSPITAL_DAYS if len(step.values) == 1:
            yield _several(step.values[0].amount, bill.quantity)


def _given(guarantee: Guarantee, context: Context) -> Iterator[Sum]:
    """The ways to the amount of a line, the simplest first; one of them at most is right."""
    bill, known = context.bill, context.standard
    number = bill.quantity
    match guarantee.benefit:
        case PercentOfBase(rate, "included"):
            yield _minus(_share(bill.base, rate), known)
        case PercentOfBase(rate, _):
            yield _share(bill.base, rate)
        case TicketModerateur() if known:
            yield _less(bill.base, known)
        case FlatEuros(amount, _) if number > 1:
            yield _several(amount, number)
        case PercentOfMonthlyCeiling(rate, _):
            for value in context.step.values:
                text, amount = _share(value.amount, rate)
                yield text, amount
                yield f"{text} × {number}", amount * number
        case ActualCost(rate, "additional"):
            yield _share(bill.price - known, rate)
        case ActualCost(rate, _) if rate < 100:
            yield _minus(_share(bill.price, rate), known)
        case NothingLeftToPay() if known and bill.limit is not None and bill.limit < bill.price:
            yield _less(bill.limit, known)
        case PercentOfBasePlusEuros(rate, euros, side):
            text, share = _share(bill.base, rate)
            if side == "included":
                text, share = _minus((text, share), known)
            yield f"{text} + {to_the_cent(euros)}", share + euros
            several, flat = _several(euros, number)
            yield f"{text} + {several}", share + flat
        case PercentOfReimbursement(rate):
            yield _share(known, rate)
    if known:
        yield _less(bill.price, known)  # all that the Sécurité sociale leaves of the price


def _share(of: Decimal, rate: Decimal) -> Sum:
    return f"{to_the_cent(of)} × {percentage(rate)}", cents(of * rate * _PERCENT)


def _less(one: Decimal, other: Decimal) -> Sum:
    return f"{to_the_cent(one)} − {to_the_cent(other)}", one - other


def _minus(sum_: Sum, known: Decimal) -> Sum:
    text, amount = sum_
    return (f"{text} − {to_the_cent(known)}", amount - known) if known else sum_


def _several(amount: Decimal, number: int) -> Sum:
    return f"{to_the_cent(amount)} × {plain_number(Decimal(number))}", amount * number
