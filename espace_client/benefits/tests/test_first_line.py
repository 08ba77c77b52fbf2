"""A visit to one's doctor: the sum that every French person knows."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.grammar import parse
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.reckoning.care import Care, Patient
from espace_client.benefits.reckoning.cover import Cover, CoverLine
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.benefits.reckoning.steps import Answer, Step
from espace_client.benefits.reckoning.uses import NOTHING_USED

SENTENCE = "100 % BR, Sécurité sociale incluse"
COVER = Cover(
    lines=(CoverLine(CareKind.MEDICAL_FEES, parse(SENTENCE), SENTENCE),),
    anniversary=date(2020, 1, 1),
)
JEANNE = Patient("jeanne", date(1946, 5, 2))


def visit(price: str, base: str, *, on: date, in_path: bool = True) -> Answer:
    care = Care(
        on=on,
        price=Decimal(price),
        base=Decimal(base),
        family=Family.DOCTOR,
        kind=CareKind.MEDICAL_FEES,
        patient=JEANNE,
        in_path=in_path,
    )
    return reimburse(care, COVER, NOTHING_USED, shipped_law())


def amounts(answer: Answer) -> tuple[str, str, str]:
    return str(answer.social_security), str(answer.insurer), str(answer.left)


def test_her_own_doctor() -> None:
    assert amounts(visit("30.00", "30.00", on=date(2026, 5, 1))) == ("19.00", "9.00", "2.00")


def test_a_doctor_outside_the_care_path() -> None:
    answer = visit("30.00", "30.00", on=date(2026, 5, 1), in_path=False)
    assert amounts(answer) == ("7.00", "9.00", "14.00")


def test_one_euro_was_kept_before_may_2024() -> None:
    assert amounts(visit("25.00", "25.00", on=date(2022, 3, 24))) == ("16.50", "7.50", "1.00")


@given(st.decimals(1, 200, places=2), st.decimals(0, 100, places=2), st.booleans())
def test_every_step_is_the_sum_of_its_own(price: Decimal, base: Decimal, in_path: bool) -> None:
    answer = visit(str(price), str(base), on=date(2026, 5, 1), in_path=in_path)
    assert answer.social_security + answer.insurer + answer.left == price
    sums_up(answer.steps)


def sums_up(step: Step) -> None:
    if step.children:
        assert step.amount == sum(child.amount for child in step.children), step
        for child in step.children:
            sums_up(child)
