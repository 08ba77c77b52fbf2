"""Mailboxes of two: a couple may share one, two families may not, and an adviser clears it up."""

import csv
import re
from pathlib import Path

import pytest

from tests.journeys import steps
from tests.journeys.browser import DESKTOP, PHONE, coming
from tests.journeys.members import Card
from tests.journeys.prepared import be_member
from tests.journeys.site import SentMail, Site, wait_for
from tests.journeys.test_desk import enter
from tests.journeys.test_old_number import choose, old_member, replace_password, sign_in, type_code
from tests.journeys.test_old_number import type_twice as give

__all__ = ["old_member"]
MOVING = pytest.mark.row("S2", page="/identifiant/mise-a-jour")


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.fixture
def pair(site: Site) -> tuple[Card, Card]:
    """A holder with an old number, and whom the same card covers, with one mailbox for two."""
    folder = site.data / "portfolio"
    old = {
        one["login"].replace(" ", "")
        for one in _rows(folder, "identifiants.csv")
        if one["schema"] and one["login"].replace(" ", "").isdigit()
    }
    people = _rows(folder, "personnes.csv")
    for holder in people:
        number, email = holder["numero_adherent"], holder["email"]
        others = [one for one in people if one["email"] == email and one is not holder]
        if email and len(others) == 1 and number in old:
            first, second = (
                Card(
                    number,
                    one["nom_usage"] or one["nom_naissance"],
                    one["prenoms"].split()[0],
                    one["date_naissance"],
                    email,
                    f"{one['prenoms'].split()[0]} {one['nom_usage'] or one['nom_naissance']}",
                )
                for one in (holder, others[0])
            )
            return first, second
    raise LookupError("no couple with one mailbox")


def with_link(site: Site, to: str, part: str) -> list[SentMail]:
    """The mails that lead to a page."""
    return [mail for mail in site.mails(to) if any(part in link for link in mail.links)]


@MOVING
@pytest.mark.row("S4", page="/creer-mon-compte")
@pytest.mark.promise("I4.4")
@pytest.mark.promise("1.14")
def test_a_couple_moves_to_one_mailbox(visit, browser, site, pair):
    first, second = pair
    sign_in(visit, first.member_number)
    choose(visit, "Oui,")
    visit.sees("Regardez vos e-mails")
    mail = site.wait_for_mail(first.email)
    assert first.first_name in mail.subject
    assert first.last_name not in mail.text
    type_code(visit, mail)
    replace_password(visit)
    with coming(browser, site, PHONE, shots=visit.shots) as hers:
        hers.open("/creer-mon-compte")
        steps.type_identity(hers, second)
        hers.press_button("Valider")
        hers.sees("Regardez vos e-mails")
        opening = wait_for(lambda: with_link(site, second.email, "/activer/"), 1, "activation")
        assert second.first_name in opening.subject
        steps.choose_password(hers, opening)  # by chance the same password
        hers.open("/accueil")
        hers.sees("Bonjour")
    with coming(browser, site, DESKTOP, shots=visit.shots) as another:
        greetings = set()
        for one in pair:
            steps.give_password(another, one)
            another.sees("Qui êtes-vous")
            another.look("S2-who")
            another.hand.choose(one.first_name)
            before = len(steps.codes_of(another, one))
            another.press_button("Continuer")
            another.sees("Quel code avez-vous reçu par e-mail")
            steps.type_code(another, steps.wait_for_code(another, one, before + 1))
            another.sees("Bonjour")
            greetings.add(another.page.get_by_role("heading", level=1).inner_text())
            steps.sign_out(another)
        assert len(greetings) == 2, greetings


@MOVING
@pytest.mark.row("S4", page="/conseillers/adresses")
@pytest.mark.promise("I4.6")
def test_an_address_of_another_family_is_cleared_up(visit, browser, site, old_member, member):
    with coming(browser, site, DESKTOP) as neighbour:
        be_member(neighbour, member)
    sign_in(visit, old_member.member_number)
    choose(visit, "Une autre adresse")
    visit.sees("Quelle est votre adresse e-mail")
    give(visit, member.email)
    visit.sees("Regardez vos e-mails")  # as always: nobody learns who uses it
    with coming(browser, site, DESKTOP, shots=visit.shots) as desk:
        enter(desk)
        desk.press("Adresses à éclaircir")
        desk.sees("Adresses à éclaircir")
        desk.reads(old_member.full_name)
        assert member.email not in desk.page.content()
        desk.look("desk-addresses")
        desk.press_button(f"Ouvrir le dossier de {old_member.full_name}")
        desk.sees(old_member.full_name)
        desk.press("Adresses à éclaircir")
        desk.page.get_by_role("link", name=re.compile(r"^Éclairci\s?,")).click()
        desk.sees(f"L’adresse donnée par {old_member.full_name}")
        desk.reads(member.full_name)
        desk.look("desk-clear-up")
        desk.hand.type("Qu’avez-vous appris ?", "trop court")
        desk.press_button("Noter\u00a0: c’est éclairci")
        desk.page.get_by_role("alert").first.wait_for()
        desk.hand.type("Qu’avez-vous appris ?", "Elle avait oublié un point dans son adresse.")
        desk.press_button("Noter\u00a0: c’est éclairci")
        desk.reads("Rien n’attend")
    assert not with_link(site, member.email, "/identifiant/confirmer/")
    right = f"boite.{old_member.member_number}@poste.example"
    visit.open("/accueil")
    visit.sees("Votre adresse e-mail remplace votre ancien numéro")
    choose(visit, "Une autre adresse")
    give(visit, right)
    type_code(visit, site.wait_for_mail(right))
    replace_password(visit)
    visit.reads(right)
