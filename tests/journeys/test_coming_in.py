"""S3: from the insurer's site to the form of eight digits, and from the old addresses."""

from datetime import datetime

import pytest

from tests.bench.clock import PARIS
from tests.journeys import steps
from tests.journeys.browser import DESKTOP, PHONE, every_way


@every_way
@pytest.mark.row("S3", page="/acces")
def test_the_way_of_the_deck_leads_to_the_account(visit):
    visit.open("/")
    visit.sees("Votre espace client santé")
    visit.look("S3-front-door")
    visit.press("Accéder à mon espace")
    visit.sees("Pour quel contrat venez-vous")
    visit.look("S3-domain")
    visit.press("Santé et prévoyance")
    visit.sees("Quel numéro avez")
    visit.look("S3-number")
    steps.choose_eight_digits(visit)
    visit.sees("Avez‑vous déjà un compte")
    visit.look("S3-eight-digits")
    visit.press("Créer mon compte")
    visit.sees("Votre identité, comme sur la carte")


@pytest.mark.row("S3", page="/toutm")
@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/toutm", "Pour quel contrat venez-vous"),
        ("/toutm/connexion", "Me connecter"),
        ("/extranet/login.do", "Me connecter"),
        ("/toutm/mes-garanties", "Me connecter"),
    ],
)
def test_an_address_of_the_old_portal_still_leads_somewhere(visit, address, heading):
    visit.open(address)
    visit.sees(heading)


@pytest.mark.row("S3", page="/acces/sante-prevoyance/autre-forme")
@pytest.mark.parametrize("visit", [DESKTOP, PHONE], ids=lambda way: way.name, indirect=True)
@pytest.mark.parametrize("path", ["autre-forme", "pas-de-carte"])
def test_another_number_gets_help(visit, path):
    visit.open(f"/acces/sante-prevoyance/{path}")
    visit.look(f"S3-{path}")


@pytest.mark.row("S3", page="/")
@pytest.mark.promise("I2.17")
def test_before_the_opening_each_door_says_when(visit, site):
    with site.on(datetime(2022, 3, 9, 9, 0, tzinfo=PARIS)):
        for path in ("/", "/acces/sante-prevoyance/8-chiffres", "/creer-mon-compte", "/connexion"):
            visit.open(path)
            visit.reads("24 mars 2022")
            visit.look("S3-not-open-yet" if path == "/connexion" else "")
