"""What would have changed the amount, computed and said."""

from datetime import date
from decimal import Decimal

import pytest

from espace_client.benefits.acts.catalogue import shipped_catalogue
from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.plain import LONGEST_SENTENCE
from espace_client.benefits.qualifiers import Optam
from espace_client.benefits.reckoning.care import Care, care_for
from espace_client.benefits.reckoning.cover import CoverLine
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.benefits.reckoning.uses import NOTHING_USED, Use, Uses
from espace_client.benefits.telling.glossary import acronyms_in
from espace_client.benefits.telling.tests.answers import FEES, JEANNE, ON, care, cover, line
from espace_client.benefits.telling.tests.test_explanation import plain
from espace_client.benefits.telling.what_if import Alternative, what_would_change

SIGNED = line(CareKind.MEDICAL_FEES, "200 % BR OPTAM")
NOT_SIGNED = line(CareKind.MEDICAL_FEES, "180 % BR hors OPTAM")
CROWNS = (
    line(CareKind.DENTAL_NOTHING_LEFT, "100 % Santé"),
    line(CareKind.DENTAL_FREE, "125 % BR"),
)


def would_change(
    asked: Care, *lines: CoverLine, used: Uses = NOTHING_USED
) -> tuple[Alternative, ...]:
    return what_would_change(asked, cover(*lines), used, shipped_law(), shipped_catalogue())


def of(code: str, price: str, **more: object) -> Care:
    act = shipped_catalogue().find(code)
    return care_for(act, on=ON, price=Decimal(price), patient=JEANNE, **more)  # type: ignore[arg-type]


@pytest.mark.promise("I5.10")
def test_a_doctor_who_moderates_his_prices() -> None:
    (better,) = would_change(of("SPECIALISTE", "60.00", optam=Optam.NOT_SIGNED), SIGNED, NOT_SIGNED)
    assert plain(better.sentence) == (
        "Chez un médecin qui s’est engagé à modérer ses prix, au même prix, "
        "il vous resterait 2,00 € au lieu de 20,60 €."
    )
    assert better.difference == Decimal("-18.60")


@pytest.mark.promise("I5.10")
def test_a_doctor_who_does_not_moderate_them_costs_more() -> None:
    (worse,) = would_change(of("SPECIALISTE", "60.00", optam=Optam.SIGNED), SIGNED, NOT_SIGNED)
    assert "il vous resterait 20,60 € au lieu de 2,00 €" in plain(worse.sentence)
    assert worse.difference == Decimal("18.60")


@pytest.mark.promise("I5.10")
def test_the_care_path() -> None:
    found = would_change(care("30.00", "30.00", in_path=False), FEES)
    assert [plain(one.sentence) for one in found] == [
        "Avec l’avis de votre médecin traitant, au même prix, "
        "il vous resterait 2,00 € au lieu de 14,00 €."
    ]


@pytest.mark.promise("I5.10")
def test_a_crown_with_nothing_left_to_pay() -> None:
    best, *_others = would_change(of("HBLD734", "700.00", part="16"), *CROWNS)
    assert plain(best.sentence) == (
        "En 100 % Santé : couronne en zircone, dent du fond, 453,20 € au plus. "
        "Vous n’auriez rien à payer au lieu de 550,00 €."
    )
    assert best.answer.care.act == "HBLD073"
    assert best.answer.care.part == "16"


@pytest.mark.promise("I5.10")
def test_the_network() -> None:
    everywhere = line(CareKind.GENTLE_MEDICINE, "20 € par séance")
    inside = line(CareKind.GENTLE_MEDICINE, "30 € par séance dans le réseau")
    asked = care("50.00", "0.00", CareKind.GENTLE_MEDICINE)
    (better,) = would_change(asked, inside, everywhere)
    assert plain(better.sentence) == (
        "Dans notre réseau de soins, au même prix, il vous resterait 20,00 € au lieu de 30,00 €."
    )


LENSES = line(CareKind.LENSES, "150 € par an")


@pytest.mark.promise("I5.10")
def test_waiting_until_the_limit_renews() -> None:
    used = Uses([Use("lenses", JEANNE.who, date(2026, 2, 3), Decimal("40.00"))])
    asked = care("240.00", "0.00", CareKind.LENSES_NOT_REFUNDED, Family.NOT_REFUNDED)
    (later,) = would_change(asked, LENSES, used=used)
    assert plain(later.sentence) == (
        "À partir du 1er janvier 2027, au même prix, il vous resterait 90,00 € au lieu de 130,00 €."
    )
    assert later.answer.care.on == date(2027, 1, 1)


def test_waiting_helps_nothing_when_nothing_was_used() -> None:
    asked = care("240.00", "0.00", CareKind.LENSES_NOT_REFUNDED, Family.NOT_REFUNDED)
    assert would_change(asked, LENSES) == ()


@pytest.mark.promise("I5.10")
def test_waiting_takes_the_tariff_of_that_day() -> None:
    """The base is asked again for the day when the limit renews."""
    crowns = line(CareKind.DENTAL_FREE, "300 % BR dans la limite de 500 € par an")
    used = Uses([Use("dental_free", JEANNE.who, date(2026, 2, 3), Decimal("400.00"))])
    found = would_change(of("HBLD734", "700.00", part="16"), crowns, used=used)
    later = [one for one in found if one.sentence.startswith("À partir du")]
    assert [one.answer.insurer for one in later] == [Decimal("288.00")]


def test_what_changes_nothing_is_not_said() -> None:
    assert would_change(of("HBJD001", "43.38"), line(CareKind.DENTAL_CARE, "100 % BR")) == ()


def test_another_tariff_is_not_guessed() -> None:
    """A line whose base is not the act's own has no other base that we know."""
    asked = of("SPECIALISTE", "60.00", optam=Optam.NOT_SIGNED)._replace(base=Decimal("25.00"))
    assert would_change(asked, SIGNED, NOT_SIGNED) == ()
    assert would_change(asked._replace(act="NOBODY-KNOWS"), SIGNED, NOT_SIGNED) == ()


@pytest.mark.promise("I5.10")
def test_for_every_act_the_difference_is_what_the_engine_says() -> None:
    lines = (*CROWNS, SIGNED, NOT_SIGNED, line(CareKind.DENTAL_CAPPED, "150 % BR"))
    told = 0
    for act in shipped_catalogue():
        try:
            asked = of(act.code, "600.00", in_path=False)
        except LookupError:
            continue
        now = reimburse(asked, cover(*lines), NOTHING_USED, shipped_law()).left
        for one in would_change(asked, *lines):
            told += 1
            assert one.difference == one.answer.left - now != 0
            again = reimburse(one.answer.care, cover(*lines), NOTHING_USED, shipped_law())
            assert again == one.answer
            assert not acronyms_in(one.sentence)
            for sentence in one.sentence.rstrip(".").split(". "):
                assert len(sentence.split()) <= LONGEST_SENTENCE
    assert told > 20
