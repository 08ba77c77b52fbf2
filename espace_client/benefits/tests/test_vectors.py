"""The vectors of domain rules 5.5, to the cent."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from espace_client.benefits.acts.act import Basket
from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.qualifiers import Optam
from espace_client.benefits.reckoning.care import Care, Exemption, Patient, Regime
from espace_client.benefits.reckoning.hospital_charges import emergency_visit
from espace_client.benefits.reckoning.settling import settle
from espace_client.benefits.reckoning.stay import Stay
from espace_client.benefits.reckoning.uses import NOTHING_USED, Use, Uses
from espace_client.benefits.tests.stories import (
    CHILD,
    JEANNE,
    SPRING,
    amounts,
    care,
    cover,
    sums_up,
)

K, F = CareKind, Family
IN_2025 = date(2025, 5, 1)
IN_ALSACE = Patient("jeanne", JEANNE.birth, Regime.ALSACE_MOSELLE)
TWENTY_FIVE_VISITS = Uses(
    Use("charge.consultation", "jeanne", date(2026, 1, 1 + day), Decimal("2.00"))
    for day in range(25)
)


def used(kind: CareKind, euros: str) -> Uses:
    return Uses([Use(kind, "jeanne", date(2026, 2, 1), Decimal(euros))])


def doctor(price: str, base: str, **more: object) -> Care:
    return care(price, base, F.DOCTOR, K.MEDICAL_FEES, **more)


def dental(price: str, base: str, kind: CareKind, **more: object) -> Care:
    return care(price, base, F.DENTAL, kind, **more)


RAC0 = {"basket": Basket.NOTHING_LEFT}
VECTORS: Sequence[tuple[str, Care | Stay, tuple[CareKind, str], Uses, tuple[str, str, str]]] = [
    ("V01", doctor("30.00", "30.00"), (K.MEDICAL_FEES, "100 % BR"), NOTHING_USED,
     ("19.00", "9.00", "2.00")),
    ("V02", doctor("30.00", "30.00", in_path=False), (K.MEDICAL_FEES, "100 % BR"), NOTHING_USED,
     ("7.00", "9.00", "14.00")),
    ("V03", doctor("30.00", "30.00", exemption=Exemption.LONG_TERM_ILLNESS),
     (K.MEDICAL_FEES, "100 % BR"), NOTHING_USED, ("28.00", "0.00", "2.00")),
    ("V04", doctor("30.00", "30.00", patient=CHILD), (K.MEDICAL_FEES, "100 % BR"), NOTHING_USED,
     ("21.00", "9.00", "0.00")),
    ("V05", doctor("60.00", "31.50"), (K.MEDICAL_FEES, "200 % BR"), NOTHING_USED,
     ("20.05", "37.95", "2.00")),
    ("V06", doctor("60.00", "31.50"), (K.MEDICAL_FEES, "150 % BR"), NOTHING_USED,
     ("20.05", "25.20", "14.75")),
    ("V08", doctor("60.00", "23.00", optam=Optam.NOT_SIGNED),
     (K.MEDICAL_FEES, "180 % BR, hors OPTAM"), NOTHING_USED, ("14.10", "25.30", "20.60")),
    ("V10", doctor("30.00", "30.00", patient=IN_ALSACE), (K.MEDICAL_FEES, "100 % BR"),
     NOTHING_USED, ("25.00", "3.00", "2.00")),
    ("V11", care("10.00", "10.00", F.MEDICINE_MAJOR, K.MEDICINES_MAJOR),
     (K.MEDICINES, "100 % BR"), NOTHING_USED, ("5.50", "3.50", "1.00")),
    ("V13", care("10.00", "10.00", F.MEDICINE_MODERATE, K.MEDICINES_MODERATE),
     (K.MEDICINES, "100 % BR"), NOTHING_USED, ("2.00", "7.00", "1.00")),
    ("V15", care("20.00", "20.00", F.PARAMEDICAL, K.PARAMEDICAL_FEES),
     (K.PARAMEDICAL_FEES, "100 % BR"), NOTHING_USED, ("11.00", "8.00", "1.00")),
    ("V17", care("40.00", "40.00", F.LABORATORY, K.LABORATORY), (K.LABORATORY, "100 % BR"),
     NOTHING_USED, ("22.00", "16.00", "2.00")),
    ("V18", care("60.00", "60.00", F.TRANSPORT, K.TRANSPORT), (K.TRANSPORT, "100 % BR"),
     NOTHING_USED, ("29.00", "27.00", "4.00")),
    ("V19", doctor("30.00", "30.00"), (K.MEDICAL_FEES, "100 % BR"), TWENTY_FIVE_VISITS,
     ("21.00", "9.00", "0.00")),
    ("V20", dental("43.38", "43.38", K.DENTAL_CARE), (K.DENTAL_CARE, "100 % BR"), NOTHING_USED,
     ("26.03", "17.35", "0.00")),
    ("V21", dental("500.00", "120.00", K.DENTAL_NOTHING_LEFT, on=IN_2025, limit=Decimal(500),
                   **RAC0), (K.DENTAL_NOTHING_LEFT, "100 % Santé"), NOTHING_USED,
     ("72.00", "428.00", "0.00")),
    ("V22", dental("515.00", "120.00", K.DENTAL_NOTHING_LEFT, limit=Decimal(515), **RAC0),
     (K.DENTAL_NOTHING_LEFT, "100 % Santé"), NOTHING_USED, ("72.00", "443.00", "0.00")),
    ("V23", dental("453.20", "120.00", K.DENTAL_NOTHING_LEFT, limit=Decimal("453.20"), **RAC0),
     (K.DENTAL_NOTHING_LEFT, "100 % Santé"), NOTHING_USED, ("72.00", "381.20", "0.00")),
    ("V25", dental("566.50", "120.00", K.DENTAL_CAPPED, limit=Decimal("566.50"),
                   basket=Basket.CAPPED), (K.DENTAL_CAPPED, "125 % BR"), NOTHING_USED,
     ("72.00", "78.00", "416.50")),
    ("V26", dental("700.00", "120.00", K.DENTAL_FREE, basket=Basket.FREE),
     (K.DENTAL_FREE, "300 % BR"), NOTHING_USED, ("72.00", "288.00", "340.00")),
    ("V27", dental("180.25", "90.00", K.DENTAL_NOTHING_LEFT, limit=Decimal("180.25"), **RAC0),
     (K.DENTAL_NOTHING_LEFT, "100 % Santé"), NOTHING_USED, ("54.00", "126.25", "0.00")),
    ("V29", dental("1100.00", "182.75", K.DENTAL_NOTHING_LEFT, limit=Decimal(1100), **RAC0),
     (K.DENTAL_NOTHING_LEFT, "100 % Santé"), NOTHING_USED, ("109.65", "990.35", "0.00")),
    ("V30", care("720.00", "193.50", F.ORTHODONTICS, K.ORTHODONTICS, patient=CHILD),
     (K.ORTHODONTICS, "300 % BR"), NOTHING_USED, ("193.50", "387.00", "139.50")),
    ("V31", care("1100.00", "0.00", F.NOT_REFUNDED, K.IMPLANTS), (K.IMPLANTS, "500 € par an"),
     used(K.IMPLANTS, "200.00"), ("0.00", "300.00", "800.00")),
    ("V32", care("125.00", "37.50", F.DEVICE, K.GLASSES_NOTHING_LEFT, limit=Decimal(125), **RAC0),
     (K.GLASSES_NOTHING_LEFT, "100 % Santé"), NOTHING_USED, ("22.50", "102.50", "0.00")),
    ("V34", care("950.00", "400.00", F.DEVICE, K.HEARING_NOTHING_LEFT, limit=Decimal(950), **RAC0),
     (K.HEARING_NOTHING_LEFT, "100 % Santé"), NOTHING_USED, ("240.00", "710.00", "0.00")),
    ("V36", care("240.00", "0.00", F.NOT_REFUNDED, K.LENSES_NOT_REFUNDED),
     (K.LENSES, "150 € par an"), used(K.LENSES, "40.00"), ("0.00", "110.00", "130.00")),
    ("V38", emergency_visit(SPRING, JEANNE, shipped_law()), (K.EMERGENCY, "Ticket modérateur"),
     NOTHING_USED, ("0.00", "23.00", "0.00")),
    ("V39", Stay(SPRING, date(2026, 5, 5), Decimal("1500.00"), JEANNE, heavy_act=True),
     (K.HOSPITAL_STAY, "100 % BR"), NOTHING_USED, ("1468.00", "147.00", "0.00")),
    ("V41", Stay(SPRING, date(2026, 5, 5), Decimal("3581.85"), JEANNE),
     (K.HOSPITAL_STAY, "100 % BR"), NOTHING_USED, ("2865.48", "716.37", "0.00")),
    ("V43", care("300.00", "0.00", F.NOT_REFUNDED, K.PRIVATE_ROOM, quantity=4),
     (K.PRIVATE_ROOM, "60 € par nuit"), NOTHING_USED, ("0.00", "240.00", "60.00")),
    ("V44", doctor("355.00", "271.70", in_hospital=True, exemption=Exemption.HEAVY_ACT_STAY),
     (K.MEDICAL_FEES, "200 % BR"), NOTHING_USED, ("271.70", "83.30", "0.00")),
]  # fmt: skip


@pytest.mark.promise("I5.1")
@pytest.mark.parametrize(
    ("asked", "line", "used_before", "expected"),
    [pytest.param(*vector[1:], id=vector[0]) for vector in VECTORS],
)
def test_vector(
    asked: Care | Stay, line: tuple[CareKind, str], used_before: Uses, expected: tuple[str, ...]
) -> None:
    contract = cover(line, (K.HOSPITAL_DAY, "Frais réels"))
    answer = settle([asked], contract, used_before, shipped_law()).answers[0]
    assert amounts(answer) == expected
    sums_up(answer.steps)


WORKED_EXAMPLES = [  # of a real brochure, in 2022: product notes B.6
    ("crown", dental("539.00", "120.00", K.DENTAL_FREE), (K.DENTAL_FREE, "120 % BR"),
     ("84.00", "60.00", "395.00")),
    ("doctor", doctor("60.00", "23.00", optam=Optam.NOT_SIGNED), (K.MEDICAL_FEES, "100 % BR"),
     ("15.10", "6.90", "38.00")),
    ("orthodontics", care("720.00", "193.50", F.ORTHODONTICS, K.ORTHODONTICS, patient=CHILD),
     (K.ORTHODONTICS, "100 % BR"), ("193.50", "0.00", "526.50")),
    ("lenses", care("500.00", "0.15", F.DEVICE, K.GLASSES_COMPLEX),
     (K.GLASSES_COMPLEX, "170 € par équipement tous les 2 ans"), ("0.09", "170.00", "329.91")),
]  # fmt: skip


@pytest.mark.promise("I5.1")
@pytest.mark.parametrize(
    ("asked", "line", "expected"),
    [pytest.param(*example[1:], id=example[0]) for example in WORKED_EXAMPLES],
)
def test_worked_example(asked: Care, line: tuple[CareKind, str], expected: tuple[str, ...]) -> None:
    asked = asked._replace(on=date(2022, 3, 24))
    answer = settle([asked], cover(line), NOTHING_USED, shipped_law()).answers[0]
    assert amounts(answer) == expected
    sums_up(answer.steps)
