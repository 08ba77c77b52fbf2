"""A stay: 80 %, the daily charge, the heavy act, the 31st day. Domain rules 5.2 and 5.3."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.reckoning.care import Exemption, Patient, Regime
from espace_client.benefits.reckoning.cover import Cover
from espace_client.benefits.reckoning.hospital_charges import emergency_visit
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.benefits.reckoning.settling import settle
from espace_client.benefits.reckoning.stay import Stay, reimburse_stay
from espace_client.benefits.reckoning.steps import Answer, Counter, Rule
from espace_client.benefits.reckoning.uses import NOTHING_USED
from espace_client.benefits.tests.stories import (
    JEANNE,
    SPRING,
    amounts,
    care,
    cover,
    found,
    sums_up,
)

LAW = shipped_law()
FULL = cover((CareKind.HOSPITAL_STAY, "100 % BR"), (CareKind.HOSPITAL_DAY, "Frais réels"))
LOCAL = Patient("jeanne", JEANNE.birth, Regime.ALSACE_MOSELLE)


def stay(tariff: str, *, days: int = 5, **more: object) -> Stay:
    more = {"admitted": SPRING, "patient": JEANNE} | more
    discharged = more["admitted"] + timedelta(days=days - 1)
    return Stay(discharged=discharged, tariff=Decimal(tariff), **more)


def answer(asked: Stay, contract: Cover = FULL) -> Answer:
    told = reimburse_stay(asked, contract, NOTHING_USED, LAW)
    sums_up(told.steps)
    return told


def billed(told: Answer) -> str:
    return str(told.steps.amount)


def test_the_greater_of_the_moderateur_and_the_daily_charge() -> None:
    greater = answer(stay("1000.00"))  # 200 € of moderateur, 115 € of days
    assert (billed(greater), amounts(greater)) == ("1000.00", ("800.00", "200.00", "0.00"))
    (step,) = found(greater, Rule.DAYS_IN_SHARE)
    assert step.counter == Counter(115, 115, 0)
    smaller = answer(stay("400.00"))  # 80 € and 115 €
    assert (billed(smaller), amounts(smaller)) == ("435.00", ("320.00", "115.00", "0.00"))
    assert found(smaller, Rule.DAYS_IN_SHARE)[0].counter == Counter(115, 80, 35)


def test_a_heavy_act_bears_its_charge_and_the_days() -> None:
    told = answer(stay("1500.00", heavy_act=True))
    assert (billed(told), amounts(told)) == ("1615.00", ("1468.00", "147.00", "0.00"))
    parts = {step.rule: str(step.amount) for step in told.steps.children[1].children}
    assert parts == {
        Rule.STAY: "0.00", Rule.HEAVY_ACT_CHARGE: "32.00", Rule.HOSPITAL_DAYS: "115.00",
    }  # fmt: skip


EXEMPT = [  # what the Sécurité sociale pays of 1 000 €, and the daily charges of five days
    (Exemption.LONG_TERM_ILLNESS, "1000.00", "115.00"),
    (Exemption.INVALIDITY, "1000.00", "115.00"),
    (Exemption.MATERNITY, "1000.00", "0.00"),
    (Exemption.NEWBORN, "1000.00", "0.00"),
    (Exemption.WORK_ACCIDENT, "1000.00", "0.00"),
    (Exemption.SOLIDARITY, "1000.00", "0.00"),
]


@pytest.mark.parametrize("heavy_act", [True, False])
@pytest.mark.parametrize(("exemption", "paid", "days"), EXEMPT)
def test_exemptions(exemption: Exemption, paid: str, days: str, heavy_act: bool) -> None:
    told = answer(stay("1000.00", exemption=exemption, heavy_act=heavy_act))
    assert amounts(told) == (paid, days, "0.00")


def test_the_local_scheme_pays_the_stay_and_its_days() -> None:
    for heavy_act in (True, False):
        told = answer(stay("1000.00", patient=LOCAL, heavy_act=heavy_act))
        assert (billed(told), amounts(told)) == ("1000.00", ("1000.00", "0.00", "0.00"))


def test_some_are_free_of_the_daily_charge_for_another_reason() -> None:
    told = answer(stay("1000.00", exemption=Exemption.LONG_TERM_ILLNESS, free_of_days=True))
    assert billed(told) == "1000.00"


def test_day_surgery_bears_no_daily_charge() -> None:
    told = answer(stay("835.00", days=1, heavy_act=True))
    assert (billed(told), amounts(told)) == ("835.00", ("803.00", "32.00", "0.00"))


def test_psychiatry_has_its_own_daily_charge() -> None:
    told = answer(stay("1000.00", psychiatry=True, heavy_act=True))
    assert billed(told) == "1085.00"


def test_each_day_is_charged_at_its_own_figure() -> None:
    """Two days at 20 €, three at 23 €, the day of discharge included."""
    told = answer(stay("1500.00", heavy_act=True, admitted=date(2026, 2, 27)))
    assert billed(told) == "1609.00"
    (step, *_) = found(told, Rule.HOSPITAL_DAYS, Rule.INSURER)
    assert [str(value.amount) for value in step.values] == ["20.00", "23.00"]


def test_from_the_31st_day_the_tariff_is_free_and_the_days_go_on() -> None:
    exactly = answer(stay("9000.00", days=30))
    assert (billed(exactly), amounts(exactly)) == ("9000.00", ("7200.00", "1800.00", "0.00"))
    longer = answer(stay("12000.00", days=40))  # 10 days of 40: a quarter of the 2 400 € is free
    assert amounts(longer) == ("10200.00", "2030.00", "0.00")  # 10 days of 23 € on top
    assert found(longer, Rule.DAYS_IN_SHARE)[0].counter == Counter(920, 690, 230)
    assert str(found(longer, Rule.LONG_STAY)[0].amount) == "600.00"
    days = answer(stay("1000.00", days=100))  # 23 € × 100, the moderateur of 60 € counted in them
    assert (billed(days), amounts(days)) == ("3240.00", ("940.00", "2300.00", "0.00"))


def test_what_a_hospital_bills_above_the_tariff() -> None:
    asked = stay("1000.00", excess=Decimal("150.00"))
    assert amounts(answer(asked)) == ("800.00", "200.00", "150.00")
    full = cover((CareKind.HOSPITAL_STAY, "Frais réels"))
    assert amounts(answer(asked, full)) == ("800.00", "350.00", "0.00")


def test_a_responsible_contract_pays_it_all_whatever_its_table_says() -> None:
    bare = cover((CareKind.PRIVATE_ROOM, "60 € par nuit"))
    assert amounts(answer(stay("1500.00", heavy_act=True), bare)) == ("1468.00", "147.00", "0.00")
    other = cover((CareKind.PRIVATE_ROOM, "60 € par nuit"), responsible=False)
    told = answer(stay("1500.00", heavy_act=True), other)
    assert amounts(told) == ("1468.00", "0.00", "147.00")
    assert [step.rule for step in told.steps.children[-1].children] == [
        Rule.HEAVY_ACT_CHARGE,
        Rule.HOSPITAL_DAYS,
    ]


def test_another_insurer_paid_a_part() -> None:
    told = answer(stay("1500.00", heavy_act=True, others_paid=Decimal("100.00")))
    assert (told.others, told.insurer, told.left) == (100, 47, 0)


def test_fees_in_a_stay_are_lines_of_their_own() -> None:
    fees = care("100.00", "50.00", in_hospital=True)
    told = settle([stay("1000.00"), fees], cover((CareKind.MEDICAL_FEES, "150 % BR")),
                  NOTHING_USED, LAW)  # fmt: skip
    assert amounts(told.answers[1]) == ("40.00", "35.00", "25.00")


def test_the_emergency_room() -> None:
    contract = cover((CareKind.MEDICAL_FEES, "100 % BR"))
    visits = {
        Exemption.NONE: "23.00", Exemption.LONG_TERM_ILLNESS: "9.96",
        Exemption.MATERNITY: "9.96", Exemption.INVALIDITY: "23.00",
    }  # fmt: skip
    for exemption, euros in visits.items():
        asked = emergency_visit(SPRING, JEANNE, LAW, exemption=exemption)
        assert amounts(reimburse(asked, contract, NOTHING_USED, LAW)) == ("0.00", euros, "0.00")
    before = emergency_visit(date(2026, 2, 28), JEANNE, LAW)
    assert str(before.price) == "19.61"


def test_nobody_leaves_before_they_came() -> None:
    with pytest.raises(ValueError, match="avant l’entrée"):
        answer(stay("1000.00", days=0))
