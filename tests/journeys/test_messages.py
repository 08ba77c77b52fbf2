"""S11: a message, its answer; and one that becomes a complaint, with its legal dates."""

import pytest

from tests.journeys.browser import DESKTOP, KEYBOARD, NO_SCRIPT, PHONE, Visit, coming, every_way
from tests.journeys.members import Card
from tests.journeys.prepared import be_member
from tests.journeys.test_card_again import REFERENCE
from tests.journeys.test_desk import enter

WORDS = "C’est inadmissible, j’attends ma carte depuis trois semaines."


def write(visit: Visit) -> str:
    """From the first page to the message that is sent; its reference."""
    visit.open("/accueil")
    visit.press("Mes messages")
    visit.sees("Mes messages")
    visit.look("S11-empty")
    visit.press("Écrire à un conseiller")
    visit.sees("Écrire à un conseiller")
    visit.look("S11-write")
    visit.page.get_by_label("De quoi s’agit-il").select_option("carte")
    visit.hand.type("Votre message", WORDS)
    visit.press_button("Envoyer mon message")
    visit.reads("Envoyé.")
    visit.look("S11-sent")
    found = REFERENCE.search(visit.page.inner_text("main"))
    assert found
    return found[0]


@every_way
@pytest.mark.row("S11", page="/mes-messages")
@pytest.mark.promise("I7.14")
@pytest.mark.promise("I7.15")
def test_a_message_that_becomes_a_complaint(visit, site, member):
    be_member(visit, member)
    reference = write(visit)
    visit.reads("Rien ne vous y oblige")
    visit.press("Voir ce que cela change")
    visit.sees("En faire une réclamation")
    visit.reads("accusé de réception écrit")
    visit.look("S11-complain")
    visit.press_button("Oui, c’est une réclamation")
    visit.reads("C’est une réclamation depuis le")
    visit.look("S11-complaint")
    about = [mail for mail in site.mails(member.email) if reference in mail.subject]
    assert not any("inadmissible" in mail.text for mail in about)


@pytest.mark.row("S11", page="/conseillers/messages")
@pytest.mark.promise("I7.14")
@pytest.mark.promise("I7.17")
def test_the_adviser_answers_and_the_member_reads_it(visit, site, browser, member: Card):
    be_member(visit, member)
    reference = write(visit)
    with coming(browser, site, DESKTOP, shots=visit.shots) as desk:
        enter(desk)
        desk.press("Messages")
        desk.reads("la promesse la plus proche")
        desk.look("desk-messages")
        desk.hand.type("Chercher un adhérent", reference)
        desk.press_button("Chercher")
        desk.press_button("Appel")
        desk.hand.type("Chercher un adhérent", reference)
        desk.press_button("Chercher")
        desk.reads("j’attends ma carte")
        desk.look("desk-message")
        desk.press_button("Prendre")
        desk.press("Répondre")
        desk.hand.type("Votre réponse", "Votre carte est partie hier, elle arrive lundi ou mardi.")
        desk.look("desk-answer")
        desk.press_button("Envoyer la réponse")
        desk.reads("Répondu")
    visit.open("/mes-messages")
    visit.reads("Une réponse vous attend")
    visit.press("Ma carte de tiers payant")
    visit.reads("elle arrive lundi ou mardi")
    visit.look("S11-answered")
    visit.hand.type("Votre réponse", "Merci, je vous dirai si elle est arrivée.")
    visit.press_button("Envoyer")
    visit.reads("Relancé par vous")


@pytest.mark.parametrize(
    "visit", [PHONE, KEYBOARD, NO_SCRIPT], ids=lambda way: way.name, indirect=True
)
@pytest.mark.row("S11", page="/nous-ecrire")
@pytest.mark.promise("I7.14")
def test_a_message_without_an_account(visit):
    visit.open("/nous-ecrire")
    visit.look("S11-public")
    visit.hand.type("Votre prénom et votre nom", "Zoé Roy")
    visit.hand.type("Votre adresse e-mail", "zoe.roy@boite.example")
    visit.page.get_by_label("De quoi s’agit-il").select_option("carte")
    visit.hand.type("Votre message", "Je voudrais savoir comment obtenir une carte.")
    visit.press_button("Envoyer mon message")
    visit.sees("C’est envoyé")
    assert REFERENCE.search(visit.page.inner_text("main"))
    visit.look("S11-public-sent")
