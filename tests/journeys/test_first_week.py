"""A newcomer lets a first week pass in the demo, and looks at it from both sides."""

from collections.abc import Iterator

import pytest

from espace_client.demo.staff import MEMBERS_PASSWORD
from espace_client.portfolio.beside import ROLAND
from tests.bench.environment import VAR
from tests.journeys import steps
from tests.journeys.browser import DESKTOP, PHONE, coming
from tests.journeys.members import card_of
from tests.journeys.site import Site, started
from tests.journeys.test_desk import HUGO, enter

_A_WEEK = 60_000  # milliseconds, for what takes five seconds on a machine at rest


@pytest.fixture(scope="module")
def own_site() -> Iterator[Site]:
    """A demo of its own: that week passes once."""
    with started(VAR / "journeys" / "first-week", "--members", "12") as site:
        yield site


def test_a_week_that_passed_is_seen_from_both_sides(own_site: Site, browser, request) -> None:
    shots = request.config.getoption("--screenshots")
    with coming(browser, own_site, DESKTOP, shots=shots) as visit:
        visit.open("/demo/")
        visit.page.set_default_timeout(_A_WEEK)
        visit.press_button("Laisser passer une semaine")
        visit.reads(MEMBERS_PASSWORD)
        visit.reads("jeudi 31 mars 2022")
        visit.look("demo-first-week")
        assert not visit.page.get_by_role("button", name="Laisser passer une semaine").count()
    with coming(browser, own_site, PHONE, shots=shots) as roland:
        card = card_of(ROLAND.household)
        steps.sign_in(roland, card, MEMBERS_PASSWORD)
        roland.open("/mes-demandes")
        roland.reads("C’est à vous d’agir")
        roland.look("demo-week-roland")
        roland.press("Autre remboursement")
        roland.reads("Le bas de la page est coupé.")
        roland.look("demo-week-roland-request")
    with coming(browser, own_site, DESKTOP, shots=shots) as hugo:
        enter(hugo, HUGO)
        hugo.press("Demandes")
        hugo.look("demo-week-queue")
        hugo.reads("Mathieu Morin")
        hugo.press("Messages")
        hugo.look("demo-week-messages")
        hugo.reads("Réclamation")
        hugo.press("Virements")
        hugo.look("demo-week-payments")
        hugo.reads("EC-INCONNUE-1")
