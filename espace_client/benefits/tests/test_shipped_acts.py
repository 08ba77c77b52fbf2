"""The acts that the program brings: bases, baskets and limit prices through time, with sources."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from espace_client.benefits.acts.act import Basket, NoTariff
from espace_client.benefits.acts.catalogue import shipped_catalogue
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.acts.problems import gaps, problems
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.reckoning.care import care_for
from espace_client.benefits.reckoning.settling import settle
from espace_client.benefits.reckoning.uses import NOTHING_USED
from espace_client.benefits.tests.stories import JEANNE, amounts, cover

CATALOGUE = shipped_catalogue()
# Nobody gives the tariff of these months: an error is better than a guess.
UNKNOWN_FROM_APRIL_2022_TO_OCTOBER_2023 = {"PSYCHIATRE", "NEUROLOGUE", "CARDIOLOGUE"}


@pytest.mark.promise("I5.13")
def test_every_act_is_whole_dated_and_sourced() -> None:
    assert len(list(CATALOGUE)) > 140
    for act in CATALOGUE:
        assert problems(act) == [], act.code
        known = gaps(act)
        assert bool(known) == (act.code in UNKNOWN_FROM_APRIL_2022_TO_OCTOBER_2023), act.code


@pytest.mark.promise("I5.13")
def test_what_may_replace_an_act_is_in_the_basket_on_a_day_when_the_act_exists() -> None:
    for act in CATALOGUE:
        for other in (CATALOGUE.find(code) for code in act.instead):
            days = [tariff.valid_from for tariff in (*act.tariffs, *other.tariffs)]
            assert any(other in CATALOGUE.instead_of(act, on=day) for day in days), (
                act.code,
                other.code,
            )


def tariff(code: str, on: str) -> tuple[str, str, str | None]:
    found = CATALOGUE.find(code).tariff(date.fromisoformat(on))
    return str(found.base), found.basket.value, None if found.limit is None else str(found.limit)


def test_a_crown_enters_the_basket_in_2020_and_another_in_2026() -> None:
    assert tariff("HBLD634", "2019-12-31") == ("107.50", "capped", "530.00")
    assert tariff("HBLD634", "2020-01-01") == ("120.00", "nothing_left", "500.00")
    assert tariff("HBLD634", "2026-01-01") == ("120.00", "nothing_left", "515.00")
    assert tariff("HBLD073", "2025-12-31") == ("120.00", "capped", "440.00")
    assert tariff("HBLD073", "2026-01-01") == ("120.00", "nothing_left", "453.20")
    assert CATALOGUE.find("HBLD073").tariff(date(2025, 12, 31)).kind is CareKind.DENTAL_CAPPED
    assert CATALOGUE.find("HBLD073").tariff(date(2026, 1, 1)).kind is CareKind.DENTAL_NOTHING_LEFT


def test_dentures_enter_the_basket_in_2021() -> None:
    assert tariff("HBLD031", "2020-12-31") == ("182.75", "free", None)
    assert tariff("HBLD031", "2021-01-01") == ("182.75", "nothing_left", "1100.00")
    assert tariff("HBLD047", "2026-05-01") == ("311.75", "capped", None)


def test_each_denture_in_metal_has_the_base_of_resin_and_129_euros() -> None:
    resin = CATALOGUE.question_about(CATALOGUE.find("HBLD031"))
    metal = CATALOGUE.question_about(CATALOGUE.find("HBLD047"))
    assert resin is not None
    assert metal is not None
    assert len(metal.choices) == 12
    on = date(2026, 5, 1)
    for one, other in zip(resin.choices, metal.choices, strict=False):
        assert one.label == other.label
        assert other.act.tariff(on).base - one.act.tariff(on).base == Decimal("129.00")


def test_glasses_of_class_a_have_a_base_of_thirty_percent_and_class_b_five_cents_a_piece() -> None:
    on = date(2026, 5, 1)
    class_a = [act for act in CATALOGUE if act.code.startswith("LUNETTES-A-")]
    class_b = [act for act in CATALOGUE if act.code.startswith("LUNETTES-B-")]
    assert len(class_a) == len(class_b) == 6
    for act in class_a:
        assert act.tariff(on).base == act.tariff(on).limit * Decimal("0.30")
    assert {act.tariff(on).base for act in class_b} == {Decimal("0.15")}


def test_a_doctor_is_worth_less_outside_the_optam() -> None:
    general = CATALOGUE.find("G")
    bases = [general.tariff(date.fromisoformat(day)).base for day in ("2022-03-24", "2023-11-01")]
    assert bases == [Decimal("25.00"), Decimal("26.50")]
    assert general.tariff(date(2024, 12, 22)).base == Decimal("30.00")
    assert general.tariff(date(2024, 12, 22)).base_outside_optam == Decimal("23.00")
    assert CATALOGUE.find("SPECIALISTE").tariff(date(2026, 5, 1)).base == Decimal("31.50")


def test_100_percent_sante_replaces_an_act_on_its_own_teeth() -> None:
    molar = CATALOGUE.find("HBLD734")

    def instead(on: str, tooth: str = "") -> list[str]:
        found = CATALOGUE.instead_of(molar, on=date.fromisoformat(on), tooth=tooth)
        return [act.code for act in found]

    assert instead("2022-03-24") == ["HBLD038"]
    assert instead("2026-05-01")[0] == "HBLD073"
    crown = CATALOGUE.find("HBLD403")
    front = CATALOGUE.instead_of(crown, on=date(2026, 5, 1), tooth="11")
    back = CATALOGUE.instead_of(crown, on=date(2026, 5, 1), tooth="36")
    assert [act.code for act in front] == ["HBLD680", "HBLD634", "HBLD350", "HBLD038"]
    assert [act.code for act in back] == ["HBLD073", "HBLD038"]
    for act in (*front, *back):
        assert act.tariff(date(2026, 5, 1)).basket is Basket.NOTHING_LEFT


@pytest.mark.parametrize(
    ("code", "price", "social_security", "insurer"),
    [
        ("MEDICAMENT-65", "24.30", "14.80", "8.50"),  # 15.80 less 1 € a box
        ("ANALYSES", "40.00", "22.00", "16.00"),  # domain rules 5.5, V17
        ("AMBULANCE", "60.00", "29.00", "27.00"),  # V18
        ("FORFAIT-JOURNALIER", "23.00", "0.00", "23.00"),  # obligatory, R871-2 CSS
        ("FORFAIT-URGENCES", "23.00", "0.00", "23.00"),  # V38
    ],
)
def test_where_the_law_sets_the_price_it_is_the_base(
    code: str, price: str, social_security: str, insurer: str
) -> None:
    care = care_for(CATALOGUE.find(code), on=date(2026, 5, 1), price=Decimal(price), patient=JEANNE)
    answer = settle([care], cover(), NOTHING_USED, shipped_law()).answers[0]
    assert care.base == care.price
    assert amounts(answer)[:2] == (social_security, insurer)


def test_an_act_has_no_tariff_before_it_exists() -> None:
    psychologist = CATALOGUE.find("PSYCHOLOGUE")
    first = psychologist.tariffs[0].valid_from
    with pytest.raises(NoTariff, match=r"PSYCHOLOGUE.*04/04/2022"):
        psychologist.tariff(first - timedelta(days=1))


def test_groups_show_usual_acts_that_exist_now() -> None:
    labels = [group.label for group in CATALOGUE.groups()]
    assert labels[:3] == ["Médecin", "Dentiste", "Lunettes et lentilles"]
    for group in CATALOGUE.groups():
        assert group.usual
        for act in group.usual:
            act.tariff(date(2026, 5, 1))
