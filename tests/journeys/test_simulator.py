"""D4: « Combien me sera remboursé ? », for a member and for a visitor who is a stranger to it."""

import re

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


def sheets(visit: Visit) -> int:
    """On how many sheets of A4 the page is printed."""
    return len(re.findall(rb"/Type\s*/Page\b", visit.page.pdf(prefer_css_page_size=True)))


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
    visit.reads("Avec le 100\u00a0% Santé\u00a0: 0\u00a0€ à payer")
    visit.look("D4-sample-answer")
    assert "HBLD" not in visit.page.url
    assert sheets(visit) == 1
    visit.page.reload()
    visit.sees("Il vous resterait 299,00\u00a0€ à payer")
    visit.press("Calculer avec ce soin")
    visit.hand.type("Quel est le prix\u00a0?", "")
    visit.press_button("Calculer ce qui me reste à payer")
    visit.sees("Vous n’auriez rien à payer")


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
    steps.press_starting(visit, "Consultation chez le médecin généraliste")


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
        ("Est-ce un médecin qui modère", "Oui"),
        ("Est-ce pour une affection", "Non"),
    ):
        group = visit.page.get_by_role("group", name=question)
        group.get_by_role("radio", name=answer, exact=True).check()
    hand.type("Quel est le prix\u00a0?", "25")
    visit.press_button("Calculer ce qui me reste à payer")
    visit.sees("Il vous resterait 11,00\u00a0€ à payer")
    visit.reads("Avec l’avis de votre médecin traitant")
    visit.look("D4-doctor-answer")
    visit.page.get_by_text("Pourquoi ce montant").click()
    assert visit.page.locator("details[open] li").count() > 1  # reasons, not only amounts
    visit.look("D4-doctor-why")


@pytest.mark.parametrize("visit", [NO_SCRIPT], ids=["no-script"], indirect=True)
def test_somebody_else_of_the_contract_without_what_they_used(visit, couple):
    """Her husband never allowed her to see what he was reimbursed."""
    steps.choose_password(visit, steps.ask_for_account(visit, couple.card))
    visit.open("/mes-garanties")
    visit.press("Combien me sera remboursé\u00a0?")
    visit.press(couple.spouse)
    visit.press("Lunettes et lentilles")
    steps.press_starting(visit, "Lentilles de contact que")
    visit.hand.type("Quel est le prix\u00a0?", "500")
    visit.press_button("Calculer ce qui me reste à payer")
    visit.sees("Il vous resterait")
    visit.reads("comme si rien n’avait été remboursé avant")
    with visit.page.expect_download() as download:
        visit.press("Garder en PDF")
    assert download.value.suggested_filename == "estimation-de-remboursement.pdf"


@every_way
def test_a_visitor_prepares_a_stay_in_a_clinic(visit):
    """Three nights for an operation, a single room, a surgeon whose prices are free."""
    visit.open("/simulateur/essai")
    visit.hand.type("Écrivez le soin", "hospitalisation")
    visit.press_button("Chercher ce soin")
    visit.reads("Est-ce l’un de ces soins")
    visit.press("Un séjour à l’hôpital ou en clinique")
    visit.sees("Un séjour à l’hôpital ou en clinique")
    visit.look("D4-stay")
    visit.press_button("Continuer")
    visit.page.get_by_role("alert").first.wait_for()
    visit.look("D4-stay-errors")
    visit.hand.type("Combien de nuits à l’hôpital\u00a0?", "3")
    visit.hand.choose("Oui", question="Y aura-t-il une opération")
    visit.hand.choose("Non", question="Est-ce pour une affection")
    visit.press_button("Continuer")
    visit.sees("Ce qui s’ajoute au séjour")
    visit.look("D4-beside")
    visit.hand.choose("Oui", question="Voulez-vous une chambre seule")
    visit.hand.type("Le prix de la chambre pour une nuit (facultatif)", "70")
    visit.hand.type("Les honoraires du chirurgien (facultatif)", "431")
    visit.hand.type("Le tarif de la Sécurité sociale pour eux (facultatif)", "271,70")
    visit.hand.choose("Non", question="Est-ce un chirurgien qui modère")
    visit.press_button("Calculer ce qui me reste à payer")
    # 10 € a night of the room, and the fees above 130 % of their base.
    visit.sees("Il vous resterait 107,79\u00a0€ à payer")
    visit.reads("Sans la chambre seule, il vous resterait 77,79\u00a0€")
    visit.reads("au lieu de 107,79\u00a0€")
    visit.look("D4-stay-answer")
    assert amount(visit, "Il vous reste") == "107,79 €"
    visit.press("Changer le prix ou une réponse")
    visit.sees("Un séjour à l’hôpital ou en clinique")
    assert visit.page.get_by_label("Combien de nuits").input_value() == "3"


@phone_and_desktop
def test_a_member_reads_why_a_stay_costs_what_it_does(visit, couple):
    """On the day that she says, under her own contract; as a PDF too."""
    steps.choose_password(visit, steps.ask_for_account(visit, couple.card))
    visit.open("/simulateur")
    visit.press(couple.card.full_name)
    visit.press("Hôpital et clinique")
    visit.press("Un séjour à l’hôpital ou en clinique")
    for box, typed in (("Jour", "2"), ("Mois", "5"), ("Année", "2022")):
        visit.hand.type(box, typed, question="Le jour d’entrée")
    visit.hand.type("Combien de nuits à l’hôpital\u00a0?", "4")
    visit.hand.choose("Non", question="Y aura-t-il une opération")
    visit.hand.choose("Non", question="Est-ce pour une affection")
    visit.press_button("Continuer")
    visit.hand.choose("Oui", question="Voulez-vous une chambre seule")
    visit.press_button("Calculer ce qui me reste à payer")
    visit.reads("Entrée le 2\u00a0mai\u00a02022, 4\u00a0nuits")
    visit.page.get_by_text("Pourquoi ce montant").click()
    visit.look("D4-stay-why")
    with visit.page.expect_download() as download:
        visit.press("Garder en PDF")
    assert download.value.suggested_filename == "estimation-de-remboursement.pdf"
