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
from espace_client.benefits.reckoning.steps import Answer, Rule, Step
from espace_client.benefits.telling.context import Context, standard_share
from espace_client.kernel.money import cents

_PERCENT = Decimal("0.01")
type Sum = tuple[str, Decimal]


def working(context: Context) -> str:
    """The sum of the step, or nothing."""
    step = context.step
    match step.rule:
        case Rule.BASE_SHARE | Rule.OUT_OF_PATH if step.values:
            sums = _share_of_base(step, context.answer)
        case Rule.GUARANTEE if isinstance(step.line, CoverLine):
            sums = _given(step.line.guarantee, step, context.answer)
        case Rule.EXCESS_LEFT:
            care = context.answer.care
            sums = iter([_less(care.price, care.base)] if care.base else [])
        case _:
            return ""
    amount = abs(step.amount)
    return next((f"{text} = {to_the_cent(amount)}" for text, is_ in sums if is_ == amount), "")


def _share_of_base(step: Step, answer: Answer) -> Iterator[Sum]:
    base = min(answer.care.base, answer.care.price)
    rates = (Measure.PERCENT, Measure.POINTS)
    for value in step.values:
        if value.measure in rates:
            yield _share(base, value.amount)


def _given(guarantee: Guarantee, step: Step, answer: Answer) -> Iterator[Sum]:
    """The ways to the amount of a line, the simplest first; one of them at most is right."""
    care, known = answer.care, standard_share(answer)
    match guarantee.benefit:
        case PercentOfBase(rate, "included"):
            text, amount = _share(care.base, rate)
            yield f"{text} − {to_the_cent(known)}", amount - known
        case PercentOfBase(rate, _):
            yield _share(care.base, rate)
        case TicketModerateur():
            yield _less(care.base, known)
        case FlatEuros(amount, _):
            if care.quantity > 1:
                yield _several(amount, care.quantity)
        case PercentOfMonthlyCeiling(rate, _):
            for value in step.values:
                text, amount = _share(value.amount, rate)
                yield text, amount
                yield f"{text} × {care.quantity}", amount * care.quantity
        case ActualCost(rate, "additional"):
            yield _share(care.price - known, rate)
        case ActualCost(rate, _) if rate < 100:
            text, amount = _share(care.price, rate)
            yield f"{text} − {to_the_cent(known)}", amount - known
        case NothingLeftToPay() if care.limit is not None and care.limit < care.price:
            yield _less(care.limit, known)
        case PercentOfBasePlusEuros(rate, euros, side):
            share_text, share = _share(care.base, rate)
            if side == "included":
                share_text, share = f"{share_text} − {to_the_cent(known)}", share - known
            flat_text, flat = _several(euros, care.quantity)
            yield f"{share_text} + {to_the_cent(euros)}", share + euros
            yield f"{share_text} + {flat_text}", share + flat
        case PercentOfReimbursement(rate):
            yield _share(known, rate)
    if known:
        yield _less(care.price, known)  # all that the Sécurité sociale leaves of the price


def _share(of: Decimal, rate: Decimal) -> Sum:
    return f"{to_the_cent(of)} × {percentage(rate)}", cents(of * rate * _PERCENT)


def _less(one: Decimal, other: Decimal) -> Sum:
    return f"{to_the_cent(one)} − {to_the_cent(other)}", one - other


def _several(amount: Decimal, number: int) -> Sum:
    return f"{to_the_cent(amount)} × {plain_number(Decimal(number))}", amount * number
