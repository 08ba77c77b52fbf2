"""S13: the card over a counter, on paper, and on a telephone without a network."""

from datetime import timedelta

import pytest

from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.french import date_in_words
from tests.bench.pdf import Document
from tests.bench.squares import squares_in
from tests.journeys import steps
from tests.journeys.browser import DESKTOP, KEYBOARD, NO_SCRIPT, PHONE, Visit
from tests.journeys.members import Card
from tests.journeys.prepared import be_member
from tests.journeys.site import Site

PAGE = "/ma-carte/sur-ce-telephone"
three_ways = pytest.mark.parametrize(
    "visit", [DESKTOP, KEYBOARD, NO_SCRIPT], ids=lambda way: way.name, indirect=True
)
on_a_phone = pytest.mark.parametrize("visit", [PHONE], ids=["phone"], indirect=True)


def today(site: Site) -> str:
    """The day of the site, which other journeys may have moved."""
    return date_in_words(date_in_paris(site.now)).replace("\u00a0", " ")


def arrive(visit: Visit, couple) -> None:
    steps.choose_password(visit, steps.ask_for_account(visit, couple.card))
    visit.open("/ma-carte")
    visit.sees("Ma carte")


@three_ways
@pytest.mark.row("S13", page="/ma-carte")
@pytest.mark.promise("8.11")
@pytest.mark.promise("I6.4")
def test_the_card_on_paper(visit, couple, tmp_path):
    arrive(visit, couple)
    visit.look("S13-card")
    button = visit.page.get_by_role("button", name="Télécharger ma carte").first
    with visit.page.expect_download() as download:
        if visit.way is KEYBOARD:
            button.focus()
            visit.page.keyboard.press("Enter")
        else:
            button.click()
    download.value.save_as(tmp_path / "carte.pdf")
    content = (tmp_path / "carte.pdf").read_bytes()
    document = Document(content)
    assert list(document.faults()) == []
    assert couple.spouse.split(" ", 1)[1] in document.text
    (address,) = squares_in(content)
    visit.open(address.removeprefix(visit.site.address.rstrip("/")))
    visit.sees("Oui, ce document est authentique")


@on_a_phone
@pytest.mark.row("S13", page="/ma-carte")
@pytest.mark.row("D14", page="/ma-carte")
@pytest.mark.promise("I6.5")
def test_the_card_without_a_network(visit, site, couple):
    visit.page.clock.set_fixed_time(site.now)
    arrive(visit, couple)
    visit.look("S13-card")
    visit.press("La garder sur ce téléphone, même sans réseau")
    visit.sees("Ma carte, sur ce téléphone")
    visit.reads(f"Vérifiée le {today(site)}")
    visit.look("S13-keep")
    visit.press_button("Garder ma carte sur ce téléphone")
    visit.reads("Cette carte est gardée")
    visit.look("S13-kept")

    # In the cellar of the pharmacy, signed out, next week.
    visit.page.context.set_offline(True)
    visit.open(PAGE)
    visit.reads(couple.card.full_name)
    visit.reads(f"Vérifiée le {today(site)}")
    visit.look("S13-offline")
    visit.page.context.set_offline(False)
    visit.page.context.clear_cookies()
    visit.open(PAGE)
    visit.reads(couple.card.full_name)

    # Its days are over, and it says so by itself.
    visit.page.context.set_offline(True)
    visit.page.clock.set_fixed_time(site.now + timedelta(days=300))
    visit.open(PAGE)
    visit.reads("Les jours de cette carte sont finis")
    visit.press_button("Ne plus la garder ici")
    visit.page.get_by_role("button", name="Garder ma carte").wait_for()
    visit.page.context.set_offline(False)
    visit.open(PAGE)
    visit.page.get_by_role("heading", level=1, name="Me connecter").wait_for()


@on_a_phone
@pytest.mark.row("D14", page="/ma-carte")
@pytest.mark.promise("I6.5")
def test_two_people_share_a_tablet(visit, site, couple, member):
    """What one of them kept stays hers until she, or the other by the same button, asks."""
    hers, his = couple.card, member
    context = visit.page.context
    visit.page.clock.set_fixed_time(site.now)
    be_member(visit, hers)
    visit.open(PAGE)
    visit.press_button("Garder ma carte sur ce téléphone")
    visit.reads("Cette carte est gardée")
    context.clear_cookies()

    be_member(visit, his)
    visit.open(PAGE)
    visit.reads(his.full_name)
    keep = visit.page.get_by_role("button", name="Garder ma carte")
    keep.wait_for()
    assert not visit.page.get_by_text("Cette carte est gardée").is_visible()
    visit.open(PAGE)  # the worker had the time to keep what it should not
    without_a_network(visit, hers, not_of=his)

    visit.open(PAGE)
    visit.press_button("Garder ma carte sur ce téléphone")
    visit.reads("Cette carte est gardée")
    without_a_network(visit, his, not_of=hers)
    context.clear_cookies()
    visit.open(PAGE)
    visit.reads(his.full_name)


def without_a_network(visit: Visit, card: Card, *, not_of: Card) -> None:
    """The kept page is that of *card*."""
    visit.page.wait_for_load_state("networkidle")
    visit.page.context.set_offline(True)
    visit.open(PAGE)
    visit.reads(card.full_name)
    assert not_of.full_name not in visit.page.inner_text("main")
    visit.page.context.set_offline(False)
