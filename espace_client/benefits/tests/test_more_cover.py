"""More cover never pays less.

More means: a higher rate, more euros, a higher limit or none, a longer list of what is paid, the
same kind of benefit; a line where there was none; the floor of a responsible contract. It is said
of one line of care and of the same uses before it.
"""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from espace_client.benefits.grammar import (
    ActualCost,
    Benefit,
    FlatEuros,
    Guarantee,
    NotCovered,
    PercentOfBase,
    PercentOfBasePlusEuros,
    PercentOfMonthlyCeiling,
    PercentOfReimbursement,
    Scope,
)
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.reckoning.care import Care
from espace_client.benefits.reckoning.cover import Cover
from espace_client.benefits.reckoning.floor import RENEWED_BY_LAW
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.benefits.reckoning.uses import Uses
from espace_client.benefits.tests.guarantees import every_guarantee
from espace_client.benefits.tests.questions import cares, ceilings, covers, line_of, uses

more = st.decimals("0.01", 800, places=2)


def paid(care: Care, cover: Cover, used: Uses) -> Decimal:
    return reimburse(care, cover, used, shipped_law()).insurer


def with_line(cover: Cover, care: Care, guarantee: Guarantee) -> Cover:
    others = tuple(line for line in cover.lines if line.kind is not care.kind)
    return replace(cover, lines=(line_of(care.kind, guarantee), *others))


def higher(benefit: Benefit, by: Decimal) -> Benefit:
    match benefit:
        case PercentOfBase(rate, known):
            return PercentOfBase(min(rate + by, Decimal("9999.99")), known)
        case FlatEuros(amount, known):
            return FlatEuros(min(amount + by, Decimal("999999.99")), known)
        case PercentOfMonthlyCeiling(rate, known):
            return PercentOfMonthlyCeiling(min(rate + by, Decimal("9999.99")), known)
        case PercentOfReimbursement(rate):
            return PercentOfReimbursement(min(rate + by, Decimal("9999.99")))
        case PercentOfBasePlusEuros(rate, amount, known):
            return PercentOfBasePlusEuros(min(rate + by, Decimal("9999.99")), amount + by, known)
        case ActualCost(rate, known) if rate + by < 100:
            return ActualCost(rate + by, known)
    assume(False)
    raise AssertionError


@pytest.mark.promise("I5.4")
@given(cares(), covers(), uses(), every_guarantee(), more)
def test_a_higher_figure(
    care: Care, cover: Cover, used: Uses, guarantee: Guarantee, by: Decimal
) -> None:
    assume(getattr(guarantee.benefit, "amount", Decimal(0)) < 900_000)
    less = with_line(cover, care, guarantee)
    better = with_line(cover, care, replace(guarantee, benefit=higher(guarantee.benefit, by)))
    assert paid(care, less, used) <= paid(care, better, used)


@pytest.mark.promise("I5.4")
@given(cares(), covers(), uses(), every_guarantee(), more, st.integers(1, 9))
def test_a_higher_limit_or_none(
    care: Care, cover: Cover, used: Uses, guarantee: Guarantee, by: Decimal, times: int
) -> None:
    wider, count, ceiling = guarantee, guarantee.max_count, guarantee.ceiling
    if ceiling and ceiling.amount < 900_000:
        wider = replace(wider, ceiling=replace(ceiling, amount=ceiling.amount + by))
    if count:
        number = min(999, count.number + times)
        wider = replace(wider, max_count=replace(count, number=number))
    assume(wider != guarantee)
    given_less = paid(care, with_line(cover, care, guarantee), used)
    assert given_less <= paid(care, with_line(cover, care, wider), used)
    if not guarantee.period and guarantee.scope is Scope.BENEFICIARY:
        free = replace(guarantee, ceiling=None, max_count=None)
        assert given_less <= paid(care, with_line(cover, care, free), used)


@pytest.mark.promise("I5.4")
@given(cares(), covers(), uses(), every_guarantee())
def test_a_line_where_there_was_none(
    care: Care, cover: Cover, used: Uses, guarantee: Guarantee
) -> None:
    # A line that says how many it pays of what the law itself renews may say fewer than no line.
    assume(care.quantity == 1 or care.kind not in RENEWED_BY_LAW)
    none = with_line(cover, care, Guarantee(NotCovered()))
    bare = replace(cover, lines=tuple(one for one in cover.lines if one.kind is not care.kind))
    assert paid(care, bare, used) <= paid(care, with_line(cover, care, guarantee), used)
    assert paid(care, none, used) == paid(care, bare, used)


@pytest.mark.promise("I5.4")
@given(cares(), covers(), uses(), ceilings(), more)
def test_a_higher_shared_ceiling_or_none(
    care: Care, cover: Cover, used: Uses, ceiling: object, by: Decimal
) -> None:
    higher = replace(ceiling, amount=ceiling.amount + by)
    bound, wider, free = (replace(cover, ceilings=these) for these in ((ceiling,), (higher,), ()))
    assert paid(care, bound, used) <= paid(care, wider, used) <= paid(care, free, used)


@pytest.mark.promise("I5.4")
@given(cares(), covers(), uses())
def test_the_floor_of_a_responsible_contract(care: Care, cover: Cover, used: Uses) -> None:
    free, bound = replace(cover, responsible=False), replace(cover, responsible=True)
    assert paid(care, free, used) <= paid(care, bound, used)
