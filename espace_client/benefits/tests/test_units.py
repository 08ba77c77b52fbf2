"""One line of several units is what as many lines of one unit are."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espace_client.benefits.acts.act import Basket
from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.reckoning.care import Care
from espace_client.benefits.reckoning.counting import uses_of_line
from espace_client.benefits.reckoning.settling import settle
from espace_client.benefits.reckoning.uses import Use, Uses
from espace_client.benefits.tests.stories import JEANNE, SPRING, care, cover, sums_up

LAW = shipped_law()
PHYSIO, AID, GLASSES = (
    CareKind.PARAMEDICAL_FEES, CareKind.HEARING_NOTHING_LEFT, CareKind.GLASSES_NOTHING_LEFT,
)  # fmt: skip
SESSIONS = care("40.00", "20.00", Family.PARAMEDICAL, PHYSIO)
EARS = care("950.00", "400.00", Family.DEVICE, AID, limit=Decimal(950), basket=Basket.NOTHING_LEFT)
PAIRS = care(
    "125.00", "37.50", Family.DEVICE, GLASSES, limit=Decimal(125), basket=Basket.NOTHING_LEFT
)
CROWNS = care("700.00", "120.00", Family.DENTAL, CareKind.DENTAL_FREE)
LINES = [
    (SESSIONS, "200 % BR, 4 séances par an"),
    (SESSIONS, "10 € par séance, 3 séances par an"),
    (SESSIONS, "60 % frais réels, 2 séances par an"),
    (SESSIONS, "Ticket modérateur, 4 séances par an"),
    (EARS, "100 % Santé par oreille tous les 4 ans"),
    (PAIRS, "100 % Santé par équipement tous les 2 ans"),
    (CROWNS, "300 % BR, 3 actes par an"),
    (SESSIONS, "200 % BR, dans la limite de 100 € par an"),
    (SESSIONS, "200 % BR, 4 séances par an, dans la limite de 70 € par an"),
    (SESSIONS, "100 % BR + 45 € par an"),
    (CROWNS, "300 % BR, dans la limite de 700 € par an"),
    (CROWNS, "50 € par acte, dans la limite de 120 € par an"),
]  # fmt: skip


def of_several(one: Care, number: int) -> Care:
    limit = None if one.limit is None else one.limit * number
    whole = {"price": one.price * number, "base": one.base * number, "limit": limit}
    return one._replace(quantity=number, **whole)


@pytest.mark.promise("I5.4")
@pytest.mark.promise("I5.5")
@given(st.sampled_from(LINES), st.integers(1, 9), st.integers(0, 5), st.booleans())
def test_one_line_of_several_units_or_as_many_lines(
    line: tuple[Care, str], number: int, before: int, responsible: bool
) -> None:
    one, sentence = line
    contract = cover((one.kind, sentence), responsible=responsible)
    paid = {"who": JEANNE.who, "on": SPRING, "insurer": Decimal(17 * before), "number": before}
    used = Uses(uses_of_line(contract.lines[0], **paid))
    (whole,) = settle([of_several(one, number)], contract, used, LAW).answers
    parts = settle([one] * number, contract, used, LAW).answers
    assert whole.insurer == sum(part.insurer for part in parts)
    sums_up(whole.steps)


def test_euros_that_are_used_up_within_one_line_leave_each_unit_its_floor() -> None:
    contract = cover((PHYSIO, "200 % BR, dans la limite de 60 € par an"))
    (whole,) = settle([of_several(SESSIONS, 4)], contract, Uses(), LAW).answers
    parts = settle([SESSIONS] * 4, contract, Uses(), LAW).answers
    assert [part.insurer for part in parts] == [28, 28, 8, 8]
    assert whole.insurer == 72


def test_an_amount_of_the_year_does_not() -> None:
    """A known difference (docs/calculations/reimbursement.md, « What it does not know »)."""
    contract = cover((PHYSIO, "60 € par an"))
    (whole,) = settle([of_several(SESSIONS, 4)], contract, Uses(), LAW).answers
    parts = settle([SESSIONS] * 4, contract, Uses(), LAW).answers
    assert (whole.insurer, sum(part.insurer for part in parts)) == (60, 72)


def test_two_ears_of_which_one_has_its_aid() -> None:
    contract = cover((AID, "100 % Santé par oreille tous les 4 ans"))
    used = Uses([Use(AID, JEANNE.who, SPRING, Decimal(710), 1, "droite")])
    assert settle([of_several(EARS, 2)], contract, used, LAW).answers[0].insurer == 870


def test_sessions_beyond_the_number_keep_their_share_of_the_law() -> None:
    contract = cover((PHYSIO, "200 % BR, 4 séances par an"))
    (answer,) = settle([of_several(SESSIONS, 8)], contract, Uses(), LAW).answers
    assert answer.insurer == 4 * 28 + 4 * 8
