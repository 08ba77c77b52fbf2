"""D4: « Ce qu’il vous reste » of each guarantee, beside the table."""

import csv

import pytest

from tests.journeys import steps
from tests.journeys.browser import every_way
from tests.journeys.members import Couple, Unused
from tests.journeys.site import Site

COUNTED = ("lunettes_complexes",)  # one pair in two years


@pytest.fixture
def couple_with_glasses(unused: Unused, running_site: Site) -> Couple:
    """A couple of whom the holder had glasses in 2021 or 2022."""
    with (running_site.data / "portfolio/remboursements.csv").open(encoding="utf-8") as file:
        had = {
            line["reference_personne"]
            for line in csv.DictReader(file, delimiter=";")
            if line["soin"] in COUNTED
        }
    return unused.couple(lambda one: f"P{one.card.member_number}" in had)


@every_way
@pytest.mark.row("D4", page="/mes-garanties")
@pytest.mark.promise("I5.16")
def test_what_is_left_of_each_guarantee(visit, couple_with_glasses):
    couple = couple_with_glasses
    steps.choose_password(visit, steps.ask_for_account(visit, couple.card))
    visit.open("/mes-garanties")
    visit.sees("Mes garanties")
    visit.look("D4-guarantees")
    visit.press("Voir ce qu’il me reste")
    visit.sees("Ce qu’il vous reste")
    visit.reads(couple.card.full_name)
    visit.reads("Prochain renouvellement")
    visit.reads("0\u00a0équipement")
    visit.reads(f"Ce qui reste à {couple.spouse} ne se lit pas ici")
    visit.look("D4-left")
    visit.press("Lire tout le tableau")
    visit.sees("Mes garanties")
