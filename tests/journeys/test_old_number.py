"""S2: the old number signs in once more, to be replaced by the e-mail."""

import csv
from collections.abc import Iterator
from datetime import timedelta

import pytest

from espace_client.portfolio.invented_passwords import PASSWORD as OLD_PASSWORD
from tests.journeys import steps
from tests.journeys.browser import DESKTOP, PHONE, Visit, coming, every_way
from tests.journeys.members import PASSWORD, Card, Unused
from tests.journeys.site import SentMail, Site

pytestmark = pytest.mark.row("S2", page="/identifiant/mise-a-jour")
UPDATE = "Votre adresse e-mail remplace votre ancien numéro"


@pytest.fixture
def old_member(unused: Unused, site: Site) -> Card:
    """Somebody who signed in to the old portal with the number of the card, and acts alone."""
    folder = site.data / "portfolio"
    numbers = {
        "".join(figure for figure in row["login"] if figure.isdigit())
        for row in _rows(folder / "identifiants.csv")
        if row["schema"] and row["login"].replace(" ", "").isdigit()
    }
    guarded = {row["reference_personne"] for row in _rows(folder / "representants.csv")}
    alone = {
        row["numero_adherent"]
        for row in _rows(folder / "personnes.csv")
        if row["reference"] not in guarded
    }
    return unused.member(lambda card: card.member_number in numbers & alone)


def _rows(path: object) -> Iterator[dict[str, str]]:
    with open(str(path), encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file, delimiter=";")


def sign_in(visit: Visit, number: str, *, page: str = "/connexion") -> None:
    """Type the old number and the old password."""
    visit.open(page)
    visit.hand.type(steps.IDENTIFIER, number)
    visit.hand.type("Votre mot de passe", OLD_PASSWORD)
    visit.press_button("Me connecter")
    visit.sees(UPDATE)


def choose(visit: Visit, answer: str) -> None:
    """Say which e-mail, and accept the terms."""
    visit.hand.choose(answer)
    visit.hand.tick("J’ai lu et j’accepte")
    visit.press_button("Continuer")


def type_code(visit: Visit, mail: SentMail) -> None:
    """The six digits of the mail."""
    digits = next(word for word in mail.text.split() if word.isdigit() and len(word) == 6)
    visit.hand.type("Le code de votre e-mail", digits)
    visit.press_button("Valider le code")


def replace_password(visit: Visit) -> None:
    """The old one was too weak."""
    visit.sees("Choisissez un mot de passe plus sûr")
    visit.look("S2-password")
    visit.hand.type("Votre mot de passe", PASSWORD)
    visit.press_button("Enregistrer et continuer")
    visit.sees("C’est fait")


@every_way
@pytest.mark.row("S1", page="/identifiant/fait")
@pytest.mark.promise("I4.1")
@pytest.mark.promise("I4.2")
@pytest.mark.promise("I4.3")
@pytest.mark.promise("1.14")
def test_the_known_email_replaces_the_old_number(visit, site, old_member):
    number = old_member.member_number
    sign_in(visit, f" {number[:3]} {number[3:]} ", page="/mes-contrats")
    visit.look("S2-which-email")
    visit.press_button("Continuer")
    visit.page.get_by_role("alert").first.wait_for()
    visit.look("S2-which-email-errors")
    visit.open("/mes-garanties")
    visit.sees(UPDATE)
    visit.open("/identifiant/mise-a-jour?next=/mes-contrats")
    choose(visit, "Oui,")
    visit.sees("Regardez vos e-mails")
    visit.look("S2-verify")
    mail = site.wait_for_mail(old_member.email)
    assert number not in mail.text
    type_code(visit, mail)
    replace_password(visit)
    visit.reads(old_member.email)
    visit.look("S2-done")
    visit.press("Aller à la page demandée")
    visit.sees("Mes contrats")
    steps.sign_out(visit)
    steps.sign_in(visit, old_member)


@pytest.mark.promise("I4.2")
@pytest.mark.promise("I4.8")
def test_another_address_corrected_then_confirmed_on_a_telephone(visit, browser, site, old_member):
    wrong, right = (f"boite.{word}@poste.example" for word in ("faute", old_member.member_number))
    sign_in(visit, old_member.member_number)
    choose(visit, "Une autre adresse")
    visit.sees("Quelle est votre adresse e-mail")
    visit.look("S2-other-email")
    type_twice(visit, wrong)
    visit.sees("Regardez vos e-mails")
    visit.reads(wrong)
    dead = link_of(site.wait_for_mail(wrong))
    visit.press("Où est ce dossier\u00a0?")
    visit.sees("Où chercher notre message")
    visit.look("S2-nothing-received")
    visit.press("Corriger mon adresse e-mail")
    visit.sees("Quelle est la bonne adresse e-mail")
    site.let_pass(timedelta(minutes=2))
    type_twice(visit, right)
    visit.reads(right)
    link = link_of(site.wait_for_mail(right))
    with coming(browser, site, PHONE, shots=visit.shots) as telephone:
        telephone.page.goto(dead)
        telephone.sees("Ce lien a été remplacé")
        telephone.page.goto(link)
        telephone.sees("Est-ce bien votre adresse e-mail")
        telephone.hand.type("Votre mot de passe", OLD_PASSWORD)
        telephone.look("S2-confirm")
        telephone.press_button("Oui, confirmer mon adresse")
        telephone.sees("Votre adresse e-mail est confirmée")
        telephone.look("S2-confirmed")
        telephone.page.goto(link)
        telephone.sees("Ce lien a déjà servi")
    visit.open("/identifiant/verifier")
    visit.sees("Me connecter")


def type_twice(visit: Visit, address: str) -> None:
    visit.hand.type("Votre adresse e-mail", address)
    visit.hand.type("Votre adresse e-mail, une deuxième fois", address)
    visit.press_button("Envoyer à cette adresse")


def link_of(mail: SentMail) -> str:
    (link,) = [one for one in mail.links if "/identifiant/confirmer/" in one]
    return link


@pytest.mark.parametrize("visit", [DESKTOP, PHONE], ids=lambda way: way.name, indirect=True)
@pytest.mark.promise("I4.2")
def test_later_shows_the_card_and_nothing_else(visit, old_member):
    sign_in(visit, old_member.member_number)
    visit.press_button("Plus tard\u00a0: voir seulement ma carte")
    visit.sees("Ma carte")
    visit.reads(old_member.full_name)
    visit.look("S2-card-alone")
    visit.open("/mes-contrats")
    visit.sees(UPDATE)
    visit.reads("encore 2 fois")


@pytest.mark.promise("I4.1")
def test_every_spelling_of_the_number_reaches_the_page(visit, old_member):
    number = old_member.member_number
    for spelling in (number, f"00{number}", f" {number[:2]} {number[2:5]} {number[5:]} "):
        sign_in(visit, spelling)
        steps.sign_out(visit)


@pytest.mark.promise("I4.2")
def test_without_any_email_the_way_is_told(visit, old_member):
    sign_in(visit, old_member.member_number)
    choose(visit, "Je n’ai pas")
    visit.sees("Continuer sans adresse e-mail")
    visit.look("S2-without-email")
