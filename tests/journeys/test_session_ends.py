"""S1: the session says that it will end, goes on by one button, and loses nothing."""

from datetime import timedelta

import pytest

from tests.journeys import steps
from tests.journeys.browser import DESKTOP, NO_SCRIPT, PHONE, Visit
from tests.journeys.members import PASSWORD
from tests.journeys.prepared import be_member
from tests.journeys.site import Site

two_sizes = pytest.mark.parametrize(
    "visit", [DESKTOP, PHONE], ids=lambda way: way.name, indirect=True
)
ASK = "/attestation-affiliation"


def pass_time(visit: Visit, site: Site, minutes: int) -> None:
    """On both sides: the clock of the browser and that of the site."""
    site.let_pass(timedelta(minutes=minutes))
    visit.page.clock.fast_forward(minutes * 60_000)
    visit.page.clock.run_for(6_000)


@two_sizes
@pytest.mark.row("S1", page="/session/continuer")
@pytest.mark.promise("I4.10")
def test_it_warns_goes_on_and_keeps_what_was_written(visit, site, member):
    be_member(visit, member)
    visit.page.clock.install()
    visit.open(ASK)
    visit.hand.choose("Un employeur")
    visit.hand.choose("Un jour passé")
    day = visit.page.get_by_label("Année").first
    day.fill("2022")

    pass_time(visit, site, 26)
    dialog = visit.page.get_by_role("dialog", name="Votre session va se fermer")
    dialog.wait_for()
    visit.look("S1-session-soon")
    assert visit.page.evaluate("document.activeElement.textContent") == "Continuer"
    visit.page.keyboard.press("Enter")
    dialog.wait_for(state="hidden")
    assert visit.page.evaluate("document.activeElement.name") == "day_year", "the focus is back"

    pass_time(visit, site, 26)
    dialog.wait_for()
    pass_time(visit, site, 5)
    ended = visit.page.get_by_role("dialog", name="Votre session est fermée")
    ended.wait_for()
    visit.look("S1-session-ended")
    visit.page.keyboard.press("Enter")
    sign_in_again(visit, member)
    visit.reads("Nous avons gardé ce que vous aviez écrit")
    assert visit.page.get_by_label("Année").first.input_value() == "2022"
    visit.look("S1-session-draft")


@pytest.mark.parametrize("visit", [NO_SCRIPT], ids=lambda way: way.name, indirect=True)
@pytest.mark.row("S1", page="/attestation-affiliation")
@pytest.mark.promise("I4.10")
def test_without_scripts_nothing_is_lost_either(visit, site, member):
    be_member(visit, member)
    visit.open(ASK)
    if visit.page.get_by_label(member.full_name).count():  # asked of a household of several
        visit.hand.tick(member.full_name)
    visit.hand.choose("Un employeur")
    visit.hand.choose("Aujourd’hui")
    site.let_pass(timedelta(minutes=31))
    visit.press_button("Préparer mon attestation")
    sign_in_again(visit, member)
    visit.reads("Nous avons gardé ce que vous aviez écrit")
    visit.press_button("Préparer mon attestation")
    visit.sees("Votre attestation est prête")


def sign_in_again(visit, member):
    visit.sees("Me connecter")
    visit.reads("Ce que vous aviez écrit est gardé")
    visit.hand.type(steps.IDENTIFIER, member.email)
    visit.hand.type("Votre mot de passe", PASSWORD)
    visit.press_button("Me connecter")
    visit.sees("Demander une attestation d’affiliation")
