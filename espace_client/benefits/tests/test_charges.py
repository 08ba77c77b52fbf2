"""What the law always leaves: participation forfaitaire, franchises, heavy acts. Rules 5.3."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.reckoning.care import Care, Exemption, Patient, Regime
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.benefits.reckoning.settling import settle
from espace_client.benefits.reckoning.steps import Answer, Rule
from espace_client.benefits.reckoning.uses import NOTHING_USED, Use, Uses
from espace_client.benefits.tests.stories import HENRI, SPRING, care, cover, found

COVER = cover((CareKind.MEDICAL_FEES, "100 % BR"), (CareKind.LABORATORY, "100 % BR"))
ALD = Exemption.LONG_TERM_ILLNESS


def answers(*cares: Care, used: Uses = NOTHING_USED) -> tuple[Answer, ...]:
    return settle(cares, COVER, used, shipped_law()).answers


def owed(*cares: Care, used: Uses = NOTHING_USED) -> list[str]:
    """The flat charge of each line."""
    charges = (Rule.CONSULTATION_CHARGE, Rule.FRANCHISE)
    return [
        str(
            sum(
                (step.amount for rule in charges for step in found(one, rule, Rule.LEFT)),
                Decimal("0.00"),
            )
        )
        for one in answers(*cares, used=used)
    ]


def visits(*professionals: str, **more: object) -> list[Care]:
    return [care("30.00", "30.00", professional=name, **more) for name in professionals]


def test_at_most_four_a_day_with_one_professional() -> None:
    assert owed(*visits(*["dr-a"] * 5)) == ["2.00"] * 4 + ["0.00"]
    assert owed(*visits(*["dr-a"] * 4, "dr-b")) == ["2.00"] * 5
    assert owed(care("150.00", "150.00", Family.LABORATORY, quantity=7)) == ["8.00"]
    assert owed(*visits("dr-a"), *visits("dr-a", patient=HENRI)) == ["2.00", "2.00"]


def test_fifty_euros_a_civil_year_and_the_cap_is_told() -> None:
    def taken(on: date) -> Uses:
        return Uses([Use("charge.consultation", "jeanne", on, Decimal("49.00"), 25)])

    assert owed(*visits("dr-a"), used=taken(date(2026, 12, 1))) == ["1.00"]  # a later line counts
    assert owed(*visits("dr-a"), used=taken(date(2025, 12, 31))) == ["2.00"]
    (answer,) = answers(*visits("dr-a"), used=taken(date(2026, 1, 1)))
    (step,) = found(answer, Rule.CONSULTATION_CHARGE, Rule.SOCIAL_SECURITY)
    assert step.counter == (Decimal("50.00"), Decimal("49.00"), Decimal("1.00"))
    assert [value.parameter for value in step.values][-1] == "charge.consultation.most_a_year"


BIRTHS = [(date(2008, 1, 1), "2.00"), (date(2008, 1, 2), "0.00"), (date(2007, 12, 31), "2.00")]


@pytest.mark.parametrize(("birth", "charge"), BIRTHS)
def test_minors_of_the_first_of_january_owe_nothing_all_year(birth: date, charge: str) -> None:
    young = Patient("lou", birth)
    assert owed(*visits("dr-a", patient=young, on=date(2026, 12, 31))) == [charge]
    box = care("10.00", "10.00", Family.MEDICINE_MAJOR, patient=young, on=date(2026, 12, 31))
    assert owed(box) == ["1.00" if charge == "2.00" else "0.00"]


EXEMPT = [
    (Exemption.LONG_TERM_ILLNESS, "2.00", "1.00"),
    (Exemption.INVALIDITY, "2.00", "1.00"),
    (Exemption.WORK_ACCIDENT, "0.00", "1.00"),
    (Exemption.MATERNITY, "0.00", "0.00"),
    (Exemption.NEWBORN, "0.00", "0.00"),
    (Exemption.SOLIDARITY, "0.00", "0.00"),
]


@pytest.mark.parametrize(("exemption", "visit", "box"), EXEMPT)
def test_an_exemption_of_the_moderateur_is_not_one_of_the_charges(
    exemption: Exemption, visit: str, box: str
) -> None:
    asked = care("10.00", "10.00", Family.MEDICINE_MAJOR, exemption=exemption)
    assert owed(*visits("dr-a", exemption=exemption), asked) == [visit, box]


def test_no_charge_in_hospital() -> None:
    assert owed(*visits("dr-a", in_hospital=True)) == ["0.00"]


def test_franchises_and_their_caps() -> None:
    def asked(family: Family, price: str, **more: object) -> Care:
        return care(price, price, family, **more)

    acts = [asked(Family.PARAMEDICAL, "20.00") for _ in range(5)]
    assert owed(*acts) == ["1.00"] * 4 + ["0.00"]
    assert owed(asked(Family.PARAMEDICAL, "90.00", quantity=6)) == ["4.00"]
    assert owed(*[asked(Family.TRANSPORT, "60.00") for _ in range(3)]) == ["4.00", "4.00", "0.00"]
    assert owed(asked(Family.TRANSPORT, "60.00", emergency=True)) == ["0.00"]
    assert owed(asked(Family.MEDICINE_MAJOR, "40.00", quantity=5)) == ["5.00"]
    before = Uses([Use("charge.franchise", "jeanne", SPRING, Decimal("48.50"), 48, "box")])
    assert owed(asked(Family.TRANSPORT, "60.00"), used=before) == ["1.50"]  # all kinds together


def test_never_more_than_the_social_security_pays() -> None:
    assert owed(care("1.00", "1.00", Family.MEDICINE_WEAK)) == ["0.15"]
    (answer,) = answers(care("1.00", "1.00", Family.MEDICINE_WEAK))
    assert answer.social_security == 0


def sampling_and_test(order: Sequence[Family]) -> list[str]:
    prices = {Family.SAMPLING: "6.00", Family.LABORATORY: "40.00"}
    lines = [care(prices[one], prices[one], one, professional="labo") for one in order]
    return owed(*lines)


def test_taking_blood_and_testing_it_is_one_act() -> None:
    blood, test = Family.SAMPLING, Family.LABORATORY
    assert sampling_and_test([blood, test]) == ["2.00", "0.00"]
    assert sampling_and_test([test, blood]) == ["2.00", "0.00"]
    assert sampling_and_test([blood, test, test]) == ["2.00", "0.00", "2.00"]
    assert sampling_and_test([test, test, blood]) == ["2.00", "2.00", "0.00"]
    apart = care("6.00", "6.00", blood, professional="labo", on=date(2026, 5, 2))
    assert owed(care("40.00", "40.00", test, professional="labo"), apart) == ["2.00", "2.00"]


def heavy(price: str, family: Family = Family.DOCTOR, **more: object) -> Answer:
    return reimburse(care(price, price, family, **more), COVER, NOTHING_USED, shipped_law())


def charge_of(answer: Answer) -> list[str]:
    return [str(step.amount) for step in found(answer, Rule.HEAVY_ACT_CHARGE)]


def test_a_heavy_act_bears_one_charge_instead_of_the_moderateur() -> None:
    answer = heavy("200.00", professional="dr-a")
    assert charge_of(answer) == ["-32.00"]
    assert (answer.social_security, answer.insurer, answer.left) == (166, 32, 2)
    assert charge_of(heavy("119.99")) == []
    assert charge_of(heavy("200.00", on=date(2026, 4, 21))) == ["-24.00"]
    assert charge_of(heavy("240.00", quantity=3)) == []  # three acts of 80 €


def test_two_heavy_acts_of_one_consultation_bear_it_once() -> None:
    acts = [care("200.00", "200.00", professional=name) for name in ("dr-a", "dr-a", "dr-b")]
    told = [charge_of(one) for one in answers(*acts)]
    assert told == [["-32.00"], [], ["-32.00"]]


def test_who_and_what_bears_no_charge_for_a_heavy_act() -> None:
    local = Patient("jeanne", date(1946, 5, 2), Regime.ALSACE_MOSELLE)
    imaging = heavy("200.00", Family.IMAGING)
    assert charge_of(imaging) == []
    assert imaging.social_security == 198  # no moderateur, but the participation forfaitaire
    assert heavy("200.00", Family.PATHOLOGY).social_security == 138  # never heavy
    assert heavy("200.00", Family.DENTAL).social_security == 120
    assert heavy("200.00", patient=local).social_security == 198
    assert charge_of(heavy("200.00", exemption=ALD)) == []


PATHS = [  # price, base, exemption, what is lost
    ("30.00", "30.00", Exemption.NONE, "12.00"),
    ("31.51", "31.51", Exemption.NONE, "12.60"),  # 12.604, within the most an act may lose
    ("100.00", "100.00", Exemption.NONE, "12.60"),
    ("30.00", "30.00", ALD, "12.00"),
]


@pytest.mark.parametrize(("price", "base", "exemption", "lost"), PATHS)
def test_leaving_the_path(price: str, base: str, exemption: Exemption, lost: str) -> None:
    asked = care(price, base, in_path=False, exemption=exemption)
    (answer,) = answers(asked)
    (step,) = found(answer, Rule.OUT_OF_PATH, Rule.LEFT)
    assert str(step.amount) == lost
    in_path = answers(asked._replace(in_path=True))[0]
    assert answer.insurer == in_path.insurer  # never the insurer's
    assert answer.left == in_path.left + step.amount


def test_the_reduced_share_is_rounded_once() -> None:
    """30 % of 15.51 is 4.653: 4.65, and not the share at 70 % less the rounded 40 points."""
    (answer,) = answers(care("15.51", "15.51", in_path=False))
    assert answer.social_security == Decimal("4.65") - 2


def test_only_doctors_and_no_stay_know_the_path() -> None:
    for family in (Family.DENTAL, Family.MEDICINE_MAJOR):
        assert not found(
            answers(care("30.00", "30.00", family, in_path=False))[0], Rule.OUT_OF_PATH
        )
    inside = care("30.00", "30.00", in_path=False, in_hospital=True)
    assert not found(answers(inside)[0], Rule.OUT_OF_PATH)
