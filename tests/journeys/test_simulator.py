"""D4: « Combien me sera remboursé ? », for a member and for a visitor who is a stranger to it."""

import pytest

from tests.journeys import steps
from tests.journeys.browser import DESKTOP, NO_SCRIPT, PHONE, Visit, every_way
from tests.journeys.members import Couple

pytestmark = [pytest.mark.row("D4", page="/simulateur"), pytest.mark.promise("I5.11")]

CROWN = "Couronne en céramique sur métal, dent du fond"
phone_and_desktop = pytest.mark.parametrize(
    "visit", [DESKTOP, PHONE], ids=["desktop", "phone"], indirect=True
)


def amount(visit: Visit, line: str) -> str:
    """What the table of who pays what says in the line that starts so."""
    row = visit.page.get_by_role("row").filter(has=visit.page.get_by_role("rowheader", name=line))
    return row.get_by_role("cell").inner_text().replace("\u00a0", " ")


@every_way
def test_a_visitor_tries_a_crown_with_the_sample_contract(visit):
    """Somebody who knows nothing of insurance: what is left to pay on a crown at 539 €?"""
    visit.open("/")
    visit.look("D4-front-door")
    visit.press("Essayer le calcul")
    visit.sees("Combien me sera remboursé")
    visit.reads("contrat d’exemple, inventé")
    visit.look("D4-sample")
    visit.hand.type("Écrivez le soin", "courone molaire")
    visit.press_button("Chercher ce soin")
    visit.reads("Est-ce l’un de ces soins")
    visit.look("D4-found")
    visit.press(CROWN)
    visit.sees(CROWN)
    visit.look("D4-price")
    visit.hand.type("Quel est le prix\u00a0?", "cinq cents")
    visit.press_button("Calculer ce qui me reste à payer")
    visit.page.get_by_role("alert").first.wait_for()
    visit.look("D4-price-wrong")
    visit.hand.type("Quel est le prix\u00a0?", "539 €")
    visit.press_button("Calculer ce qui me reste à payer")
    visit.sees("Il vous resterait 299,00\u00a0€ à payer")
    assert amount(visit, "La Sécurité sociale paie") == "84,00 €"
    assert amount(visit, "Nous payons") == "156,00 €"
    assert amount(visit, "Il vous reste") == "299,00 €"
    visit.reads("Avec le 100\u00a0% Santé\u00a0: 0,00\u00a0€ à payer")
    visit.look("D4-sample-answer")
    address = visit.page.url
    assert "HBLD" not in address
    visit.page.reload()
    visit.sees("Il vous resterait 299,00\u00a0€ à payer")
    visit.press("Calculer avec ce soin")
    visit.hand.type("Quel est le prix\u00a0?", "")
    visit.press_button("Calculer ce qui me reste à payer")
    visit.sees("Il vous resterait 0,00\u00a0€ à payer")


def choose_a_doctor(visit: Visit, couple: Couple) -> None:
    """From the member's first page to the questions about a visit to a doctor."""
    visit.open("/accueil")
    visit.press("Combien me sera remboursé\u00a0?")
    visit.sees("Pour qui est le soin")
    visit.look("D4-who")
    visit.press(couple.card.full_name)
    visit.sees("Combien me sera remboursé")
    visit.look("D4-care")
    visit.press("Médecin")
    visit.sees("Médecin")
    visit.look("D4-group")
    steps.press_starting(visit, "Consultation de votre médecin")


@phone_and_desktop
def test_a_member_and_a_visit_outside_the_care_path(visit, couple):
    steps.choose_password(visit, steps.ask_for_account(visit, couple.card))
    choose_a_doctor(visit, couple)
    visit.look("D4-doctor")
    visit.press_button("Calculer ce qui me reste à payer")
    visit.page.get_by_role("alert").first.wait_for()
    visit.look("D4-doctor-errors")
    hand = visit.hand
    for question, answer in (
        ("Est-ce votre médecin traitant", "Non"),
        ("Ce médecin modère-t-il ses prix", "Oui"),
        ("Ce soin est-il pour une affection", "Non"),
    ):
        group = visit.page.get_by_role("group", name=question)
        group.get_by_role("radio", name=answer, exact=True).check()
    hand.type("Quel est le prix\u00a0?", "25")
    visit.press_button("Calculer ce qui me reste à payer")
    visit.sees("Il vous resterait 11,00\u00a0€ à payer")
    visit.reads("Avec l’avis de votre médecin traitant")
    visit.look("D4-doctor-answer")
    visit.page.get_by_text("Pourquoi ce montant").click()
    visit.look("D4-doctor-why")


@pytest.mark.parametrize("visit", [NO_SCRIPT], ids=["no-script"], indirect=True)
def test_somebody_else_of_the_contract_without_what_they_used(visit, couple):
    """Her husband never allowed her to see what he was reimbursed."""
    steps.choose_password(visit, steps.ask_for_account(visit, couple.card))
    visit.open("/simulateur")
    visit.press(couple.spouse)
    visit.hand.type("Écrivez le soin", "lentilles")
    visit.press_button("Chercher ce soin")
    steps.press_starting(visit, "Lentilles")
    visit.sees("Lentilles")
