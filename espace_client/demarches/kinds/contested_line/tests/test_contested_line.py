"""« Contester un remboursement »: in one click from its page, with our computation."""

from datetime import date

import pytest

from espace_client.accounts.staff import StaffMember
from espace_client.demarches import operations as op
from espace_client.demarches.deciding import Decision
from espace_client.demarches.models import Demarche
from espace_client.demarches.rules import Gesture, State
from espace_client.kernel import clock as product_clock
from espace_client.members.models import Person
from espace_client.reimbursements.models import Reimbursement
from tests.bench.clock import Clock
from tests.bench.page_checks.seen import words_of
from tests.bench.pages import CheckedClient
from tests.people import line_of_care, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I8.6")]
WHY = "Mon médecin a signé l’OPTAM, et vous avez compté le contraire."


@pytest.fixture
def line(jeanne: Person, karim: Person) -> Reimbursement:
    Reimbursement.objects.all().delete()
    return line_of_care(jeanne, reference="R-1", act="G", kind="medical_fees", charge=1,
                        amounts=("25.00", "16.50", "7.50"), cared_on=date(2022, 1, 20),
                        paid_on=date(2022, 1, 24))  # fmt: skip


def contested(client: CheckedClient, jeanne: Person, line: Reimbursement) -> Demarche:
    signed_in(client, jeanne)
    shown = client.get(f"/mes-remboursements/{line.pk}")
    asked = client.send(shown, action="contester", follow=True)
    assert asked.page.h1 == "Pourquoi ?"
    client.send(asked, why=WHY, follow=True)
    client.send(client.get("/demarches/contester-un-remboursement/resume"), action="resume")
    return Demarche.objects.get()


def test_one_click_and_our_computation_goes_with_it(
    client: CheckedClient, jeanne: Person, line: Reimbursement
) -> None:
    made = contested(client, jeanne, line)
    assert made.state == State.SENT
    page = client.get(f"/mes-demandes/{made.pk}").page
    said = {
        words_of(one): words_of(one.getnext()) for one in page.root.xpath("//dl[@class='facts']/dt")
    }
    assert said["Référence du soin"] == "R-1"
    ours = said["Notre calcul, « Nous payons »"].replace("\u00a0", " ")
    assert ours.startswith("7,50 €.")
    assert "Votre contrat dit : « Consultation d’un généraliste" in ours
    assert said["Pourquoi vous le contestez"] == WHY


def test_until_two_months_after_the_payment(
    client: CheckedClient, jeanne: Person, line: Reimbursement, clock: Clock
) -> None:
    page = signed_in(client, jeanne).get(f"/mes-remboursements/{line.pk}").page
    assert "Vous pouvez contester ce montant jusqu’au 24 mars 2022." in page.text
    clock.set("2022-03-25T09:00")
    page = signed_in(client, jeanne).get(f"/mes-remboursements/{line.pk}").page
    assert "Contester ce montant" not in page.text
    assert page.link("Nous écrire, ou faire une réclamation") == "/mes-messages/nouveau"
    start = client.get(f"/demarches/contester-un-remboursement?ligne={line.pk.hex}").page
    assert "Aucun remboursement ne peut être contesté aujourd’hui" in start.text


def test_twice_for_one_line_is_once(
    client: CheckedClient, jeanne: Person, line: Reimbursement
) -> None:
    contested(client, jeanne, line)
    shown = client.get(f"/mes-remboursements/{line.pk}")
    asked = client.send(shown, action="contester", follow=True)
    client.send(asked, why=WHY)
    again = client.get("/demarches/contester-un-remboursement/resume")
    refused = client.send(again, action="resume")
    assert refused.status_code == 422
    assert "Vous contestez déjà ce remboursement" in refused.page.text


def test_a_line_of_somebody_else_is_nothing(
    client: CheckedClient, jeanne: Person, karim: Person, line: Reimbursement
) -> None:
    his = line_of_care(karim, reference="R-2", contract=line.contract, cared_on=date(2022, 3, 1),
                       paid_on=date(2022, 3, 8))  # fmt: skip
    signed_in(client, jeanne)
    start = f"/demarches/contester-un-remboursement?ligne={his.pk.hex}"
    asked = client.send(client.get(start), follow=True)
    assert asked.page.h1 == "Quel remboursement ?"
    refused = client.send(asked, line=line.pk.hex, follow=True)
    assert refused.page.h1 == "Pourquoi ?"


def test_an_adviser_answers(
    client: CheckedClient, jeanne: Person, line: Reimbursement, claire: StaffMember
) -> None:
    made = contested(client, jeanne, line)
    no = Decision(Gesture.REFUSE, "Votre médecin n’a pas signé l’OPTAM ce jour-là.", "right")
    op.decide(demarche=made, decision=no, actor=claire.at_desk, at=product_clock.now())
    made.refresh_from_db()
    assert made.state == State.REFUSED
    assert made.contest_until == date(2022, 5, 24)
