"""An account without e-mail: a letter is asked for, and leads to the card in four screens."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from tests.journeys import steps
from tests.journeys.browser import DESKTOP, PHONE, Visit, coming, every_way
from tests.journeys.members import PASSWORD, Card
from tests.journeys.site import SentLetter

pytestmark = [pytest.mark.row("S2", page="/courrier"), pytest.mark.promise("I4.5")]


def code_of(letter: SentLetter) -> str:
    """The twelve characters that are printed big."""
    return next(line for line in letter.text.split("\n") if len(line) == 14 and "-" in line)


def ask(visit: Visit, card: Card) -> None:
    """Ask for the letter with what the card says."""
    day, month, year = card.birth
    hand = visit.hand
    hand.type("Votre numéro d’adhérent", card.member_number)
    hand.type("Votre nom", card.last_name)
    hand.type("Votre prénom", card.first_name)
    hand.type("Jour", day)
    hand.type("Mois", month)
    hand.type("Année", year)
    visit.press_button("Recevoir un code par courrier")


def open_account(visit: Visit, letter: SentLetter) -> None:
    """Use the letter, to the page that says how to come back."""
    visit.open("/courrier")
    visit.hand.type("Le code de votre courrier", code_of(letter))
    visit.press_button("Continuer")
    visit.sees("Choisissez votre mot de passe")
    visit.hand.type("Votre mot de passe", PASSWORD)
    visit.hand.tick("J’ai lu et j’accepte")
    visit.press_button("Enregistrer et entrer")
    visit.sees("Votre compte est ouvert")


@pytest.mark.promise("I4.9")
@pytest.mark.parametrize("visit", [DESKTOP, PHONE], ids=lambda way: way.name, indirect=True)
def test_a_forgotten_password_by_letter(visit, site, member):
    visit.open("/creer-mon-compte/sans-e-mail")
    ask(visit, member)
    open_account(visit, site.wait_for_letter(member.full_name))
    steps.sign_out(visit)
    visit.open("/mot-de-passe-oublie")
    visit.hand.type("Votre adresse e-mail, ou votre numéro d’adhérent", member.member_number)
    visit.look("S2-forgotten")
    visit.press_button("Recevoir un code par courrier")
    visit.sees("Votre demande est notée")
    visit.look("S2-reset-letter-asked")
    letter = site.wait_for_letter(member.full_name, 3)
    assert letter.subject == "Votre code pour changer de mot de passe"
    site.let_pass(timedelta(days=3))
    visit.press("J’ai reçu un courrier avec un code")
    visit.hand.type("Le code de votre courrier", code_of(letter))
    visit.press_button("Continuer")
    visit.sees("Choisissez un nouveau mot de passe")
    visit.look("S2-reset-by-letter")
    visit.hand.type("Votre mot de passe", "trois girafes dans un ascenseur")
    visit.press_button("Enregistrer et entrer")
    visit.sees("Votre mot de passe est changé")
    visit.open("/ma-carte")
    visit.reads(member.full_name)


@every_way
def test_from_the_letter_to_the_card_in_four_screens(visit, browser, site, member):
    steps.come_in(visit)
    visit.press("Je n’ai pas d’adresse e-mail")
    visit.sees("Créer mon compte sans e-mail")
    visit.look("S2-without-email")
    ask(visit, member)
    visit.sees("Votre demande est notée")
    visit.look("S2-letter-on-its-way")

    letter = site.wait_for_letter(member.full_name)
    assert letter.subject == "Votre code pour ouvrir votre espace sans e-mail"
    assert member.member_number not in letter.text
    site.let_pass(timedelta(days=3))
    with coming(browser, site, visit.way, shots=visit.shots) as device:
        screens: list[str] = []
        device.page.on("domcontentloaded", lambda page: screens.append(urlsplit(page.url).path))
        device.open("/courrier")
        device.hand.type("Le code de votre courrier", code_of(letter))
        device.press_button("Continuer")
        device.sees("Choisissez votre mot de passe")
        device.look("S2-letter-password")
        device.hand.type("Votre mot de passe", PASSWORD)
        device.hand.tick("J’ai lu et j’accepte")
        device.press_button("Enregistrer et entrer")
        device.sees("Votre compte est ouvert")
        device.look("S2-letter-done")
        device.press("Voir ma carte")
        device.sees("Ma carte")
        device.reads(member.full_name)
        device.look("S2-card")
        assert screens == ["/courrier", "/courrier/mot-de-passe", "/courrier/fait", "/ma-carte"]
        device.open("/securite/feuille-de-codes")
        device.sees("Ma feuille de codes")
        device.reads("Il vous reste 10\u00a0codes")
        device.look("S2-sheet")
