"""D4: « Combien me sera remboursé ? », for a member and for a visitor who is a stranger to it."""

import pytest

from tests.journeys import steps
from tests.journeys.browser import Visit, every_way

pytestmark = [pytest.mark.row("D4", page="/simulateur"), pytest.mark.promise("I5.11")]


def choose(visit: Visit, *links: str) -> None:
    """Follow these links, one a page."""
    for link in links:
        steps.press_starting(visit, link)


@every_way
def test_a_visitor_tries_a_crown_with_the_sample_contract(visit):
    """Somebody who knows nothing of insurance: what is left to pay on a crown at 539 €?"""
    visit.open("/")
    visit.press("Essayer le calcul")
    visit.sees("Combien me sera remboursé")
    visit.reads("contrat d’exemple, inventé")
    visit.look("D4-sample")
    visit.hand.type("Écrivez le soin", "courone molaire")
    visit.press_button("Chercher ce soin")
    visit.reads("Est-ce l’un de ces soins")
    visit.look("D4-found")
