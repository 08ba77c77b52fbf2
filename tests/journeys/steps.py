"""The gestures that several journeys share."""

from tests.journeys.browser import Visit
from tests.journeys.members import PASSWORD, Card
from tests.journeys.site import SentMail, wait_for

IDENTIFIER = "Votre adresse e-mail (ou votre ancien numéro d’adhérent)"


def come_in(visit: Visit) -> None:
    """From the front door to the choice between creating an account and signing in."""
    visit.open("/")
    visit.press("Accéder à mon espace")
    visit.press("Santé et prévoyance")
    choose_eight_digits(visit)


def choose_eight_digits(visit: Visit) -> None:
    """The first of the shapes of number; its link goes on with an example."""
    visit.sees("Quel numéro avez")
    press_starting(visit, "8 chiffres")


def press_starting(visit: Visit, start: str) -> None:
    """Follow the link whose name starts so."""
    link = visit.page.get_by_role("link", name=start).first
    visit.press(" ".join(link.inner_text().split()))


def type_identity(visit: Visit, card: Card) -> None:
    """Fill in the page with what the card says."""
    day, month, year = card.birth
    hand = visit.hand
    hand.type("Votre numéro d’adhérent", card.member_number)
    hand.type("Votre nom", card.last_name)
    hand.type("Votre prénom", card.first_name)
    hand.type("Jour", day)
    hand.type("Mois", month)
    hand.type("Année", year)
    hand.type("Votre adresse e-mail", card.email)
    hand.type("Votre adresse e-mail, une deuxième fois", card.email)
    hand.tick("J’ai lu et j’accepte")


def ask_for_account(visit: Visit, card: Card) -> SentMail:
    """Send the identity; the mail that comes."""
    visit.open("/creer-mon-compte")
    before = len(visit.site.mails(card.email))
    type_identity(visit, card)
    visit.press_button("Valider")
    visit.sees("Regardez vos e-mails")
    return visit.site.wait_for_mail(card.email, before + 1)


def choose_password(
    visit: Visit, mail: SentMail, password: str = PASSWORD, *, paper: str = ""
) -> None:
    """Open the link of the mail and choose a password; a carer who came with a code on *paper*
    types it again."""
    visit.page.goto(activation_link(mail))
    visit.sees("Choisissez votre mot de passe")
    if paper:
        visit.hand.type("Le code du courrier", paper)
    visit.hand.type("Votre mot de passe", password)
    visit.press_button("Enregistrer et entrer")
    visit.sees("Votre compte est ouvert")


def give_password(visit: Visit, card: Card, password: str = PASSWORD) -> int:
    """Fill in the sign-in page. How many codes had left to that mailbox before."""
    before = len(codes_of(visit, card))
    visit.open("/connexion")
    visit.hand.type(IDENTIFIER, card.email)
    visit.hand.type("Votre mot de passe", password)
    visit.press_button("Me connecter")
    return before


def sign_in(visit: Visit, card: Card, password: str = PASSWORD) -> None:
    """From the sign-in page to the member's first page, on a machine that may be new."""
    before = give_password(visit, card, password)
    visit.page.wait_for_url(lambda address: not address.endswith("/connexion"))
    if visit.page.url.endswith("/connexion/code"):
        type_code(visit, wait_for_code(visit, card, before + 1))
    visit.sees("Bonjour")


def type_code(visit: Visit, code: str) -> None:
    """Type a code on the page of the second step."""
    visit.hand.type("Le code reçu par e-mail", code)
    visit.press_button("Me connecter")


def codes_of(visit: Visit, card: Card) -> list[str]:
    """The codes that left to the mailbox, the oldest first."""
    mails = [one for one in visit.site.mails(card.email) if one.subject.startswith("Votre code")]
    lines = [line.strip(" *()") for one in mails for line in one.text.split("\n")]
    return [line for line in lines if len(line) == 6 and line.isdigit()]


def wait_for_code(visit: Visit, card: Card, count: int = 1) -> str:
    """The newest code, once *count* have come."""
    return wait_for(lambda: codes_of(visit, card), count, f"code to {card.email}")


def sign_out(visit: Visit) -> None:
    """By the button of every page; on a telephone it is in the menu."""
    if not visit.page.get_by_role("button", name="Me déconnecter").first.is_visible():
        visit.page.locator("summary", has_text="Menu").click()
    visit.press_button("Me déconnecter")
    visit.sees("La session est fermée")


def activation_link(mail: SentMail) -> str:
    """The one link of the mail that activates."""
    found = [link for link in mail.links if "/activer/" in link]
    assert len(found) == 1, found
    return found[0]
