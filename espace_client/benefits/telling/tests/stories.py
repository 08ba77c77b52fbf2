"""Answers that are told in every form: as text, as a page, as a PDF."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from espace_client.benefits.acts.catalogue import shipped_catalogue
from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.grammar import parse
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.qualifiers import Period, Scope
from espace_client.benefits.reckoning.care import care_for
from espace_client.benefits.reckoning.cover import SharedCeiling
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.benefits.reckoning.stay import Stay, reimburse_stay
from espace_client.benefits.reckoning.steps import Answer
from espace_client.benefits.reckoning.uses import NOTHING_USED, Use, Uses
from espace_client.benefits.telling.tests.answers import (
    FEES,
    JEANNE,
    ON,
    answer,
    care,
    cover,
    lenses,
    line,
    out_of_path,
)


def crown() -> Answer:
    """Outside 100 % Santé: the base is small, and much is left."""
    act = shipped_catalogue().find("HBLD734")
    asked = care_for(act, on=ON, price=Decimal("700.00"), patient=JEANNE, part="16")
    return answer(asked, line(CareKind.DENTAL_FREE, "300 % BR"))


def paid_by_another_insurer_too() -> Answer:
    return answer(care("60.00", "30.00", others_paid=Decimal("12.34")), FEES)


def lenses_after_others() -> Answer:
    """150 € a year, of which she used 40 already."""
    used = Use("lenses", JEANNE.who, date(2026, 2, 3), Decimal("40.00"))
    return lenses(Uses([used]))


def implant_after_a_full_year() -> Answer:
    used = Use("implants", JEANNE.who, date(2026, 2, 3), Decimal("500.00"))
    asked = care("1100.00", "0.00", CareKind.IMPLANTS, Family.NOT_REFUNDED)
    return answer(asked, line(CareKind.IMPLANTS, "500 € par an"), used=Uses([used]))


def gentle_sessions() -> Answer:
    """Three sessions, where two of four are left."""
    used = Use("gentle_medicine", JEANNE.who, date(2026, 2, 3), Decimal("60.00"), 2)
    asked = care("150.00", "0.00", CareKind.GENTLE_MEDICINE, Family.NOT_REFUNDED, quantity=3)
    sessions = line(CareKind.GENTLE_MEDICINE, "30 € par séance, 4 séances par an")
    return answer(asked, sessions, used=Uses([used]))


def shared_ceiling(then: str = "") -> Answer:
    ceiling = SharedCeiling(
        "dental", frozenset({CareKind.DENTAL_FREE}), Decimal("250.00"), Period.CIVIL_YEAR,
        Scope.BENEFICIARY, "250 € par an en dentaire",
        parse(then, social_security="included") if then else None,
    )  # fmt: skip
    asked = care("700.00", "120.00", CareKind.DENTAL_FREE, Family.DENTAL)
    contract = cover(line(CareKind.DENTAL_FREE, "300 % BR"), ceilings=(ceiling,))
    return reimburse(asked, contract, NOTHING_USED, shipped_law())


def medicine() -> Answer:
    asked = care("10.00", "10.00", CareKind.MEDICINES_MAJOR, Family.MEDICINE_MAJOR, quantity=2)
    return answer(asked, line(CareKind.MEDICINES, "100 % BR"))


HOSPITAL = (
    line(CareKind.HOSPITAL_STAY, "100 % BR"),
    line(CareKind.HOSPITAL_DAY, "Frais réels"),
    line(CareKind.HEAVY_ACT, "Frais réels"),
)


def stay_with_a_heavy_act() -> Answer:
    asked = Stay(ON, date(2026, 5, 5), Decimal("1500.00"), JEANNE, heavy_act=True)
    return reimburse_stay(asked, cover(*HOSPITAL), NOTHING_USED, shipped_law())


def stay_without_a_heavy_act() -> Answer:
    asked = Stay(ON, date(2026, 5, 5), Decimal("3581.85"), JEANNE)
    return reimburse_stay(asked, cover(*HOSPITAL), NOTHING_USED, shipped_law())


def stay_without_cover() -> Answer:
    asked = Stay(ON, date(2026, 7, 5), Decimal("3581.85"), JEANNE, excess=Decimal("100.00"))
    uncovered = replace(cover(HOSPITAL[0]), responsible=False)
    return reimburse_stay(asked, uncovered, NOTHING_USED, shipped_law())


STORIES: dict[str, Callable[[], Answer]] = {
    "crown": crown,
    "out-of-path": out_of_path,
    "lenses": lenses,
    "lenses-after-others": lenses_after_others,
    "implant-after-a-full-year": implant_after_a_full_year,
    "sessions": gentle_sessions,
    "shared-ceiling": shared_ceiling,
    "medicine": medicine,
    "another-insurer": paid_by_another_insurer_too,
    "stay-with-a-heavy-act": stay_with_a_heavy_act,
    "stay-without": stay_without_a_heavy_act,
    "stay-without-cover": stay_without_cover,
}
