"""D8: somebody who left a company reads what the law keeps for them, and what comes next."""

import csv
import re
from datetime import date

import pytest

from tests.journeys.browser import Visit, every_way
from tests.journeys.members import Card, Unused
from tests.journeys.prepared import be_member
from tests.journeys.site import Site

PRODUCT = "Retraités Horizon"
FIRST, LAST = date(2020, 4, 1), date(2021, 3, 1)  # in their second year on 24 March 2022


@pytest.fixture
def second_year(unused: Unused, running_site: Site) -> Card:
    """Somebody in the second year of a contract kept after a company, option Équilibre."""
    with (running_site.data / "portfolio/contrats.csv").open(encoding="utf-8-sig") as file:
        numbers = {
            line["reference_titulaire"].removeprefix("P")
            for line in csv.DictReader(file, delimiter=";")
            if FIRST <= _day(line["date_debut"]) <= LAST
            and line["option"] == "equilibre"
            and line["type"] == "individuel_art4_evin"
        }
    return unused.member(lambda card: card.member_number in numbers)


def _day(text: str) -> date:
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


def sheets(visit: Visit) -> int:
    """How many sheets of paper the page is printed on."""
    return len(re.findall(rb"/Type\s*/Page\b", visit.page.pdf(prefer_css_page_size=True)))


@every_way
@pytest.mark.row("D8", page="/mes-contrats")
@pytest.mark.promise("I6.12")
def test_what_the_law_keeps_and_the_next_step(visit, second_year):
    be_member(visit, second_year)
    visit.open("/accueil")
    visit.press(f"Votre droit de maintien {PRODUCT}")
    visit.sees("Votre droit de maintien")
    visit.reads("au plus 120,00\u00a0€ par mois")
    visit.reads("d’après le tarif des actifs d’aujourd’hui")
    visit.reads("(vous êtes ici)")
    visit.reads("Tarif inventé pour la démonstration")
    visit.look("D8-right")
    assert sheets(visit) == 1
    visit.press("Mes contrats")
    visit.press(f"Voir ce que la loi protège {PRODUCT}")
    visit.sees("Votre droit de maintien")
