"""What holds for every explanation, whatever the care, the contract and what was used before."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.plain import LONGEST_SENTENCE
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.benefits.reckoning.stay import reimburse_stay
from espace_client.benefits.reckoning.steps import Answer, Rule
from espace_client.benefits.telling.explanation import explain
from espace_client.benefits.telling.tests.reading import (
    done_again,
    euros_of,
    every,
    plain,
    unexplained,
)
from espace_client.benefits.telling.text import as_text
from espace_client.benefits.tests.questions import cares, covers, stays, uses

LAW = st.just(shipped_law())
answers = st.builds(reimburse, cares(), covers(), uses(), LAW) | st.builds(
    reimburse_stay, stays(), covers(), uses(), LAW
)
AMOUNT = re.compile(r"^( *).* : ((?:− )?\d[\d ]*,\d\d €)$")


@pytest.mark.promise("I5.9")
@given(answers)
def test_every_amount_is_the_sum_of_its_reasons(answer: Answer) -> None:
    told = explain(answer)
    assert told.amount == answer.steps.amount
    assert [one.amount for one in told.children] == [one.amount for one in answer.steps.children]
    for one in every(told):
        if one.children:
            assert one.amount == sum(child.amount for child in one.children)
            assert one.rule is Rule.PRICE or all(child.amount for child in one.children)


@pytest.mark.promise("I5.9")
@given(answers)
def test_the_text_read_back_adds_up(answer: Answer) -> None:
    """By indentation alone, as a reader sees it."""
    open_: list[_Read] = []
    for text in plain(as_text(explain(answer))).splitlines():
        if found := AMOUNT.match(text):
            while open_ and open_[-1].indent >= len(found[1]):
                open_.pop().adds_up()
            amount = euros_of(found[2])
            if open_:
                open_[-1].reasons.append(amount)
            open_.append(_Read(len(found[1]), amount))
    for one in open_:
        one.adds_up()
    assert open_[0].reasons


@dataclass
class _Read:
    """An amount that was read, and those that stand under it."""

    indent: int
    amount: Decimal
    reasons: list[Decimal] = field(default_factory=list)

    def adds_up(self) -> None:
        assert not self.reasons or sum(self.reasons) == self.amount


@pytest.mark.promise("I5.9")
@given(answers)
def test_sentences_are_short_and_no_acronym_is_unexplained(answer: Answer) -> None:
    told = explain(answer)
    for one in every(told):
        assert one.title
        assert one.sentences or one.children
        for sentence in one.sentences:
            assert len(sentence.split()) <= LONGEST_SENTENCE, sentence
            assert sentence.endswith(".")
    assert unexplained(told) == []


@pytest.mark.promise("I5.9")
@given(answers)
def test_a_sum_on_paper_gives_the_amount(answer: Answer) -> None:
    """Each « a × b % − c = d » that is shown, done again from what is shown."""
    for one in every(explain(answer)):
        for shown in filter(None, (one.working, one.sum)):
            sum_, _equals, result = plain(shown).partition(" = ")
            assert done_again(sum_) == euros_of(result), shown


@given(answers)
def test_nothing_is_said_twice(answer: Answer) -> None:
    told = list(every(explain(answer)))
    quotes = [one.quote for one in told if one.quote]
    figures = [figure for one in told for figure in one.figures]
    assert len(quotes) == len(set(quotes))
    assert len(figures) == len(set(figures))
