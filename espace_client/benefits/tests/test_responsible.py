"""Which lines would cost a contract the word « responsable ». Domain rules 4.2."""

from decimal import Decimal

import pytest

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.reckoning.responsible import Excess, breaches
from espace_client.benefits.tests.stories import SPRING, cover

FEES = CareKind.MEDICAL_FEES
OUTSIDE = [  # with the OPTAM, without it, the most outside it: domain rules 4.2
    ("150 % BR", "130 % BR", None),
    ("150 % BR", "131 % BR", "130"),
    ("200 % BR", "180 % BR", None),
    ("200 % BR", "180,01 % BR", "180"),
    ("220 % BR", "200 % BR", None),
    ("300 % BR", "200 % BR", None),
    ("300 % BR", "200,5 % BR", "200"),
    ("200 % BR", "175 % BR", None),  # a real table
    ("100 % BR", "100 % BR", None),
]


@pytest.mark.parametrize(("signed", "not_signed", "most"), OUTSIDE)
def test_fees_outside_the_optam(signed: str, not_signed: str, most: str | None) -> None:
    contract = cover((FEES, f"{signed}, OPTAM"), (FEES, f"{not_signed}, hors OPTAM"))
    found = [
        str(one.most.quantize(Decimal(1))) for one in breaches(contract, shipped_law(), SPRING)
    ]
    assert found == ([most] if most else [])


EQUIPMENT = [
    (CareKind.GLASSES_SIMPLE, "420 € par équipement tous les 2 ans", None),
    (CareKind.GLASSES_SIMPLE, "421 € par équipement tous les 2 ans", Excess.GLASSES),
    (CareKind.GLASSES_COMPLEX, "421 € par équipement tous les 2 ans", None),
    (CareKind.GLASSES_COMPLEX, "Frais réels", Excess.GLASSES),
    (CareKind.GLASSES_VERY_COMPLEX, "Frais réels dans la limite de 800 € par équipement", None),
    (CareKind.HEARING_FREE, "1 700 € par oreille tous les 4 ans, Sécurité sociale incluse", None),
    (CareKind.GLASSES_SIMPLE, "100 % BR + 421 €", Excess.GLASSES),
    (CareKind.GLASSES_SIMPLE, "100 % BR + 420 €", None),
    (CareKind.GLASSES_SIMPLE, "100 % BR", None),  # the base alone: no more than the obligatory part
    (CareKind.GLASSES_VERY_COMPLEX, "80 € par équipement", Excess.GLASSES_LEAST),
    (CareKind.GLASSES_VERY_COMPLEX, "200 € par équipement", None),
    (CareKind.GLASSES_MIXED, "124 € par équipement", Excess.GLASSES_LEAST),
    (CareKind.GLASSES_SIMPLE, "Non couvert", None),
    (
        CareKind.HEARING_FREE,
        "1 500 € par oreille en complément de la Sécurité sociale",
        Excess.HEARING,
    ),  # 1 740 €
    (CareKind.HEARING_FREE, "1 460 € par oreille en complément de la Sécurité sociale", None),
    (CareKind.HEARING_FREE, "500 % BR", Excess.HEARING),  # 2 000 €
    (CareKind.HEARING_FREE, "425 % BR", None),
    (CareKind.HEARING_FREE, "500 % BR dans la limite de 1 460 € par oreille", None),
    (CareKind.HEARING_FREE, "500 % BR dans la limite de 1 461 € par oreille", Excess.HEARING),
    (CareKind.HEARING_FREE, "Frais réels", Excess.HEARING),
    (CareKind.HEARING_FREE, "1 701 € par oreille tous les 4 ans", Excess.HEARING),
]


@pytest.mark.parametrize(("kind", "sentence", "excess"), EQUIPMENT)
def test_equipment_of_free_price(kind: CareKind, sentence: str, excess: Excess | None) -> None:
    found = [one.excess for one in breaches(cover((kind, sentence)), shipped_law(), SPRING)]
    assert found == ([excess] if excess else [])


def test_a_contract_that_does_not_say_so_may_do_as_it_likes() -> None:
    contract = cover((CareKind.GLASSES_SIMPLE, "Frais réels"), responsible=False)
    assert breaches(contract, shipped_law(), SPRING) == ()
