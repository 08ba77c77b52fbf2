"""An explanation as a page shows it: read back from its HTML, it adds up."""

from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from lxml import html
from lxml.html import HtmlElement

from espace_client.benefits.reckoning.steps import Answer
from espace_client.benefits.telling.explanation import explain
from espace_client.benefits.telling.tests.stories import STORIES
from tests.bench.page_checks.seen import words_of

each_story = pytest.mark.parametrize("story", STORIES)


def shown(answer: Answer) -> HtmlElement:
    return html.fromstring(
        render_to_string("reimbursements/explanation.html", {"explanation": explain(answer)})
    )


def amount(element: HtmlElement) -> Decimal:
    text = words_of(element).replace("\u00a0", " ").replace("−", "-").removesuffix("€")
    return Decimal(text.replace(" ", "").replace(",", "."))


@pytest.mark.promise("I5.9")
@each_story
def test_the_table_adds_up_to_the_price(story: str) -> None:
    answer = STORIES[story]()
    page = shown(answer)
    parts = [amount(cell) for cell in page.xpath("//table/tbody//td")]
    assert sum(parts) == amount(page.xpath("//table/tfoot//td")[0]) == answer.steps.amount
    assert parts[-1] == answer.left
    assert len(page.xpath("//svg[contains(@class, 'bar')]/rect")) == len(parts)


@pytest.mark.promise("I5.9")
@each_story
def test_reasons_add_up_all_the_way_down(story: str) -> None:
    page = shown(STORIES[story]())
    lists = page.xpath("//ul[contains(@class, 'reasons')]")
    for reasons in lists:
        above = reasons.xpath("preceding-sibling::*/descendant-or-self::*[@class='amount']")[-1]
        under = [amount(one) for one in reasons.xpath("./li/p[@class='split']/*[@class='amount']")]
        assert sum(under) == amount(above), html.tostring(reasons, encoding="unicode")
    sections = page.xpath("//details//section/h3/*[@class='amount']")
    assert sum(map(amount, sections)) == amount(page.xpath("//table/tfoot//td")[0])


@each_story
def test_reasons_wait_behind_their_question(story: str) -> None:
    page = shown(STORIES[story]())
    assert words_of(page.xpath("//details/summary")[0]) == "Pourquoi ce montant ?"
    assert not page.xpath("//details/@open")
    assert not page.xpath("//@style | //script")
