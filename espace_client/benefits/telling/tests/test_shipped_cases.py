"""Every case that actuaries read, told: the words hold for the examples that people know."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from espace_client.benefits import cases
from espace_client.benefits.acts.act import Act
from espace_client.benefits.acts.catalogue import shipped_catalogue
from espace_client.benefits.cases.case import Case
from espace_client.benefits.cases.reading import read_cases
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.plain import LONGEST_SENTENCE
from espace_client.benefits.reckoning.care import Care
from espace_client.benefits.reckoning.settling import settle
from espace_client.benefits.reckoning.steps import Answer
from espace_client.benefits.telling.explanation import explain
from espace_client.benefits.telling.glossary import UNKNOWN
from espace_client.benefits.telling.tests.reading import (
    done_again,
    euros_of,
    every,
    plain,
    unexplained,
)
from espace_client.benefits.telling.text import as_text

FILES = sorted((Path(cases.__file__).parent / "shipped").glob("*.yaml"))


def answers(path: Path) -> Iterator[tuple[str, Answer]]:
    law, catalogue = shipped_law(), shipped_catalogue()
    for case in read_cases(path):
        assert isinstance(case, Case), case
        cares = [line.ask(law, catalogue) for line in case.lines]
        for answer in settle(cares, case.cover, case.used, law).answers:
            yield case.name, answer


def act_of(answer: Answer) -> Act | None:
    care = answer.care
    return shipped_catalogue().find(care.act) if isinstance(care, Care) and care.act else None


def test_there_are_cases() -> None:
    assert FILES


@pytest.mark.promise("I5.9")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_is_told_in_short_sentences_without_a_word_unexplained(path: Path) -> None:
    for name, answer in answers(path):
        told = explain(answer, act=act_of(answer))
        assert unexplained(told) == [], name
        assert UNKNOWN not in as_text(told), name
        for one in every(told):
            for sentence in one.sentences:
                assert len(sentence.split()) <= LONGEST_SENTENCE, (name, sentence)


@pytest.mark.promise("I5.9")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_adds_up_and_each_sum_is_right(path: Path) -> None:
    for name, answer in answers(path):
        for one in every(explain(answer)):
            assert not one.children or one.amount == sum(child.amount for child in one.children)
            for shown in filter(None, (one.working, one.sum)):
                sum_, _equals, result = plain(shown).partition(" = ")
                assert done_again(sum_) == euros_of(result), (name, shown)
