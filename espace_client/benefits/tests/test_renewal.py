"""Glasses and hearing aids: what waits for one renewal, and how long."""

from datetime import date
from decimal import Decimal

import pytest

from espace_client.benefits.acts.act import Basket
from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.reckoning.care import Care, Patient
from espace_client.benefits.reckoning.remaining import remaining
from espace_client.benefits.reckoning.settling import settle
from espace_client.benefits.reckoning.uses import NOTHING_USED, Use, Uses
from espace_client.benefits.tests.stories import JEANNE, care, cover

LAW = shipped_law()
HEARING = CareKind.HEARING_FREE
A, B = CareKind.GLASSES_NOTHING_LEFT, CareKind.GLASSES_SIMPLE
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
BOTH = cover((A, "100 % Santé tous les 2 ans"), (B, "150 € par équipement tous les 2 ans"))


def glasses(kind: CareKind, on: date, **more: object) -> Care:
    return care("300.00", "0.15", Family.DEVICE, kind, on=on, **more)


@pytest.mark.parametrize(
    ("first", "second", "paid"),
    [(A, B, ["299.91", "0.06"]), (B, A, ["150.00", "0.06"]), (B, B, ["150.00", "0.06"])],
)
def test_a_second_pair_waits_whichever_class_the_first_was_of(
    first: CareKind, second: CareKind, paid: list[str]
) -> None:
    settled = settle([glasses(first, MAY), glasses(second, JUNE)], BOTH, NOTHING_USED, LAW)
    assert [str(answer.insurer) for answer in settled.answers] == paid


def test_what_is_left_says_it_too() -> None:
    used = settle([glasses(A, MAY)], BOTH, NOTHING_USED, LAW).uses
    left = remaining(BOTH.lines[1], JEANNE.who, on=JUNE, used=used, law=LAW, cover=BOTH, part="")
    assert (left.count, left.count_in_all, left.renews_on) == (0, 1, date(2028, 5, 1))


@pytest.mark.parametrize("number", [1, 2])
def test_an_aid_of_which_nobody_said_the_ear_counts_for_each(number: int) -> None:
    aids = cover((HEARING, "700 € par oreille tous les 4 ans"), responsible=False)
    before = Use(HEARING, JEANNE.who, MAY, Decimal(700 * number), number)
    aid = care("1500.00", "400.00", Family.DEVICE, HEARING, on=JUNE, part="droite")
    assert str(settle([aid], aids, Uses([before]), LAW).answers[0].insurer) == "0.00"


def test_of_two_aids_each_has_its_part_of_the_euros() -> None:
    sentence = "Frais réels, dans la limite de 1 000 € par oreille tous les 4 ans"
    aids = cover((HEARING, sentence), responsible=False)
    before = Use(HEARING, JEANNE.who, MAY, Decimal(1400), 2)
    aid = care("1500.00", "400.00", Family.DEVICE, HEARING, on=JUNE, part="droite")
    assert str(settle([aid], aids, Uses([before]), LAW).answers[0].insurer) == "300.00"


def test_a_tooth_is_not_refused_for_one_that_nobody_named() -> None:
    teeth = cover((CareKind.IMPLANTS, "500 € par dent par an"))
    before = Use(CareKind.IMPLANTS, JEANNE.who, MAY, Decimal(500))
    tooth = care("1000.00", "0.00", Family.NOT_REFUNDED, CareKind.IMPLANTS, on=JUNE, part="26")
    assert str(settle([tooth], teeth, Uses([before]), LAW).answers[0].insurer) == "500.00"


@pytest.mark.parametrize(
    ("birth", "before", "paid"),
    [
        (date(2016, 2, 1), date(2025, 4, 1), "102.50"),  # ten years old, 13 months after
        (date(2016, 2, 1), date(2025, 5, 2), "15.00"),  # one day short of a year
        (date(2010, 5, 2), date(2025, 4, 1), "102.50"),  # 16 tomorrow
        (date(2010, 5, 1), date(2025, 4, 1), "15.00"),  # 16 that day
    ],
)
def test_a_child_waits_one_year(birth: date, before: date, paid: str) -> None:
    lou = Patient("lou", birth)
    pair = care(
        "125.00", "37.50", Family.DEVICE, A, on=MAY, patient=lou, limit=Decimal(125),
        basket=Basket.NOTHING_LEFT,
    )  # fmt: skip
    used = Uses([Use(B, "lou", before, Decimal("100.00"))])
    assert str(settle([pair], BOTH, used, LAW).answers[0].insurer) == paid
    asked = {"on": MAY, "used": used, "law": LAW, "cover": BOTH, "part": ""}
    left = remaining(BOTH.lines[0], "lou", birth=birth, **asked)
    assert left.count == (paid == "102.50")
    assert remaining(BOTH.lines[0], "lou", **asked).count == 0  # nobody said how old
