"""Short ways to ask the computation, for the tests of this room."""

from datetime import date
from decimal import Decimal
from typing import Any

from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.grammar import parse
from espace_client.benefits.reckoning.care import Care, Patient
from espace_client.benefits.reckoning.cover import Cover, CoverLine
from espace_client.benefits.reckoning.steps import Answer, Rule, Step

JEANNE = Patient("jeanne", date(1946, 5, 2))
HENRI = Patient("henri", date(1944, 1, 15))
CHILD = Patient("lou", date(2016, 2, 1))
SPRING = date(2026, 5, 1)
BEGAN = date(2020, 3, 1)


def line(kind: CareKind, sentence: str) -> CoverLine:
    return CoverLine(kind, parse(sentence, social_security="included"), sentence)


def cover(*lines: tuple[CareKind, str], **more: Any) -> Cover:
    made = tuple(line(kind, sentence) for kind, sentence in lines)
    return Cover(lines=made, anniversary=more.pop("anniversary", BEGAN), **more)


def care(
    price: str, base: str, family: Family = Family.DOCTOR,
    kind: CareKind = CareKind.MEDICAL_FEES, **more: Any,
) -> Care:  # fmt: skip
    more = {"on": SPRING, "patient": JEANNE} | more
    return Care(price=Decimal(price), base=Decimal(base), family=family, kind=kind, **more)


def amounts(answer: Answer) -> tuple[str, str, str]:
    """What the Sécurité sociale pays, what the insurer pays, what is left."""
    return str(answer.social_security), str(answer.insurer), str(answer.left)


def sums_up(step: Step) -> None:
    """Every step is the sum of its own, all the way down."""
    if step.children:
        assert step.amount == sum(child.amount for child in step.children), step
        for child in step.children:
            sums_up(child)


def found(answer: Answer, rule: Rule, inside: Rule = Rule.PRICE) -> list[Step]:
    """The steps of that name under the first step named *inside*."""
    return [step for step in _all(_first(answer.steps, inside)) if step.rule is rule]


def _first(step: Step, rule: Rule) -> Step:
    return next(one for one in _all(step) if one.rule is rule)


def _all(step: Step) -> list[Step]:
    return [step, *(one for child in step.children for one in _all(child))]
