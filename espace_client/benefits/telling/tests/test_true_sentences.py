"""Sentences that stood beside right amounts and were false: each is told from what was paid."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from espace_client.benefits.acts.act import Basket
from espace_client.benefits.acts.catalogue import shipped_catalogue
from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.qualifiers import Period, Scope
from espace_client.benefits.reckoning.care import Care, Exemption, care_for
from espace_client.benefits.reckoning.cover import Cover, SharedCeiling
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.benefits.reckoning.uses import NOTHING_USED, Use, Uses
from espace_client.benefits.telling.explanation import explain
from espace_client.benefits.telling.tests.answers import FEES, JEANNE, ON, answer, care, cover, line
from espace_client.benefits.telling.tests.reading import plain
from espace_client.benefits.telling.text import as_text

pytestmark = pytest.mark.promise("I5.9")
IMPLANTS = line(CareKind.IMPLANTS, "500 € par an")


def told(asked: Care, contract: Cover, used: Uses = NOTHING_USED) -> str:
    return plain(as_text(explain(reimburse(asked, contract, used, shipped_law()))))


def implant(price: str, **more: object) -> Care:
    return care(price, "0.00", CareKind.IMPLANTS, Family.NOT_REFUNDED, **more)


def test_a_shared_ceiling_leaves_the_limit_of_the_line_what_it_did_not_pay() -> None:
    shared = SharedCeiling(
        "dental", frozenset({CareKind.IMPLANTS, CareKind.DENTAL_FREE}), Decimal("600.00"),
        Period.CIVIL_YEAR, Scope.BENEFICIARY, "600 € par an",
    )  # fmt: skip
    used = Uses([Use("dental_free", JEANNE.who, date(2026, 2, 3), Decimal("500.00"))])
    text = told(implant("1100.00"), cover(IMPLANTS, ceilings=(shared,)), used)
    assert "nous payons 100,00 €" in text
    assert "Avant ce soin, il restait 500,00 € sur 500,00 €. Il reste ensuite 400,00 €." in text
    assert "Avant ce soin, il restait 100,00 € sur 600,00 €. Il ne reste rien ensuite." in text


def test_another_insurer_leaves_the_limit_what_we_did_not_pay() -> None:
    text = told(implant("600.00", others_paid=Decimal("450.00")), cover(IMPLANTS))
    assert "nous payons 150,00 €" in text
    assert "Avant ce soin, il restait 500,00 € sur 500,00 €. Il reste ensuite 350,00 €." in text


def test_a_session_that_nothing_was_paid_of_is_not_counted() -> None:
    sessions = line(CareKind.GENTLE_MEDICINE, "30 € par séance, 4 séances par an")
    asked = care(
        "50.00", "0.00", CareKind.GENTLE_MEDICINE, Family.NOT_REFUNDED, others_paid=Decimal("50.00")
    )
    text = told(asked, cover(sessions))
    assert "il restait 4 séances sur 4 séances. Il reste ensuite 4 séances." in text


def test_the_euros_above_the_base_are_those_of_their_own_counter() -> None:
    both = line(CareKind.LENSES_REFUNDED, "100 % BR + 100 € par an")
    asked = care("80.00", "39.48", CareKind.LENSES_REFUNDED, Family.DEVICE)
    text = told(asked, cover(both))
    assert "il restait 100,00 € sur 100,00 €. Il reste ensuite 59,48 €." in text


def test_a_limit_of_each_tooth_is_not_used_up() -> None:
    by_tooth = line(CareKind.IMPLANTS, "50 % frais réels, dans la limite de 200 € par dent")
    text = told(implant("1100.00", part="14"), cover(by_tooth))
    assert "Cette garantie a une limite en euros. Pour ce soin, elle est de 200,00 €." in text
    assert "Avant ce soin" not in text


@pytest.mark.parametrize("basket", [Basket.NOTHING_LEFT, Basket.CAPPED])
@pytest.mark.parametrize("guarantee", ["100 % Santé", "Frais réels"])
def test_a_price_that_the_law_forbids_is_said_to_be(basket: Basket, guarantee: str) -> None:
    act = shipped_catalogue().find("HBLD634")
    asked = care_for(act, on=ON, price=Decimal("600.00"), patient=JEANNE, basket=basket)
    text = told(asked, cover(line(asked.kind, guarantee)))
    assert "Ce prix dépasse de 85,00 € la limite de la loi, qui est de 515,00 €." in text
    assert "Le dentiste n’a pas le droit de demander plus que cette limite." in text


def test_a_price_within_the_law_is_not() -> None:
    act = shipped_catalogue().find("HBLD634")
    asked = care_for(act, on=ON, price=Decimal("515.00"), patient=JEANNE)
    assert "n’a pas le droit" not in told(asked, cover(line(asked.kind, "100 % Santé")))


def test_somebody_else_who_paid_is_not_nobody() -> None:
    alone = implant("100.00")
    assert "Personne ne rembourse ce soin." in told(alone, cover())
    text = told(alone._replace(others_paid=Decimal("20.00")), cover())
    assert "votre autre assurance paie 20,00 €" in text
    assert "Personne ne rembourse ce soin." not in text
    assert "Votre contrat ne paie pas cette part." in text


def test_a_whole_base_of_which_something_is_taken_is_not_paid_whole() -> None:
    heavy = told(care("271.70", "271.70"), cover(FEES))
    assert "puis elle en enlève une part" in heavy
    assert "paie toute la base" not in heavy
    free = care("50.00", "50.00", CareKind.DENTAL_CARE, Family.DENTAL)
    whole = told(free._replace(exemption=Exemption.LONG_TERM_ILLNESS), cover())
    assert "La Sécurité sociale paie toute la base." in whole


def test_what_a_responsible_contract_may_not_pay_is_not_said_of_another() -> None:
    other = replace(cover(FEES), responsible=False)
    text = told(care("30.00", "30.00"), other)
    assert "Votre contrat ne la rembourse pas." in text
    assert "responsable" not in text


def test_glasses_that_come_early_may_come_early_when_the_eyes_changed() -> None:
    glasses = line(CareKind.GLASSES_COMPLEX, "350 € par équipement tous les 2 ans")
    asked = care("600.00", "0.15", CareKind.GLASSES_COMPLEX, Family.DEVICE)
    earlier = Uses([Use("glasses_complex", JEANNE.who, date(2025, 9, 1), Decimal("350.00"))])
    early = told(asked, cover(glasses), earlier)
    assert "Si la vue a changé, des lunettes peuvent être payées plus tôt" in early
    assert "Si la vue a changé" not in told(asked, cover(glasses))


def test_what_is_counted_over_years_is_said_where_it_is_not_counted() -> None:
    lenses = care("200.00", "39.48", CareKind.LENSES_REFUNDED, Family.DEVICE)
    assert "qu’une fois par an pour chaque œil" in told(lenses, cover())
    for code, said in (("ORTHODONTIE-SEMESTRE", True), ("ORTHODONTIE-ADULTE-OPERATION", False)):
        act = shipped_catalogue().find(code)
        asked = care_for(act, on=ON, price=Decimal("720.00"), patient=JEANNE)
        whole = reimburse(asked, cover(), NOTHING_USED, shipped_law())
        text = plain(as_text(explain(whole, act=act)))
        assert ("que si le traitement a commencé avant 16 ans" in text) is said
        assert ("Elle paie 6 semestres au plus." in text) is said


def test_a_care_that_a_table_often_leaves_unnamed_is_said_to_be_unnamed() -> None:
    gentle = cover(line(CareKind.GENTLE_MEDICINE, "20 € par séance"))
    dietitian = care("50.00", "0.00", CareKind.DIETETICS, Family.NOT_REFUNDED)
    assert "ne nomme ce soin" in told(dietitian, gentle)
    assert "Votre contrat ne prévoit rien pour ce soin." in told(implant("900.00"), gentle)


def test_the_amounts_are_those_of_the_answer() -> None:
    assert "nous payons 9,00 €" in plain(as_text(explain(answer(care("30.00", "30.00"), FEES))))
