"""A stay, the fees and the room, told as one tree; and the same stay otherwise."""

from datetime import date
from decimal import Decimal

import pytest

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.qualifiers import Optam
from espace_client.benefits.reckoning.hospitalisation import (
    Hospitalisation,
    fees_within,
    rooms_for,
)
from espace_client.benefits.reckoning.settling import settle
from espace_client.benefits.reckoning.stay import Stay
from espace_client.benefits.reckoning.steps import Rule
from espace_client.benefits.reckoning.uses import NOTHING_USED
from espace_client.benefits.telling.other_stays import other_stays
from espace_client.benefits.telling.together import Named, amounts_of, explain_together
from espace_client.benefits.tests.stories import JEANNE, cover

LAW = shipped_law()
STAY = Stay(date(2026, 5, 4), date(2026, 5, 7), Decimal(1500), JEANNE, heavy_act=True)
CONTRACT = cover(
    (CareKind.HOSPITAL_STAY, "Ticket modérateur"),
    (CareKind.HOSPITAL_DAY, "100 % des frais réels"),
    (CareKind.HEAVY_ACT, "100 % des frais réels"),
    (CareKind.PRIVATE_ROOM, "60 € par nuit"),
    (CareKind.HOSPITAL_FEES, "150 % BR, Sécurité sociale incluse, OPTAM"),
    (CareKind.HOSPITAL_FEES, "130 % BR, Sécurité sociale incluse, hors OPTAM"),
)
FEES = fees_within(STAY, price=Decimal(431), base=Decimal("271.70"), optam=Optam.NOT_SIGNED)
ALL = Hospitalisation(
    STAY, FEES, rooms_for(STAY, each_night=Decimal(70), anniversary=date(2020, 1, 1))
)


@pytest.mark.promise("I5.9")
def test_each_payer_has_a_branch_for_each_part() -> None:
    """Fees in a stay with a heavy act are paid whole by law: the charge is that of the stay."""
    answers = settle(ALL.lines, CONTRACT, NOTHING_USED, LAW).answers
    names = ("Le séjour", "Les honoraires", "La chambre")
    tree = explain_together("Prix", [*map(Named, names, answers)])
    assert [one.rule for one in tree.children] == [Rule.SOCIAL_SECURITY, Rule.INSURER, Rule.LEFT]
    told = [[(one.title, one.amount) for one in payer.children] for payer in tree.children]
    assert told == [
        [("Le séjour", Decimal(1468)), ("Les honoraires", Decimal("271.70"))],
        [
            ("Le séjour", Decimal(32 + 4 * 23)),
            ("Les honoraires", Decimal("81.51")),
            ("La chambre", Decimal(180)),
        ],
        [("Les honoraires", Decimal("77.79")), ("La chambre", Decimal(30))],
    ]
    assert tree.amount == sum(payer.amount for payer in tree.children) == 1500 + 92 + 431 + 210
    assert tree.sentences[0].endswith("il vous reste 107,79\u00a0€.")


@pytest.mark.promise("I5.9")
def test_a_single_answer_is_told_alone() -> None:
    (answer,) = settle([STAY], CONTRACT, NOTHING_USED, LAW).answers
    tree = explain_together("Prix", [Named("Le séjour", answer)])
    assert tree.title == "Prix du séjour"
    assert amounts_of([answer]).left == 0
    assert tree.children[-1].title == "Il vous reste"


@pytest.mark.promise("I5.10")
def test_the_same_stay_otherwise_what_saves_most_first() -> None:
    found = other_stays(ALL, CONTRACT, NOTHING_USED, LAW)
    assert [one.left for one in found] == [Decimal("53.45"), Decimal("77.79")]
    assert "modérer ses prix" in found[0].sentence
    assert found[1].sentence.startswith("Sans la chambre seule, il vous resterait 77,79")


@pytest.mark.promise("I5.10")
def test_an_exemption_is_offered_where_it_changes_something() -> None:
    """A contract that is not responsible, and pays nothing of the stay itself."""
    nothing = cover((CareKind.PRIVATE_ROOM, "60 € par nuit"), responsible=False)
    (found,) = other_stays(Hospitalisation(STAY), nothing, NOTHING_USED, LAW)
    assert found.left == 4 * 23
    assert found.sentence.startswith("Si ce séjour est pour une affection de longue durée, ")
