"""What was asked of the old portal is on the first page, in a list and in full, and a late answer
says so."""

import csv
from datetime import date

import pytest

from tests.journeys.browser import DESKTOP, PHONE
from tests.journeys.members import couples, strangers
from tests.journeys.prepared import be_member
from tests.journeys.site import Site

OPENING_DAY = date(2022, 3, 24)


def late_ones(site: Site) -> set[str]:
    """The references of those to whom an answer is owed since before the opening."""
    with (site.data / "portfolio/demandes.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["reference_personne"]
            for row in csv.DictReader(file, delimiter=";")
            if tuple(reversed(row["promise_le"].split("/"))) < ("2022", "03", "24")
        }


@pytest.mark.parametrize("visit", [DESKTOP, PHONE], ids=lambda way: way.name, indirect=True)
def test_a_late_answer_is_said_on_the_first_page(visit, site):
    late, portfolio = late_ones(site), site.data / "portfolio"
    in_couples = {one.card.member_number for one in couples(portfolio, on=date(2022, 1, 1))}
    waiting = [
        card
        for card in strangers(portfolio, on=OPENING_DAY)
        if f"P{card.member_number}" in late and card.member_number not in in_couples
    ]
    member = waiting[-1 if visit.way is DESKTOP else -2]  # nobody that another journey takes
    be_member(visit, member)
    visit.open("/accueil")
    visit.sees("Bonjour")
    visit.reads("Mes demandes en cours")
    visit.reads("C’est à nous d’agir.")
    visit.reads("nous vous devons une réponse")
    visit.look("S7-late-request")
    visit.page.locator("#en-cours ~ ul h3 a").first.click()
    visit.reads("Où elle en est")
    visit.reads("nous vous devons une réponse")
    visit.look("S7-request")
    visit.press("Revenir à mes demandes")
    visit.sees("Mes demandes")
    visit.reads("la date est passée")
    visit.look("S7-requests")
