"""S4 with an e-mail that the insurer does not know: three ways to show that a card is one's own."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.journeys import steps
from tests.journeys.browser import NO_SCRIPT, Visit, coming, every_way
from tests.journeys.members import Card
from tests.journeys.site import SentMail

pytestmark = [pytest.mark.row("S4", page="/courrier"), pytest.mark.promise("1.2")]


@pytest.fixture
def moved(member: Card) -> Card:
    """The same person with a mailbox that is new to the insurer."""
    return with_new_mailbox(member)


def with_new_mailbox(card: Card) -> Card:
    return replace(card, email=f"nouvelle.boite.{card.member_number}@poste.example")


def ask(visit: Visit, card: Card) -> None:
    """Send the identity with the new e-mail, to the page that says what follows."""
    visit.open("/creer-mon-compte")
    steps.type_identity(visit, card)
    visit.press_button("Valider")
    visit.sees("Regardez vos e-mails et vos textos")


def open_the_account(visit: Visit, card: Card) -> SentMail:
    """The mail that came to the new mailbox, then a password."""
    mail = visit.site.wait_for_mail(card.email)
    assert mail.subject.startswith("Activer mon compte")
    steps.choose_password(visit, mail)
    return mail


@every_way
@pytest.mark.promise("I3.1")
def test_by_the_code_of_a_letter(visit, browser, site, moved):
    ask(visit, moved)
    visit.look("S4-new-address")
    visit.press_button("Recevoir un code par courrier")
    visit.sees("Votre demande de courrier est notée")
    visit.look("S4-letter-asked")
    assert site.mails(moved.email) == []

    letter = site.wait_for_letter(moved.full_name)
    code = next(
        line for line in letter.text.split("\n") if len(line) == 14 and line.count("-") == 2
    )
    site.let_pass(timedelta(days=3))
    with coming(browser, site, visit.way, shots=visit.shots) as device:
        steps.come_in(device)
        device.press("J’ai reçu un courrier avec un code")
        device.sees("Quel code avez-vous reçu par courrier")
        device.look("S4-letter-code")
        device.hand.type("Le code de votre courrier", "2345-6789-ABCD")
        device.press_button("Continuer")
        device.page.get_by_role("alert").first.wait_for()
        device.look("S4-letter-code-wrong")
        device.hand.type("Le code de votre courrier", code.lower().replace("-", " "))
        device.press_button("Continuer")
        device.sees("Est-ce bien votre adresse e-mail")
        device.reads(moved.email)
        device.look("S4-letter-confirm")
        device.press_button("Oui, c’est mon adresse\u00a0: j’ouvre mon compte")
        device.sees("Regardez vos e-mails")
        device.look("S4-proof-given")
        open_the_account(device, moved)


@pytest.mark.promise("I3.2")
@pytest.mark.promise("I3.5")
@pytest.mark.parametrize("visit", [NO_SCRIPT], ids=["no-script"], indirect=True)
def test_by_the_mailbox_that_is_known(visit, browser, site, member, moved):
    ask(visit, moved)
    mail = site.wait_for_mail(member.email)
    assert moved.email not in mail.text
    (link,) = [link for link in mail.links if "/confirmer/" in link]
    with coming(browser, site, visit.way) as device:
        device.page.goto(link)
        device.sees("Est-ce bien vous")
        assert link not in device.page.url
        device.page.get_by_role("button", name="Oui, c’est moi").click()
        device.sees("Regardez vos e-mails")
    open_the_account(visit, moved)
    assert "autre adresse" in site.wait_for_mail(member.email, 2).subject


@pytest.mark.promise("I3.3")
def test_by_a_code_to_the_mobile_that_is_known(visit, site, reached):
    member, mobile = reached
    moved = with_new_mailbox(member)
    ask(visit, moved)
    text = site.wait_for_text(mobile).text
    code = next(word for word in text.split() if word.isdigit() and len(word) == 6)
    visit.press("J’ai reçu un code par texto")
    visit.sees("Quel code avez-vous reçu par texto")
    visit.look("S4-text-code")
    visit.hand.type("Le code du texto", "12345")
    visit.press_button("Valider le code")
    visit.page.get_by_role("alert").first.wait_for()
    visit.look("S4-text-code-wrong")
    visit.hand.type("Le code du texto", code)
    visit.press_button("Valider le code")
    visit.sees("Regardez vos e-mails")
    open_the_account(visit, moved)


@pytest.mark.promise("I3.5")
def test_somebody_says_that_it_was_not_them(visit, browser, site, member, moved):
    ask(visit, moved)
    mail = site.wait_for_mail(member.email)
    (link,) = [link for link in mail.links if "/confirmer/" in link]
    with coming(browser, site, visit.way, shots=visit.shots) as device:
        device.page.goto(link)
        device.sees("Est-ce bien vous")
        device.look("S4-is-it-you")
        device.press_button("Non, ce n’est pas moi")
        device.sees("rien ne s’est ouvert")
        device.look("S4-not-me")
        device.page.goto(link)
        device.sees("Cette demande est refusée")
        device.look("S4-refused")
    assert site.mails(moved.email) == []
