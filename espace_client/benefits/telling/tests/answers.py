"""Answers to tell, in a line each."""

from datetime import date
from decimal import Decimal

from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.grammar import parse
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.reckoning.care import Care, Patient
from espace_client.benefits.reckoning.cover import Cover, CoverLine
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.benefits.reckoning.steps import Answer
from espace_client.benefits.reckoning.uses import NOTHING_USED, Uses

JEANNE = Patient("jeanne", date(1946, 5, 2))
ON = date(2026, 5, 1)


def line(kind: CareKind, sentence: str) -> CoverLine:
    """A line as the table writes it, the Sécurité sociale in it where it does not say."""
    return CoverLine(kind, parse(sentence, social_security="included"), sentence)


def cover(*lines: CoverLine, **more: object) -> Cover:
    return Cover(lines=lines, anniversary=date(2020, 1, 1), **more)  # type: ignore[arg-type]


def care(
    price: str,
    base: str,
    kind: CareKind = CareKind.MEDICAL_FEES,
    family: Family = Family.DOCTOR,
    **more: object,
) -> Care:
    asked = Care(ON, Decimal(price), Decimal(base), family, kind, JEANNE)
    return asked._replace(**more)  # type: ignore[arg-type]


def answer(asked: Care, *lines: CoverLine, used: Uses = NOTHING_USED) -> Answer:
    return reimburse(asked, cover(*lines), used, shipped_law())


FEES = line(CareKind.MEDICAL_FEES, "100 % BR")


def out_of_path() -> Answer:
    """A doctor who charges more than the base, seen without the family doctor's advice."""
    return answer(care("60.00", "23.00", in_path=False), FEES)


def lenses(used: Uses = NOTHING_USED) -> Answer:
    asked = care("240.00", "0.00", CareKind.LENSES_NOT_REFUNDED, Family.NOT_REFUNDED)
    return answer(asked, line(CareKind.LENSES, "150 € par an"), used=used)
