"""S4 from the other side: an adviser finds who asked, sees why nothing opened, and approves."""

import re

import lxml.html
import pytest

from espace_client.demo.staff import STAFF
from espace_client.portfolio import cast
from tests.journeys import steps
from tests.journeys.browser import DESKTOP, KEYBOARD, NO_SCRIPT, PHONE, Visit, coming
from tests.journeys.members import Card, card_of
from tests.journeys.site import Site

CLAIRE, HUGO = STAFF
NEW_EMAIL = "une.nouvelle.boite@boite.example"

two_sizes = pytest.mark.parametrize(
    "visit", [DESKTOP, PHONE], ids=lambda way: way.name, indirect=True
)
keys_and_plain = pytest.mark.parametrize(
    "visit", [KEYBOARD, NO_SCRIPT], ids=lambda way: way.name, indirect=True
)


def code_of(site: Site, email: str) -> str:
    """The code of the moment, as the guide of the demo shows it."""
    root = lxml.html.document_fromstring(site.read("/demo/"))
    return str(root.xpath("//*[@data-code=$email]/text()", email=email)[0])


def enter(visit: Visit, adviser: object = CLAIRE) -> None:
    """Password, then code."""
    visit.open("/conseillers/")
    visit.sees("Entrer au poste conseiller")
    visit.look("desk-sign-in")
    visit.hand.type("Votre adresse e-mail", adviser.email)
    visit.hand.type("Votre mot de passe", adviser.password)
    visit.press_button("Continuer")
    visit.sees("Quel code montre votre téléphone")
    visit.look("desk-code")
    visit.hand.type("Votre code", code_of(visit.site, adviser.email))
    visit.press_button("Entrer")
    visit.sees("à vérifier")


def find(visit: Visit, typed: str) -> None:
    visit.hand.type("Chercher un adhérent", typed)
    visit.press_button("Chercher")
    visit.sees("1 personne trouvée")


def ask_with_another_email(visit: Visit, card: Card) -> None:
    visit.open("/creer-mon-compte")
    steps.type_identity(visit, card)
    for label in ("Votre adresse e-mail", "Votre adresse e-mail, une deuxième fois"):
        visit.hand.type(label, NEW_EMAIL)
    visit.press_button("Valider")
    visit.sees("Regardez vos e-mails")


@pytest.mark.row("S4", page="/conseillers/")
@pytest.mark.promise("I3.4")
@pytest.mark.promise("I3.14")
def test_an_adviser_approves_a_request_after_a_call_back(visit, browser, site):
    card = card_of(cast.SALAH.household)  # born on 00/00/1938
    ask_with_another_email(visit, card)
    with coming(browser, site, DESKTOP, shots=visit.shots) as desk:
        enter(desk)
        desk.look("desk-home")
        find(desk, f"{card.last_name} {card.birth_date}")
        desk.look("desk-results")
        desk.press(f"Ouvrir le dossier de {card.full_name}")
        desk.look("desk-reason")
        desk.press_button("Appel")
        desk.sees(card.full_name)
        desk.reads("À vérifier")
        desk.look("desk-file")
        desk.press("Approuver après rappel")
        desk.look("desk-approve")
        desk.page.get_by_role("radio").first.check()
        for question in ("Adresse postale", "Date de naissance", "Option choisie"):
            desk.hand.tick(question)
        desk.press_button("Approuver et envoyer le lien")
        desk.reads("La demande est approuvée")
    steps.choose_password(visit, site.wait_for_mail(NEW_EMAIL))
    visit.open("/securite/historique")
    visit.reads(re.compile("Un conseiller a ouvert votre dossier"))


@two_sizes
@pytest.mark.row("S4", page="/conseillers/recherche")
@pytest.mark.promise("I3.14")
def test_the_desk_on_a_wide_and_on_a_narrow_screen(visit, member):
    enter(visit)
    visit.look("desk-home")
    find(visit, member.member_number)
    visit.look("desk-results")
    visit.press(f"Ouvrir le dossier de {member.full_name}")
    visit.look("desk-reason")
    visit.press_button("Contrôle")
    visit.sees(member.full_name)
    visit.look("desk-file")


@keys_and_plain
@pytest.mark.row("S4", page="/conseillers/connexion")
@pytest.mark.promise("I3.14")
def test_an_adviser_signs_in_and_searches_by_keys_alone_and_without_scripts(visit, member):
    enter(visit)
    if visit.way is KEYBOARD:
        visit.page.keyboard.press("/")
        visit.page.keyboard.insert_text(member.member_number)
        visit.page.keyboard.press("Enter")
        visit.sees("1 personne trouvée")
    else:
        find(visit, member.member_number)
    visit.press(f"Ouvrir le dossier de {member.full_name}")
    visit.press_button("Appel")
    visit.sees(member.full_name)
    visit.press_button("Me déconnecter")


@pytest.mark.row("S4", page="/conseillers/equipe")
@pytest.mark.promise("1.15")
def test_a_supervisor_invites_somebody(visit, site, browser):
    enter(visit, HUGO)
    visit.press("Équipe")
    visit.look("desk-team")
    visit.press("Inviter quelqu’un")
    visit.look("desk-invite")
    visit.hand.type("Prénom et nom", "Zoé Perrin")
    visit.hand.type("Adresse e-mail professionnelle", "zoe.perrin@horizon.example")
    visit.page.get_by_role("radio", name="Conseiller").check()
    visit.press_button("Envoyer l’invitation")
    visit.reads("est partie")
    mail = site.wait_for_mail("zoe.perrin@horizon.example")
    with coming(browser, site, PHONE, shots=visit.shots) as newcomer:
        [link] = [link for link in mail.links if "/conseillers/invitation/" in link]
        newcomer.page.goto(link)
        newcomer.sees("Choisissez votre mot de passe")
        newcomer.look("desk-invitation")
        newcomer.hand.type("Votre mot de passe", "trois girafes dans le tram")
        newcomer.press_button("Continuer")
        newcomer.sees("Reliez votre téléphone")
        newcomer.look("desk-telephone")
