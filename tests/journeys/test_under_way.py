"""What was asked of the old portal is on the first page, in a list and in full, and a late answer
says so."""

import csv

import pytest

from tests.journeys.browser import every_way
from tests.journeys.members import Card, Unused
from tests.journeys.prepared import be_member
from tests.journeys.site import Site


@pytest.fixture
def owed_an_answer(unused: Unused, running_site: Site) -> Card:
    """Somebody to whom we owe an answer since before the opening."""
    with (running_site.data / "portfolio/demandes.csv").open(encoding="utf-8", newline="") as file:
        late = {
            row["reference_personne"]
            for row in csv.DictReader(file, delimiter=";")
            if row["etat"] in ("recue", "en_etude", "acceptee")
            and tuple(reversed(row["promise_le"].split("/"))) < ("2022", "03", "24")
        }
    return unused.member(lambda card: f"P{card.member_number}" in late)


@every_way
@pytest.mark.promise("I7.12")
def test_a_late_answer_is_said_on_every_page(visit, owed_an_answer):
    be_member(visit, owed_an_answer)
    visit.open("/accueil")
    visit.sees("Bonjour")
    visit.reads("Mes demandes en cours")
    visit.reads("C’est à nous d’agir.")
    visit.reads("nous vous devons une réponse")
    visit.look("S7-late-request")
    visit.press(visit.page.locator("#en-cours ~ ul h3 a").first.inner_text())
    visit.reads("Où elle en est")
    visit.reads("nous vous devons une réponse")
    visit.look("S7-request")
    visit.press("Revenir à mes demandes")
    visit.sees("Mes demandes")
    visit.reads("la date est passée")
    visit.look("S7-requests")
