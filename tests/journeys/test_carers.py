"""D3: somebody gives an access, function by function; a carer takes it, uses it, and it ends."""

import csv
from datetime import timedelta

import pytest

from tests.journeys import steps
from tests.journeys.browser import DESKTOP, KEYBOARD, PHONE, Visit, coming
from tests.journeys.members import PASSWORD, Card
from tests.journeys.prepared import be_member
from tests.journeys.site import SentMail, Site
from tests.journeys.test_desk import enter, find

pytestmark = [
    pytest.mark.row("D3", page="/aidants"),
    pytest.mark.promise("I4.14"),
    pytest.mark.promise("2.9"),
]


def at_home(visit: Visit, card: Card) -> None:
    """An account that is open, in this browser."""
    be_member(visit, card)


def give(visit: Visit, card: Card, *, way: str, email: str = "", look: bool = False) -> None:
    """From « Mes aidants » to the invitation that leaves: who, what, until when, and yes."""

    def shown(name: str) -> None:
        if look:
            visit.look(f"D3-{name}")

    visit.open("/aidants")
    visit.sees("Mes aidants")
    shown("nobody-yet")
    visit.press("Donner un accès à quelqu’un")
    visit.sees("Qui vous aide")
    visit.hand.type("Son prénom", "Camille")
    visit.hand.type("Son nom", "Voisin")
    visit.hand.choose(way)
    if email:
        visit.hand.type("Son adresse e-mail", email)
    shown("who")
    visit.press_button("Continuer")
    visit.sees("Que pourra faire Camille")
    visit.hand.tick("Voir ma carte de tiers payant")
    visit.hand.tick("Demander des attestations et lire mes documents")
    shown("functions")
    visit.press_button("Continuer")
    visit.sees("Jusqu’à quand")
    visit.hand.choose("6 mois")
    shown("until")
    visit.press_button("Continuer")
    show_again(visit, card)
    visit.sees("Donner cet accès à Camille Voisin")
    shown("check")
    visit.press_button("Donner cet accès")
    visit.sees("L’invitation est prête")
    shown("ready")


def show_again(visit: Visit, card: Card) -> None:
    """The password and a fresh code, before an access is given."""
    visit.sees("Est-ce bien vous")
    before = len(steps.codes_of(visit, card))
    visit.press_button("Recevoir le code")
    code = steps.wait_for_code(visit, card, before + 1)
    visit.hand.type("Votre code", code)
    visit.hand.type("Votre mot de passe", PASSWORD)
    visit.press_button("Continuer")


def invitation_link(mail: SentMail) -> str:
    (link,) = [link for link in mail.links if "/aidants/invitation/" in link]
    return link


def into_the_space(carer: Visit, card: Card) -> None:
    """From « Mes aidants » of the carer into the space of whom they help."""
    carer.press("Voir qui j’aide")
    carer.sees("Mes aidants")
    carer.press_button(f"Ouvrir l’espace de {card.full_name}")
    carer.sees(f"L’espace de {card.full_name}")


@pytest.mark.parametrize("visit", [PHONE], ids=["phone"], indirect=True)
def test_a_carer_outside_the_file_comes_by_mail(visit, browser, site, member):
    at_home(visit, member)
    email = f"camille.{member.member_number}@poste.example"
    give(visit, member, way="Par e-mail", email=email, look=True)
    with coming(browser, site, DESKTOP, shots=visit.shots) as carer:
        carer.page.goto(invitation_link(site.wait_for_mail(email)))
        carer.sees(f"Voulez-vous aider {member.full_name}")
        carer.look("D3-invitation")
        carer.press("Oui, et je crée mon accès")
        carer.sees("Qui êtes-vous")
        carer.hand.type("Votre prénom", "Camille")
        carer.hand.type("Votre nom", "Voisin")
        carer.hand.tick("J’ai lu et j’accepte")
        carer.look("D3-newcomer")
        carer.press_button("Continuer")
        carer.sees("Choisissez votre mot de passe")
        carer.hand.type("Votre mot de passe", PASSWORD)
        carer.press_button("Enregistrer et entrer")
        carer.sees("Votre compte est ouvert")
        into_the_space(carer, member)
        carer.look("D3-space")
        carer.press("Voir les documents")
        carer.reads("Vous êtes dans l’espace de")
        carer.open("/securite")
        carer.sees("Cette page n’existe pas")
        carer.look("D3-closed")

        visit.open("/aidants")
        visit.look("D3-carers")
        steps.press_starting(visit, "Voir ou arrêter cet accès")
        visit.sees("L’accès de Camille Voisin")
        visit.reads("Camille Voisin a regardé la liste de vos documents.")
        visit.look("D3-log")
        visit.press_button("Arrêter cet accès")
        visit.sees("Mes aidants")

        carer.open("/mes-documents")
        carer.sees("Cet accès est terminé")
        carer.look("D3-over")
        carer.press("Voir mes aidants et qui j’aide")
        carer.reads("Vous n’aidez personne")
    assert site.wait_for_mail(email, 3).subject == "Votre accès d’aidant est terminé"


@pytest.mark.parametrize("visit", [KEYBOARD], ids=["keyboard"], indirect=True)
def test_a_code_on_paper_is_handed_over(visit, browser, site, member):
    at_home(visit, member)
    give(visit, member, way="Par courrier")
    letter = site.wait_for_letter(member.full_name)
    code = next(
        line for line in letter.text.split("\n") if len(line) == 14 and line.count("-") == 2
    )
    site.let_pass(timedelta(days=4))
    email = f"camille.{member.member_number}@poste.example"
    with coming(browser, site, PHONE, shots=visit.shots) as carer:
        carer.open("/aidants/code")
        carer.sees("Quel code vous a-t-on remis")
        carer.look("D3-code")
        carer.hand.type("Le code du courrier", code)
        carer.press_button("Continuer")
        carer.sees(f"Voulez-vous aider {member.full_name}")
        carer.press("Oui, et je crée mon accès")
        carer.hand.type("Votre prénom", "Camille")
        carer.hand.type("Votre nom", "Voisin")
        carer.hand.type("Votre adresse e-mail", email)
        carer.hand.type("Votre adresse e-mail, une deuxième fois", email)
        carer.hand.tick("J’ai lu et j’accepte")
        carer.press_button("Continuer")
        carer.sees("Regardez vos e-mails")
        carer.look("D3-mail-sent")
        steps.choose_password(carer, site.wait_for_mail(email), paper=code)
        into_the_space(carer, member)
        carer.look("D3-space")
        carer.press_button("Revenir au mien")
        carer.sees("Mes aidants")


@pytest.fixture
def protected(site: Site) -> tuple[Card, str, str]:
    """Somebody under « tutelle », who acts for them, and the mailbox of that person."""
    folder = site.data / "portfolio"

    def rows(name: str) -> list[dict[str, str]]:
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, delimiter=";"))

    measure = next(
        one for one in rows("representants.csv") if one["mesure"] == "tutelle" and one["email"]
    )
    one = next(
        one for one in rows("personnes.csv") if one["reference"] == measure["reference_personne"]
    )
    name, first = one["nom_usage"] or one["nom_naissance"], one["prenoms"].split()[0]
    card = Card(
        one["numero_adherent"], name, first, one["date_naissance"], one["email"], f"{first} {name}"
    )
    return card, measure["nom"], measure["email"]


@pytest.mark.row("D3", page="/conseillers/")
@pytest.mark.promise("2.4")
def test_a_guardian_is_let_in_from_the_desk(visit, browser, site, protected):
    card, guardian, email = protected
    enter(visit)
    find(visit, card.member_number)
    visit.press(f"Ouvrir le dossier de {card.full_name}")
    visit.press_button("Appel")
    visit.sees(card.full_name)
    visit.reads(f"{guardian} agit pour cette personne")
    visit.look("desk-file-guardian")
    visit.press_button(f"Inviter {guardian} dans cet espace")
    visit.reads("Une invitation part à l’adresse e-mail du représentant")
    with coming(browser, site, PHONE, shots=visit.shots) as newcomer:
        newcomer.page.goto(invitation_link(site.wait_for_mail(email)))
        newcomer.sees(f"Voulez-vous aider {card.full_name}")
        newcomer.look("D3-invitation-guardian")
        newcomer.press("Oui, et je crée mon accès")
        first, last = guardian.split(" ", 1)
        newcomer.hand.type("Votre prénom", first)
        newcomer.hand.type("Votre nom", last)
        newcomer.hand.tick("J’ai lu et j’accepte")
        newcomer.press_button("Continuer")
        newcomer.sees("Choisissez votre mot de passe")
        newcomer.hand.type("Votre mot de passe", PASSWORD)
        newcomer.press_button("Enregistrer et entrer")
        newcomer.sees("Votre compte est ouvert")
        into_the_space(newcomer, card)
        newcomer.open("/mes-garanties")
        newcomer.reads("Vous êtes dans l’espace de")
