"""S6: one's guarantees in plain words and in euros, for somebody who knows nothing of insurance."""

import csv
import re
from collections.abc import Callable

import pytest

from tests.journeys import steps
from tests.journeys.browser import DESKTOP, PHONE, Visit, every_way
from tests.journeys.members import Card, Couple, Unused
from tests.journeys.site import Site

pytestmark = pytest.mark.row("S6", page="/mes-garanties")
phone_and_desktop = pytest.mark.parametrize(
    "visit", [DESKTOP, PHONE], ids=["desktop", "phone"], indirect=True
)


def of_option(site: Site, option: str, *, since: str = "") -> Callable[[Card], bool]:
    """Whose only contract has that option of the demo's product, from a year on if one is told."""
    with (site.data / "portfolio/contrats.csv").open(encoding="utf-8") as file:
        holders = {
            line["reference_titulaire"]
            for line in csv.DictReader(file, delimiter=";")
            if (line["produit"], line["option"]) == ("retraites-horizon", option)
            and line["date_debut"][6:] <= (since or "9999")
        }
    return lambda card: f"P{card.member_number}" in holders


@pytest.fixture
def stranger_to_insurance(unused: Unused, running_site: Site) -> Card:
    """Somebody with the option in the middle, covered for some years."""
    return unused.member(of_option(running_site, "equilibre", since="2020"))


def left_to_pay(visit: Visit, price: str) -> str:
    """What the example at that price says, as a reader finds it: the price, then what is left."""
    example = visit.page.locator(".example:visible").filter(has_text=price).first
    return example.locator("strong").inner_text().replace("\u00a0", " ")


@every_way
@pytest.mark.promise("I6.3")
@pytest.mark.promise("I6.17")
def test_what_is_left_to_pay_on_a_crown_of_539_euros(visit, stranger_to_insurance):
    steps.choose_password(visit, steps.ask_for_account(visit, stranger_to_insurance))
    visit.open("/accueil")
    visit.press("Mes garanties en clair")
    visit.sees("Mes garanties")
    visit.look("S6-guarantees")
    visit.hand.type("Quel soin cherchez-vous\u00a0?", "courone")
    visit.press_button("Chercher")
    visit.reads("de votre tableau parlent de")
    visit.reads("Nous avons compris")
    assert left_to_pay(visit, "539,00") == "Il vous reste à payer 299,00 €"
    visit.look("S6-crown")
    visit.press("Voir tout le tableau")
    visit.sees("Mes garanties")
    visit.hand.type("Quel soin cherchez-vous\u00a0?", "xylophone")
    visit.press_button("Chercher")
    visit.reads("Nous n’avons pas compris")
    visit.look("S6-not-understood")


@phone_and_desktop
def test_another_option_and_another_year(visit, stranger_to_insurance):
    steps.choose_password(visit, steps.ask_for_account(visit, stranger_to_insurance))
    visit.open("/mes-garanties")
    visit.press("Comparer avec une autre option")
    visit.sees("Comparer avec quelle option")
    visit.press("Confort")
    visit.sees("Option Équilibre et option Confort")
    visit.reads("Un changement d’option se demande à un conseiller")
    if visit.way is PHONE:  # each heading is folded there
        visit.page.get_by_role("heading", name="Dentaire").click()
    row = visit.page.get_by_role("row").filter(has_text="Prothèses à tarif libre").first
    said = row.inner_text().replace("\u00a0", " ")
    assert re.search(r"payer 299,00 €.*payer 179,00 €", said, re.DOTALL)
    visit.look("S6-compare")
    visit.press("Mes garanties")
    visit.press("2021")
    visit.sees("Mes garanties en 2021")
    visit.reads("Tableau de 2021")
    assert not visit.page.get_by_text("Rien n’est encore utilisé").count()
    visit.look("S6-year")


@phone_and_desktop
def test_a_telephone_shows_one_heading_at_a_time(visit, stranger_to_insurance):
    steps.choose_password(visit, steps.ask_for_account(visit, stranger_to_insurance))
    visit.open("/mes-garanties")
    narrow = visit.page.viewport_size["width"] < 700
    room = visit.page.get_by_text("Chambre particulière").and_(visit.page.locator("th"))
    assert room.is_visible() is not narrow
    visit.look("S6-headings")
    visit.page.get_by_role("link", name="Hospitalisation").first.click()
    room.wait_for(state="visible")
    visit.look("S6-heading-open")


@pytest.fixture
def couple_with_glasses(unused: Unused, running_site: Site) -> Couple:
    """A couple of whom the holder had glasses in 2021 or 2022: one pair in two years."""
    with (running_site.data / "portfolio/remboursements.csv").open(encoding="utf-8") as file:
        had = {
            line["reference_personne"]
            for line in csv.DictReader(file, delimiter=";")
            if line["soin"] == "lunettes_complexes"
        }
    return unused.couple(lambda one: f"P{one.card.member_number}" in had)


@every_way
@pytest.mark.promise("I6.2")
@pytest.mark.promise("I5.16")
def test_what_is_left_of_a_guarantee_and_when_it_renews(visit, couple_with_glasses):
    couple = couple_with_glasses
    steps.choose_password(visit, steps.ask_for_account(visit, couple.card))
    visit.open("/mes-garanties")
    visit.hand.type("Quel soin cherchez-vous\u00a0?", "lunettes")
    visit.press_button("Chercher")
    visit.reads("0\u00a0équipement")
    visit.reads("Prochain renouvellement")
    visit.look("S6-left")
    visit.press(couple.spouse)
    visit.reads(f"Ce qui reste à {couple.spouse} ne se lit pas ici")
    assert not visit.page.get_by_text("Prochain renouvellement").count()
    visit.look("S6-left-of-another")
