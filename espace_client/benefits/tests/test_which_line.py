"""Which of several lines of one kind pays: the one that says most about who gives the care."""

from dataclasses import replace
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from espace_client.benefits.acts.families import Family
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.grammar import Network, NotCovered, Optam
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.reckoning.care import Care
from espace_client.benefits.reckoning.cover import Cover
from espace_client.benefits.reckoning.floor import RENEWED_BY_LAW
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.benefits.reckoning.uses import NOTHING_USED, Uses
from espace_client.benefits.tests.guarantees import every_guarantee
from espace_client.benefits.tests.questions import cares, covers, line_of, uses
from espace_client.benefits.tests.stories import care, cover

LAW = shipped_law()
FEES, EAR = CareKind.MEDICAL_FEES, CareKind.HEARING_FREE


def paid(asked: Care, contract: Cover, used: Uses = NOTHING_USED) -> Decimal:
    return reimburse(asked, contract, used, LAW).insurer


@pytest.mark.promise("I5.4")
@pytest.mark.parametrize("turned", [False, True])
def test_a_doctor_outside_the_optam_and_a_network(turned: bool) -> None:
    """« 150 % BR » beside « 130 % BR, hors OPTAM »; « 900 € » beside « 1 200 € dans le réseau »."""
    lines = [
        (FEES, "150 % BR"), (FEES, "130 % BR, hors OPTAM"),
        (EAR, "900 € par oreille"), (EAR, "1 200 € par oreille, dans le réseau"),
    ]  # fmt: skip
    contract = cover(*(reversed(lines) if turned else lines))
    doctor = care("100.00", "23.00", optam=Optam.NOT_SIGNED)
    assert paid(doctor, contract) == Decimal("13.80")  # 130 % of 23.00, less 16.10
    assert paid(doctor._replace(optam=Optam.SIGNED), contract) == Decimal("18.40")
    assert paid(doctor._replace(optam=None), contract) == Decimal("18.40")
    aid = care("1700.00", "400.00", Family.DEVICE, EAR, network=Network.INSIDE)
    assert paid(aid, contract) == Decimal("1200.00")
    assert paid(aid._replace(network=Network.OUTSIDE), contract) == Decimal("900.00")


@pytest.mark.promise("I5.4")
@given(cares(), covers(), uses(), st.tuples(*[every_guarantee()] * 4))
def test_the_order_of_the_table_changes_nothing(
    asked: Care, contract: Cover, used: Uses, drawn: tuple[object, ...]
) -> None:
    who = [
        (None, None),
        (Optam.SIGNED, None),
        (Optam.NOT_SIGNED, None),
        (Optam.SIGNED, Network.INSIDE),
    ]
    lines = tuple(
        line_of(asked.kind, replace(guarantee, optam=optam, network=network))
        for guarantee, (optam, network) in zip(drawn, who, strict=True)
        if not isinstance(guarantee.benefit, NotCovered)
    )
    assert (
        len({paid(asked, replace(contract, lines=them), used) for them in permutations(lines)}) == 1
    )


@pytest.mark.promise("I5.4")
@given(cares(), covers(), uses(), every_guarantee())
def test_one_more_line_for_everybody_lowers_nothing(
    asked: Care, contract: Cover, used: Uses, guarantee: object
) -> None:
    """It pays those whom no line paid before, and nobody else."""
    # A line that says how many it pays of what the law itself renews may say fewer than no line.
    assume(asked.quantity == 1 or asked.kind not in RENEWED_BY_LAW)
    everybody = line_of(asked.kind, replace(guarantee, optam=None, network=None))
    more = replace(contract, lines=(*contract.lines, everybody))
    assert paid(asked, contract, used) <= paid(asked, more, used)
