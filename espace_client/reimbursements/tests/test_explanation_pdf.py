"""An explanation on paper: tagged, an estimate, and it adds up."""

import re
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from espace_client.benefits.telling.explanation import explain
from espace_client.benefits.telling.tests.stories import STORIES
from espace_client.benefits.telling.tests.test_explanation import every
from espace_client.reimbursements.documents import print_explanation, warning
from tests.bench.pdf import Document

AT = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
ABOUT = (("Pour", "Jeanne Martin"), ("Soin", "Couronne"), ("Au", "1er mai 2026"))
AMOUNT = re.compile(r"(?:− )?\d[\d ]*,\d\d €")

each_story = pytest.mark.parametrize("story", STORIES)


def printed(story: str) -> Document:
    return Document(print_explanation(explain(STORIES[story]()), about=ABOUT, at=AT))


def amounts(text: str) -> list[Decimal]:
    found = AMOUNT.findall(text.replace("\u00a0", " "))
    return [
        Decimal(one.rstrip("€").replace(" ", "").replace("−", "-").replace(",", "."))
        for one in found
    ]


@pytest.mark.promise("I5.9")
@each_story
def test_it_is_tagged_and_says_that_it_is_an_estimate(story: str) -> None:
    made = printed(story)
    assert list(made.faults()) == []
    assert warning() in made.text
    assert "Jeanne Martin" in made.text
    assert "Document inventé pour la démonstration" in made.text


@pytest.mark.promise("I5.9")
@each_story
def test_its_table_adds_up_to_the_price(story: str) -> None:
    answer = STORIES[story]()
    (table,) = list(printed(story).root.all("/Table"))
    *parts, whole = [amounts(row.text)[0] for row in table.all("/TR") if amounts(row.text)]
    assert sum(parts) == whole == answer.steps.amount
    assert parts[-1] == answer.left


@pytest.mark.promise("I5.9")
@each_story
def test_each_sum_that_it_shows_is_right(story: str) -> None:
    sums = [
        line.replace("\u00a0", " ")
        for line in printed(story).text.splitlines()
        if re.match(r"[\d−][^×]* [+−] [^×]*= [^×]*€$", line.replace("\u00a0", " "))
    ]
    told = explain(STORIES[story]())
    assert len(sums) == sum(bool(one.sum) for child in told.children for one in every(child))
    for shown in sums:
        terms, _equals, result = shown.partition(" = ")
        assert sum(amounts(terms.replace("+ ", ""))) == amounts(result)[0], shown
