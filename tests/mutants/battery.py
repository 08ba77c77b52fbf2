"""Questions whose answers the untouched rules gave: does a mutant that no case saw move a cent?

The questions are those of the properties, drawn once and always the same ones.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from espace_client.benefits.reckoning.care import Care
from espace_client.benefits.reckoning.cover import Cover
from espace_client.benefits.reckoning.remaining import remaining
from espace_client.benefits.reckoning.settling import settle
from espace_client.benefits.reckoning.stay import Stay
from espace_client.benefits.reckoning.uses import Uses
from espace_client.benefits.tests.questions import cares, covers, stays, uses
from tests.mutants.killers import fresh_law

_HOW_MANY = 400


class Question(NamedTuple):
    """Lines of care under a contract, and what is left of each of its lines on a day."""

    cares: list[Care | Stay]
    cover: Cover
    used: Uses
    on: date


def questions() -> list[Question]:
    """Always the same ones."""
    drawn: list[Question] = []

    @settings(
        max_examples=_HOW_MANY, derandomize=True, database=None, phases=[Phase.generate],
        deadline=None, suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.lists(cares() | stays(), min_size=1, max_size=3), covers(), uses())
    def draw(lines: list[Care | Stay], cover: Cover, used: Uses) -> None:
        drawn.append(Question(lines, cover, used, lines[0].on))

    draw()
    return drawn


def answers(asked: list[Question]) -> Iterator[tuple[object, ...]]:
    """Every amount and every use that the rules give now, question by question."""
    law = fresh_law()
    for question in asked:
        cover = _made_again(question.cover)
        settlement = settle(question.cares, cover, question.used, law)
        yield tuple(
            (one.social_security, one.insurer, one.others, one.left, one.uses)
            for one in settlement.answers
        )
        yield tuple(
            remaining(
                line, question.cares[0].patient.who, on=question.on, used=settlement.uses,
                law=law, cover=cover, part="",
            )
            for line in cover.lines
        )  # fmt: skip


def _made_again(cover: Cover) -> Cover:
    """A contract keeps what was computed from its lines: here the mutant computes it."""
    lines = tuple(replace(line) for line in cover.lines)
    return replace(cover, lines=lines, ceilings=tuple(replace(one) for one in cover.ceilings))
