"""A forgotten password: by mail from any device, by text message, and a link that is too old."""

from datetime import timedelta

import pytest

from tests.journeys import steps
from tests.journeys.browser import PHONE, Visit, coming, every_way
from tests.journeys.members import Card
from tests.journeys.prepared import be_member
from tests.journeys.site import wait_for

pytestmark = [pytest.mark.row("S2", page="/mot-de-passe-oublie"), pytest.mark.promise("I4.9")]
NEW = "sept marmottes jouent du tambour"


def open_account(visit: Visit, card: Card) -> None:
    """An account that its owner has left."""
    be_member(visit, card)
    visit.open("/accueil")
    steps.sign_out(visit)


def ask(visit: Visit, typed: str, way: str) -> None:
    visit.open("/connexion")
    visit.press("J’ai oublié mon mot de passe")
    visit.sees("Avec quoi vous connectez-vous")
    visit.look("S2-forgotten")
    visit.hand.type("Votre adresse e-mail, ou votre numéro d’adhérent", typed)
    visit.press_button(way)


def reset_links(visit: Visit, card: Card) -> list[str]:
    """The links that came for another password, the oldest first."""
    mails = [m for m in visit.site.mails(card.email) if m.subject.startswith("Choisir un nouveau")]
    return [link for mail in mails for link in mail.links if "/mot-de-passe-oublie/" in link]


def link_of(visit: Visit, card: Card, count: int = 1) -> str:
    return wait_for(lambda: reset_links(visit, card), count, f"link to {card.email}")


def choose(visit: Visit) -> None:
    visit.sees("Choisissez un nouveau mot de passe")
    visit.look("S2-reset")
    visit.hand.type("Votre mot de passe", NEW)
    visit.press_button("Enregistrer et entrer")
    visit.sees("Votre mot de passe est changé")
    visit.look("S2-reset-done")


@every_way
def test_by_mail(visit, member):
    open_account(visit, member)
    ask(visit, member.email, "Recevoir un e-mail")
    visit.sees("Regardez vos e-mails")
    visit.look("S2-reset-sent")
    link = link_of(visit, member)
    visit.page.goto(link)
    assert link.rpartition("/")[2] not in visit.page.url
    choose(visit)
    visit.press("Aller à mon espace")
    visit.sees("Bonjour")
    steps.sign_out(visit)
    steps.sign_in(visit, member, NEW)
    visit.page.goto(link)
    visit.sees("Ce lien a déjà servi")


@pytest.mark.promise("1.5")
def test_a_link_that_is_too_old_offers_another_with_one_button(visit, browser, site, member):
    open_account(visit, member)
    ask(visit, member.member_number, "Recevoir un e-mail")
    visit.sees("Regardez vos e-mails")
    old = link_of(visit, member)
    site.let_pass(timedelta(hours=1, minutes=1))
    with coming(browser, site, PHONE, shots=visit.shots) as device:
        device.page.goto(old)
        device.sees("Ce lien a expiré")
        device.look("S2-reset-expired")
        device.press_button("Recevoir un nouveau lien")
        device.sees("Regardez vos e-mails")
        device.page.goto(link_of(device, member, 2))
        choose(device)


def test_by_text_message(visit, site, reached):
    member, mobile = reached
    open_account(visit, member)
    ask(visit, member.email, "Recevoir un code par texto")
    visit.sees("Quel code avez-vous reçu par texto")
    text = site.wait_for_text(mobile).text
    code = next(word for word in text.split() if word.isdigit() and len(word) == 6)
    visit.hand.type("Le code du message", "12345")
    visit.press_button("Continuer")
    visit.page.get_by_role("alert").first.wait_for()
    visit.look("S2-reset-code")
    visit.hand.type("Le code du message", code)
    visit.press_button("Continuer")
    choose(visit)
