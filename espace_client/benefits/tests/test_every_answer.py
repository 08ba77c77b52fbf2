"""What holds for every answer, whatever the care, the contract and what was used before."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espace_client.benefits.acts.act import Basket
from espace_client.benefits.acts.families import FAMILIES
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.reckoning.care import Care
from espace_client.benefits.reckoning.cover import Cover
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.benefits.reckoning.social_security import share_of
from espace_client.benefits.reckoning.stay import Stay, reimburse_stay
from espace_client.benefits.reckoning.steps import Answer, Rule, Step
from espace_client.benefits.reckoning.uses import Uses
from espace_client.benefits.tests.questions import cares, covers, stays, uses
from espace_client.benefits.tests.stories import sums_up

LAW = shipped_law()
TAKEN_AWAY = {
    Rule.COUNT_USED_UP, Rule.EUROS_USED_UP, Rule.SHARED_CEILING, Rule.OTHER_INSURER,
}  # fmt: skip


def branch(answer: Answer, rule: Rule) -> Step:
    return next(step for step in answer.steps.children if step.rule is rule)


def is_whole(answer: Answer, price: Decimal) -> None:
    paid = answer.social_security + answer.insurer + answer.others + answer.left
    assert paid == price == answer.steps.amount
    sums_up(answer.steps)
    assert branch(answer, Rule.SOCIAL_SECURITY).amount == answer.social_security
    assert branch(answer, Rule.INSURER).amount == answer.insurer
    assert branch(answer, Rule.LEFT).amount == answer.left
    for amount in answer[1:5]:
        assert amount >= 0
        assert amount == amount.quantize(Decimal("0.01"))


@pytest.mark.promise("I5.2")
@given(cares(), covers(), uses())
def test_the_three_amounts_are_the_price(care: Care, cover: Cover, used: Uses) -> None:
    is_whole(reimburse(care, cover, used, LAW), care.price)


@pytest.mark.promise("I5.2")
@given(stays(), covers(), uses())
def test_so_are_those_of_a_stay(stay: Stay, cover: Cover, used: Uses) -> None:
    answer = reimburse_stay(stay, cover, used, LAW)
    is_whole(answer, answer.steps.amount)
    assert answer.steps.amount >= stay.tariff + stay.excess


@pytest.mark.promise("I5.9")
@given(cares(), covers(), uses())
def test_every_cent_that_is_left_has_a_reason(care: Care, cover: Cover, used: Uses) -> None:
    answer = reimburse(care, cover, used, LAW)
    left = branch(answer, Rule.LEFT)
    assert bool(left.children) is bool(left.amount)
    assert all(step.amount > 0 for step in left.children)
    for step in branch(answer, Rule.INSURER).children:
        if step.rule in TAKEN_AWAY:
            assert step.amount <= 0
        else:
            assert step.amount >= 0


@pytest.mark.promise("I5.3")
@given(cares(), covers(), uses())
def test_the_insurer_never_pays_what_the_law_leaves(care: Care, cover: Cover, used: Uses) -> None:
    answer = reimburse(care, cover, used, LAW)
    share = share_of(care, used, LAW)
    assert 0 <= answer.insurer <= max(0, care.price - share.standard - care.others_paid)
    assert answer.insurer <= care.price - share.charges
    if not care.others_paid:
        assert answer.left >= share.charges + (share.standard - share.gross)


@given(cares(), covers(), uses())
def test_a_responsible_contract_keeps_its_floor(care: Care, cover: Cover, used: Uses) -> None:
    care = care._replace(others_paid=Decimal("0.00"))
    cover = Cover(cover.lines, cover.anniversary, True, cover.ceilings)
    paid = reimburse(care, cover, used, LAW).insurer
    share = share_of(care, used, LAW)
    if FAMILIES[care.family].obligatory:
        assert paid >= share.base - share.standard
    if care.basket is Basket.NOTHING_LEFT and care.kind is not CareKind.GLASSES_NOTHING_LEFT:
        assert paid >= min(care.price, care.price if care.limit is None else care.limit) - (
            share.standard
        )


@given(cares(), covers(), uses(), st.data())
def test_what_a_line_uses_is_what_it_paid(
    care: Care, cover: Cover, used: Uses, data: st.DataObject
) -> None:
    answer = reimburse(care, cover, used, LAW)
    line = cover.line_for(care)
    mine = [use for use in answer.uses if line and use.counter == line.kind]
    assert sum(use.euros for use in mine) == (answer.insurer if line else 0)
    assert all(use.line == care.reference for use in answer.uses)
    assert all(0 <= use.number <= care.quantity for use in mine)
