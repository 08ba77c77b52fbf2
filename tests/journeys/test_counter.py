"""S13: at a counter. The card sent to a professional, and the card seen without a password."""

from pathlib import Path

import cv2
import numpy
import pytest

from tests.journeys.browser import DESKTOP, Visit, coming, every_way
from tests.journeys.members import Card
from tests.journeys.prepared import be_member
from tests.journeys.site import wait_for

PHARMACY = "accueil.{number}@pharmacie.example"


def mailbox(card: Card) -> str:
    """One for each journey: a mailbox of the demo is never emptied."""
    return PHARMACY.format(number=card.member_number)


def link_to(visit: Visit, email: str) -> str:
    """The link in the mail that came to the counter."""

    def links() -> list[str]:
        return [one for mail in visit.site.mails(email) for one in mail.links if "recue/" in one]

    return wait_for(links, 1, f"card to {email}")


@every_way
@pytest.mark.row("S13", page="/ma-carte/envoyer")
@pytest.mark.promise("I6.13")
def test_sent_to_the_pharmacist_who_opens_it(visit, browser, site, couple):
    email = mailbox(couple.card)
    be_member(visit, couple.card)
    visit.open("/ma-carte")
    visit.press("L’envoyer à un professionnel")
    visit.sees("À qui envoyer votre carte")
    visit.look("S13-send")
    visit.hand.type("L’adresse e-mail du professionnel", email)
    visit.press_button("Envoyer ma carte")
    visit.sees("Votre carte est envoyée")
    visit.reads("Pas encore ouverte")
    visit.look("S13-sent")
    link = link_to(visit, email)
    assert square_on(visit) == link

    with coming(browser, site, DESKTOP, shots=visit.shots) as pharmacist:
        pharmacist.page.goto(link)
        pharmacist.sees("vous montre sa carte")
        assert link.rpartition("/")[2] not in pharmacist.page.url
        pharmacist.look("S13-received")
        pharmacist.press_button("Voir la carte")
        pharmacist.sees("Carte de tiers payant")
        pharmacist.reads(couple.card.full_name)
        pharmacist.look("S13-received-card")
        with pharmacist.page.expect_download() as download:
            pharmacist.page.get_by_role("link", name="Télécharger la carte").click()
        assert Path(download.value.path()).read_bytes().startswith(b"%PDF")

        visit.open("/ma-carte")
        visit.reads("Ouverte le")
        visit.look("S13-card-links")
        visit.hand.press(f"Arrêter ce lien {email}", "button")
        visit.sees("Ce lien est arrêté")
        visit.look("S13-stopped")
        pharmacist.page.reload()
        pharmacist.sees("Ce lien est arrêté")
        pharmacist.look("S13-received-over")

    visit.open("/securite/historique")
    visit.reads("ouverte par le lien envoyé")


def square_on(visit: Visit) -> str:
    """What a camera reads on the screen, by another library than the one that drew it."""
    seen = visit.page.locator("img.square").screenshot()
    drawn = cv2.imdecode(numpy.frombuffer(seen, numpy.uint8), cv2.IMREAD_GRAYSCALE)
    text, _where, _straight = cv2.QRCodeDetectorAruco().detectAndDecode(drawn)
    return text


@every_way
@pytest.mark.row("S13", page="/ma-carte-vite")
@pytest.mark.promise("I6.14")
def test_at_the_pharmacy_without_a_password(visit, site, reached):
    card, mobile = reached
    day, month, year = card.birth
    visit.open("/")
    visit.press("Je suis à la pharmacie : voir ma carte")
    visit.sees("Voir ma carte, tout de suite")
    visit.look("S13-quick")
    visit.hand.type("Votre numéro d’adhérent", card.member_number)
    visit.hand.type("Jour", day)
    visit.hand.type("Mois", month)
    visit.hand.type("Année", year)
    visit.press_button("Recevoir un code par texto")
    visit.sees("Quel code avez-vous reçu par texto")
    text = site.wait_for_text(mobile).text
    code = next(word for word in text.split() if word.isdigit() and len(word) == 6)
    visit.hand.type("Le code du texto", "12345")
    visit.press_button("Voir ma carte")
    visit.page.get_by_role("alert").first.wait_for()
    visit.look("S13-quick-code")
    visit.hand.type("Le code du texto", code)
    visit.press_button("Voir ma carte")
    visit.sees("Montrez cette carte")
    visit.reads(card.full_name)
    visit.look("S13-quick-card")
    visit.open("/mes-documents")
    visit.sees("Me connecter")
    visit.open("/ma-carte-vite/carte")
    visit.press_button("J’ai fini : cacher ma carte")
    visit.sees("Voir ma carte, tout de suite")
    visit.open("/ma-carte-vite/carte")
    visit.sees("Voir ma carte, tout de suite")
