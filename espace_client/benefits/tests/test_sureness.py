"""How sure a figure is, where two of one line are not equally so."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from espace_client.benefits.acts.catalogue import shipped_catalogue
from espace_client.benefits.acts.problems import problems
from espace_client.benefits.acts.wording import describe
from espace_client.benefits.law.law import shipped_law
from espace_client.benefits.law.values import Confidence
from espace_client.benefits.qualifiers import Optam
from espace_client.benefits.reckoning.care import Patient, care_for
from espace_client.benefits.telling.figures_of_law import figures_of_act

pytestmark = pytest.mark.promise("I5.8")
ON = date(2026, 5, 1)
G = shipped_catalogue().find("G")


@pytest.mark.parametrize(
    ("optam", "confidence", "doubt"),
    [
        (None, Confidence.SURE, ""),
        (Optam.SIGNED, Confidence.SURE, ""),
        (Optam.NOT_SIGNED, Confidence.CHECK, "à vérifier"),
    ],
)
def test_the_base_outside_optam_has_a_doubt_of_its_own(
    optam: Optam | None, confidence: Confidence, doubt: str
) -> None:
    assert G.tariff(ON).confidence_for(optam) is confidence
    patient = Patient("jeanne", date(1946, 5, 2))
    care = care_for(G, on=ON, price=Decimal("30.00"), patient=patient, optam=optam)
    assert [figure.doubt for figure in figures_of_act(G, care)] == [doubt]


def test_a_doubt_that_is_not_said_apart_is_that_of_the_whole() -> None:
    before = G.tariff(date(2024, 1, 1))
    assert before.confidence_for(Optam.NOT_SIGNED) is before.confidence is Confidence.CHECK


def test_the_list_of_acts_says_the_doubt() -> None:
    assert "hors OPTAM, à vérifier)" in describe(G, ON)


def test_a_doubt_about_a_base_that_is_not_there_is_refused() -> None:
    tariff = G.tariffs[-1]._replace(base_outside_optam=None)
    assert any("n’en a pas" in problem for problem in problems(replace(G, tariffs=(tariff,))))


@pytest.mark.parametrize(
    ("name", "on", "amount", "confidence"),
    [
        ("franchise.age", "2026-05-01", "18", Confidence.CHECK),
        ("heavy_act.charge", "2026-03-31", "24.00", Confidence.SURE),
        ("heavy_act.charge", "2026-04-01", "24.00", Confidence.CHECK),
        ("heavy_act.charge", "2026-04-21", "24.00", Confidence.CHECK),
        ("heavy_act.charge", "2026-04-22", "32.00", Confidence.SURE),
    ],
)
def test_the_doubt_stands_on_the_days_it_is_about(
    name: str, on: str, amount: str, confidence: Confidence
) -> None:
    value = shipped_law().value(name, date.fromisoformat(on))
    assert (value.amount, value.confidence) == (Decimal(amount), confidence)
