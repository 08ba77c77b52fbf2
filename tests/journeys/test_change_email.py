"""The e-mail that one signs in with is changed from « Ma sécurité », then taken back."""

import pytest

from tests.journeys import steps
from tests.journeys.browser import PHONE, Visit, coming, every_way
from tests.journeys.members import PASSWORD, Card
from tests.journeys.prepared import be_member
from tests.journeys.site import SentMail, wait_for

pytestmark = [
    pytest.mark.row("S2", page="/securite/adresse-e-mail"),
    pytest.mark.promise("I4.13"),
    pytest.mark.promise("1.10"),
]


def mails_about(visit: Visit, to: str, subject: str) -> list[SentMail]:
    return [mail for mail in visit.site.mails(to) if mail.subject.startswith(subject)]


def mail_about(visit: Visit, to: str, subject: str, count: int = 1) -> SentMail:
    """The newest mail of that subject, once *count* have come."""
    return wait_for(lambda: mails_about(visit, to, subject), count, f"« {subject} » to {to}")


def code_in(mail: SentMail) -> str:
    lines = [line.strip(" *()") for line in mail.text.split("\n")]
    return next(line for line in lines if len(line) == 6 and line.isdigit())


def step_up(visit: Visit, card: Card) -> None:
    """Show the password and a code again."""
    visit.sees("Est-ce bien vous")
    visit.look("S2-step-up")
    before = len(steps.codes_of(visit, card))
    visit.press_button("Recevoir le code")
    code = steps.wait_for_code(visit, card, before + 1)
    visit.hand.type("Votre code", code)
    visit.hand.type("Votre mot de passe", PASSWORD)
    visit.look("S2-step-up-code")
    visit.press_button("Continuer")


def ask(visit: Visit, card: Card, new: str) -> None:
    """From « Ma sécurité » to the page that asks for the code."""
    visit.open("/securite")
    visit.sees("Ma sécurité")
    visit.look("S2-security")
    visit.press("Changer mon adresse e-mail")
    step_up(visit, card)
    visit.sees("Quelle est votre nouvelle adresse e-mail")
    visit.hand.type("Votre nouvelle adresse e-mail", new)
    visit.hand.type("La même adresse, une deuxième fois", new)
    visit.look("S2-new-email")
    visit.press_button("Envoyer le message")
    visit.sees("Quel code avez-vous reçu")


@every_way
def test_by_the_code_then_undone_from_the_old_mailbox(visit, browser, site, member):
    new = f"nouvelle.{member.member_number}@poste.example"
    be_member(visit, member)
    ask(visit, member, new)
    visit.reads(new)
    visit.look("S2-new-email-code")
    visit.hand.type("Le code du message", code_in(mail_about(visit, new, "Confirmez")))
    visit.press_button("Confirmer mon adresse")
    visit.sees("Votre adresse est changée")
    visit.look("S2-email-changed")

    told = mail_about(visit, member.email, "Votre adresse e-mail a changé")
    (link,) = [link for link in told.links if "/annuler-adresse/" in link]
    with coming(browser, site, visit.way, shots=visit.shots) as old_mailbox:
        old_mailbox.page.goto(link)
        old_mailbox.sees("Ce n’est pas vous")
        old_mailbox.look("S2-undo")
        old_mailbox.press_button("Ce n’est pas moi : annuler le changement")
        old_mailbox.sees("Le changement d’adresse est annulé")
        old_mailbox.look("S2-undone")
        visit.open("/accueil")
        visit.sees("Me connecter")
        old_mailbox.page.goto(link)
        old_mailbox.sees("Le changement est déjà annulé")


@pytest.mark.promise("I4.8")
def test_by_the_link_on_a_telephone_after_a_correction(visit, browser, site, member):
    wrong = f"nouvele.{member.member_number}@poste.example"
    new = f"nouvelle.{member.member_number}@poste.example"
    be_member(visit, member)
    ask(visit, member, wrong)
    (dead,) = [li for li in mail_about(visit, wrong, "Confirmez").links if "/confirmer/" in li]
    visit.press("Corriger l’adresse")
    visit.sees("Quelle est votre nouvelle adresse e-mail")  # without the password again
    visit.hand.type("Votre nouvelle adresse e-mail", new)
    visit.hand.type("La même adresse, une deuxième fois", new)
    visit.press_button("Envoyer le message")
    visit.sees("Quel code avez-vous reçu")
    (link,) = [li for li in mail_about(visit, new, "Confirmez").links if "/confirmer/" in li]
    with coming(browser, site, PHONE, shots=visit.shots) as telephone:
        telephone.page.goto(dead)
        telephone.sees("Ce lien a été remplacé")
        telephone.look("S2-email-link-replaced")
        telephone.page.goto(link)
        telephone.sees("Est-ce bien votre adresse e-mail")
        telephone.hand.type("Votre mot de passe", PASSWORD)
        telephone.look("S2-email-link")
        telephone.press_button("Oui, je confirme mon adresse")
        telephone.sees("Votre adresse est confirmée")
        telephone.page.goto(link)
        telephone.sees("Ce lien a déjà servi")
