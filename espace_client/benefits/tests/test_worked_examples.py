"""The worked examples of the readability commitment, asked of the shipped acts and the law.

The column of the Sécurité sociale is that of domain rules 4.3, for 2026.
"""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from espace_client.benefits.acts.catalogue import shipped_catalogue
from espace_client.benefits.acts.examples import Example
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.law.values import Confidence
from espace_client.benefits.reckoning.care import Care, Exemption, Patient, care_for
from espace_client.benefits.reckoning.cover import Cover
from espace_client.benefits.reckoning.settling import settle
from espace_client.benefits.reckoning.stay import Stay
from espace_client.benefits.reckoning.uses import NOTHING_USED

SPRING_2026 = date(2026, 5, 1)
NO_COVER = Cover(lines=(), anniversary=date(2020, 1, 1), responsible=False)
ADULT, CHILD = Patient("jeanne", date(1946, 5, 2)), Patient("lea", date(2014, 6, 1))


def question(example: Example, on: date) -> Care | Stay:
    patient = CHILD if example.child else ADULT
    price = example.price.price
    if example.stay:
        out = on + timedelta(days=example.stay.nights)
        return Stay(on, out, price, patient, heavy_act=example.stay.heavy_act)
    assert example.act
    more = {"in_hospital": example.in_hospital, "part": example.tooth}
    if example.heavy_act:
        more["exemption"] = Exemption.HEAVY_ACT_STAY
    return care_for(example.act, on=on, price=price, patient=patient, optam=example.optam, **more)


def examples(on: date) -> dict[str, Example]:
    return {example.key: example for example in shipped_catalogue().examples(on)}


@pytest.mark.promise("I5.1")
@pytest.mark.promise("I5.13")
@pytest.mark.parametrize(
    ("key", "price", "social_security"),
    [
        ("hospital_day", "23.00", "0.00"),
        ("cataract_stay", "835.00", "803.00"),  # less the charge of a heavy act, 32 €
        ("cataract_surgeon_optam", "355.00", "271.70"),
        ("cataract_surgeon_not_optam", "431.00", "271.70"),
        ("pneumonia_stay", "3581.85", "2865.48"),
        ("general_practitioner", "30.00", "19.00"),
        ("specialist_optam", "60.00", "26.00"),  # 70 % of 40 €, less 2 €
        ("specialist_not_optam", "70.00", "14.10"),  # 70 % of 23 €, less 2 €
        ("glasses_class_a", "125.00", "22.50"),
        ("glasses_class_b", "345.00", "0.09"),
        ("hearing_class_1", "950.00", "240.00"),
        ("hearing_class_2", "1500.00", "240.00"),
        ("scaling", "43.38", "26.03"),
        ("crown_front", "515.00", "72.00"),
        ("crown_premolar", "540.00", "72.00"),
        ("crown_molar", "540.00", "72.00"),
        ("orthodontics", "720.00", "193.50"),
    ],
)
def test_the_share_of_the_social_security(key: str, price: str, social_security: str) -> None:
    example = examples(SPRING_2026)[key]
    assert example.price.price == Decimal(price)
    asked = question(example, SPRING_2026)
    (answer,) = settle([asked], NO_COVER, NOTHING_USED, shipped_law()).answers
    assert answer.social_security == Decimal(social_security)


def test_all_of_them_are_there_and_say_how_sure_their_price_is() -> None:
    found = examples(SPRING_2026)
    assert len(found) == 17  # sixteen, the specialist twice
    assert all(example.price.source for example in found.values())
    unsure = [example for example in found.values() if example.price.confidence != Confidence.SURE]
    assert len(unsure) > 10


def test_prices_are_those_of_the_day() -> None:
    then = examples(date(2022, 3, 24))
    assert then["general_practitioner"].price.price == Decimal("25.00")
    assert then["hospital_day"].price.price == Decimal("20.00")
    assert then["crown_front"].price.price == Decimal("500.00")
    assert "glasses_class_a" not in examples(date(2019, 12, 31))


def test_each_example_can_be_asked_on_any_day_it_is_shown() -> None:
    for on in (date(2020, 1, 1), date(2022, 3, 24), date(2024, 12, 22), SPRING_2026):
        for example in shipped_catalogue().examples(on):
            if example.act:
                assert example.act.tariff(on).base >= 0
            assert bool(example.act) != bool(example.stay)
            if example.act and example.act.teeth:
                assert example.tooth in example.act.teeth


def test_the_daily_charge_is_that_of_the_law() -> None:
    for on in (date(2022, 3, 24), date(2026, 2, 28), date(2026, 3, 1)):
        charge = shipped_law().value("hospital.day", on)
        assert examples(on)["hospital_day"].price.price == charge.amount
