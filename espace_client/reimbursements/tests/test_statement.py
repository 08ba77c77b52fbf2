"""S12: the yearly statement of reimbursements, to the cent, and who may have it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from espace_client.audit.models import Entry
from espace_client.contracts.models import Contract, Coverage, Relationship
from espace_client.documents.models import IssuedDocument, Withdrawal
from espace_client.kernel import actors
from espace_client.kernel import clock as time
from espace_client.kernel.french import NBSP
from espace_client.kernel.rights import Right
from espace_client.members.models import Person
from espace_client.reimbursements.models import Reimbursement
from espace_client.reimbursements.operations import UnableToState, withdraw_what_was_cancelled
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.bench.pdf import Document
from tests.people import (
    acting,
    contract_of,
    cover,
    helped,
    line_of_care,
    signed_in,
    statement_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I6.15")]
FORM = "/releve-des-remboursements"


@pytest.fixture
def cared(jeanne: Person, karim: Person) -> Person:
    """Jeanne: two lines paid in 2021, one of December paid in January, one not paid, one
    cancelled; Karim: one of his own."""
    line_of_care(jeanne, reference="R-1")
    line_of_care(
        jeanne, reference="R-2", amounts=("539.00", "84.00", "60.00"), care="Couronne",
        cared_on=date(2021, 3, 2), paid_on=date(2021, 3, 9),
    )  # fmt: skip
    line_of_care(
        jeanne, reference="R-3", care="Analyse de sang", cared_on=date(2021, 12, 28),
        paid_on=date(2022, 1, 4),
    )  # fmt: skip
    line_of_care(jeanne, reference="R-4", care="Radiographie", paid_on=None)
    line_of_care(
        jeanne, reference="R-5", care="Séance d’ostéopathie", cancelled_on=date(2021, 7, 1)
    )
    line_of_care(
        karim, reference="R-6", care="Audioprothèse", amounts=("950.00", "240.00", "710.00")
    )
    return jeanne


def read(client: CheckedClient, document: IssuedDocument) -> str:
    content = client.get(f"{FORM}/{document.pk}/pdf").content
    return " ".join(Document(content).text.replace(NBSP, " ").split())


def test_line_by_line_to_the_cent(client: CheckedClient, cared: Person) -> None:
    page = signed_in(client, cared).get(FORM)
    assert "Le relevé est pour Jeanne Martin" in page.page.text
    answer = client.send(page, when="2021")
    ready = client.get(answer.url).page
    assert ready.h1 == "Votre relevé est prêt"
    said = read(client, IssuedDocument.objects.get())
    crown = "Couronne 02/03/2021 09/03/2021 539,00 € 84,00 € 60,00 € 395,00 €"
    visit = "Consultation d’un généraliste 15/06/2021 22/06/2021 25,00 € 17,50 € 7,50 € 0,00 €"
    assert f"{crown} {visit} Total 564,00 € 101,50 € 67,50 € 395,00 €" in said
    assert "Un remboursement annulé n’est pas compté" in said
    for absent in ("ostéopathie", "Radiographie", "Analyse de sang", "Audioprothèse", "Karim"):
        assert absent not in said
    assert "395,00" in ready.text
    assert "Numéro RR-" in said


def test_the_day_of_payment_counts_and_the_document_says_so(
    client: CheckedClient, cared: Person
) -> None:
    document = statement_of(cared, year=2022)
    said = read(signed_in(client, cared), document)
    assert "payés du 1er janvier 2022 au 24 mars 2022" in said
    assert "C’est le jour du paiement qui compte" in said
    assert "L’année n’est pas finie" in said
    assert "Analyse de sang 28/12/2021 04/01/2022" in said
    assert "Couronne" not in said


def test_a_year_without_payment_says_which_have_some(cared: Person) -> None:
    with pytest.raises(UnableToState, match="Choisissez 2021 et 2022"):
        statement_of(cared, year=2020)
    with pytest.raises(UnableToState, match="n’a pas commencé"):
        statement_of(cared, year=2023)


def test_without_any_care_the_page_says_why_and_what_next(
    client: CheckedClient, salah: Person, cared: Person
) -> None:
    page = signed_in(client, salah).get(FORM).page
    assert "Nous n’avons encore payé aucun soin" in page.text
    assert page.link("Une attestation") == "/attestations"
    assert "01 99 00 12 34" in page.text


# --- Whose care ---------------------------------------------------------------------------------


@pytest.mark.promise("2.3")
def test_the_holder_does_not_read_the_care_of_her_husband(
    client: CheckedClient, cared: Person, karim: Person
) -> None:
    page = signed_in(client, cared).get(FORM).page
    assert "Les soins de Karim Martin ne se lisent pas ici" in page.text
    with pytest.raises(UnableToState):
        statement_of(cared, cared, karim)
    with pytest.raises(UnableToState):
        statement_of(karim, cared)


@pytest.mark.promise("2.3")
def test_what_he_allowed_she_has_as_long_as_he_allows_it(
    client: CheckedClient, cared: Person, karim: Person
) -> None:
    access = helped(karim, cared, Right.REIMBURSEMENTS)
    page = signed_in(client, cared).get(FORM)
    both = [str(cared.pk), str(karim.pk)]
    answer = client.send(page, when="2021", people=both)
    document = IssuedDocument.objects.get()
    said = read(client, document)
    assert "Audioprothèse" in said
    assert "Total de toutes ces personnes" in said
    assert "Dépensé 1 514,00 €" in said
    assert "Resté à payer 395,00 €" in said
    access.ended_at, access.ending = access.created_at, "giver"
    access.save()
    mine = f"/mes-documents/{document.pk}"
    for address in (answer.url, f"{answer.url}/pdf", mine, f"{mine}/pdf",
                    f"/attestations/{document.pk}"):  # fmt: skip
        assert client.get(address).status_code == 404
    assert document.number not in client.get("/mes-documents").page.text


@pytest.mark.promise("2.3")
@pytest.mark.promise("2.9")
def test_a_carer_with_documents_alone_does_not_read_care(
    client: CheckedClient, cared: Person, salah: Person
) -> None:
    document = statement_of(cared)
    acting(client, salah, helped(cared, salah, Right.DOCUMENTS))
    assert "Relevé annuel" not in client.get("/attestations").page.text
    assert document.number not in client.get("/mes-documents").page.text
    for address in (FORM, f"{FORM}/{document.pk}", f"{FORM}/{document.pk}/pdf",
                    f"/mes-documents/{document.pk}", f"/mes-documents/{document.pk}/pdf",
                    f"/attestations/{document.pk}"):  # fmt: skip
        assert client.get(address).status_code == 404, address


@pytest.mark.promise("2.9")
def test_a_carer_with_reimbursements_asks_for_it_and_reads_it_without_documents(
    client: CheckedClient, cared: Person, salah: Person
) -> None:
    acting(client, salah, helped(cared, salah, Right.REIMBURSEMENTS))
    assert client.get("/accueil").page.link("Relevé annuel des remboursements") == FORM
    answer = client.send(client.get(FORM), when="2021")
    document = IssuedDocument.objects.get()
    assert document.person == cared.pk
    assert Entry.objects.filter(event="documents.issued", actor_person=salah.pk).exists()
    assert client.get(answer.url).status_code == 200
    assert "Couronne" in read(client, document)
    told = Entry.objects.filter(event="accounts.carer_read")  # the home page, the page, the PDF
    assert told.count() == 3
    assert client.get("/mes-documents").status_code == 404


@pytest.mark.promise("2.3")
@pytest.mark.promise("2.9")
def test_nobody_passes_on_what_was_allowed_to_them(
    client: CheckedClient, cared: Person, karim: Person, salah: Person
) -> None:
    helped(karim, cared, Right.REIMBURSEMENTS)
    document = statement_of(cared, cared, karim)
    acting(client, salah, helped(cared, salah))
    page = client.get(FORM).page
    assert "Le relevé est pour Jeanne Martin" in page.text
    assert document.number not in client.get("/mes-documents").page.text
    assert client.get(f"{FORM}/{document.pk}/pdf").status_code == 404
    assert client.get(f"/mes-documents/{document.pk}").status_code == 404


def test_the_code_tells_initials_and_days_and_no_care(client: CheckedClient, cared: Person) -> None:
    document = statement_of(cared)
    verdict = client.get(f"/verifier/{document.proof}").page
    assert verdict.h1 == "Oui, ce document est authentique"
    assert "J. M." in verdict.text
    for secret in ("Couronne", "539", "395", "Jeanne"):
        assert secret not in verdict.text


# --- Stories ------------------------------------------------------------------------------------


@pytest.mark.promise("I6.10")
def test_a_beneficiary_removed_last_month_has_his_own(
    client: CheckedClient, cared: Person, karim: Person
) -> None:
    Coverage.objects.filter(person=karim).update(end_on=date(2022, 2, 28))
    said = read(signed_in(client, karim), statement_of(karim))
    assert "Total 950,00 € 240,00 € 710,00 € 0,00 €" in said


@pytest.mark.promise("I6.10")
def test_care_of_two_contracts_stands_in_one_statement(
    client: CheckedClient, cared: Person
) -> None:
    other = contract_of(cared, reference="C-ENCORE", start_on=date(2020, 1, 1))
    line_of_care(
        cared, reference="R-7", care="Lunettes", contract=other, amounts=("10.01", "0", "0")
    )
    said = read(signed_in(client, cared), statement_of(cared))
    assert "Total 574,01 € 101,50 € 67,50 € 405,01 €" in said


@pytest.mark.promise("I6.10")
def test_a_child_on_two_parents_contracts(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    child = Person.objects.create(
        reference="P-ENFANT", birth_name="Martin", first_names="Inès", birth_date="29/02/2004"
    )
    of_mother = Contract.objects.get(holder=jeanne)
    of_father = contract_of(karim, reference="C-PERE")
    for contract, reference, amounts in (
        (of_mother, "R-8", ("100.00", "60.00", "20.00")),
        (of_father, "R-9", ("100.00", "0.00", "20.00")),
    ):
        cover(contract, child, Relationship.CHILD)
        line_of_care(child, reference=reference, contract=contract, amounts=amounts)
    for parent in (jeanne, karim):
        with pytest.raises(UnableToState):
            statement_of(parent, child)
    helped(child, karim, Right.REIMBURSEMENTS)
    document = statement_of(karim, child)
    said = read(signed_in(client, karim), document)
    assert "Total 200,00 € 60,00 € 40,00 € 100,00 €" in said
    with pytest.raises(UnableToState):
        statement_of(jeanne, child)


@pytest.mark.promise("I6.10")
def test_a_young_child_on_two_parents_contracts_is_read_by_both(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    child = Person.objects.create(
        reference="P-ENFANT", birth_name="Martin", first_names="Inès", birth_date="29/02/2012"
    )
    of_mother, of_father = Contract.objects.get(holder=jeanne), contract_of(karim, reference="C-P")
    for contract in (of_mother, of_father):
        cover(contract, child, Relationship.CHILD)
    line_of_care(child, reference="R-8", contract=of_mother)
    line_of_care(child, reference="R-9", contract=of_father, care="Vaccin")
    for parent in (jeanne, karim):
        document = statement_of(parent, child)
        said = read(signed_in(client, parent), document)
        assert "Vaccin" in said
        assert "Total 50,00 € 35,00 € 15,00 € 0,00 €" in said
    Person.objects.filter(pk=child.pk).update(birth_date="29/02/2000")  # an adult's is her own
    assert client.get(f"{FORM}/{document.pk}").status_code == 404


@pytest.mark.promise("I6.10")
def test_care_paid_on_a_leap_day(client: CheckedClient, jeanne: Person, clock: Clock) -> None:
    clock.set("2024-03-01T12:00")
    day = date(2024, 2, 29)
    line_of_care(jeanne, reference="R-29", cared_on=day, paid_on=day)
    said = read(signed_in(client, jeanne), statement_of(jeanne, year=2024))
    assert "29/02/2024 29/02/2024 25,00 €" in said


@pytest.mark.promise("I6.10")
def test_a_contract_that_starts_next_month_has_nothing_to_state(
    client: CheckedClient, lucien: Person, clock: Clock
) -> None:
    clock.set("2022-05-02T12:00")
    page = signed_in(client, lucien).get(FORM).page
    assert "Nous n’avons encore payé aucun soin" in page.text
    assert "Le relevé sera ici après le premier paiement" in page.text


@pytest.mark.promise("6.6")
def test_a_double_click_makes_one_document(client: CheckedClient, cared: Person) -> None:
    page = signed_in(client, cared).get(FORM)
    first, again = (client.send(page, when="2021") for _click in range(2))
    assert first.url == again.url
    assert IssuedDocument.objects.count() == 1
    assert Entry.objects.filter(event="documents.issued").count() == 1


def test_an_answer_that_lacks_is_asked_for(client: CheckedClient, cared: Person) -> None:
    answer = client.send(signed_in(client, cared).get(FORM))
    assert answer.status_code == 422
    assert "Choisissez une année" in answer.page.text


@pytest.mark.promise("8.11")
def test_many_lines_go_on_overleaf_with_their_headers(
    client: CheckedClient, jeanne: Person
) -> None:
    for number in range(120):
        line_of_care(
            jeanne, reference=f"M-{number:03}", care=f"Séance {number:03} de kinésithérapie"
        )
    document = Document(
        signed_in(client, jeanne).get(f"{FORM}/{statement_of(jeanne).pk}/pdf").content
    )
    rows = [" ".join(row.text.split()) for row in document.root.all("/TR")]
    assert len(rows) == 1 + 120 + 1  # the header and the sums are read once
    assert [row[7:10] for row in rows[1:-1]] == [f"{number:03}" for number in range(120)]
    assert document.everything.count("Complémentaire") > 3  # and printed on each page
    assert list(document.faults()) == []


# --- What is not true any more ------------------------------------------------------------------


@pytest.mark.promise("I6.8")
@pytest.mark.parametrize(
    "change",
    [
        {"cancelled_on": date(2022, 3, 1)},
        {"spent": Decimal("960.00")},
        {"complementary": Decimal("5.00")},
        {"paid_on": date(2022, 1, 9)},
    ],
)
def test_a_line_that_is_cancelled_or_corrected_later_withdraws_the_statement(
    client: CheckedClient, cared: Person, change: dict[str, Any]
) -> None:
    document, other = statement_of(cared), statement_of(cared, year=2022)
    assert settle() == 0
    Reimbursement.objects.filter(reference="R-6").update(**change)
    assert settle() == 0  # one that it does not count
    Reimbursement.objects.filter(reference="R-2").update(**change)
    assert settle() == 1
    document.refresh_from_db()
    other.refresh_from_db()
    assert document.withdrawn_because == Withdrawal.CARE_CHANGED
    assert other.withdrawn_at is None
    verdict = client.get(f"/verifier/{document.proof}").page
    assert verdict.h1 == "Ce document est annulé"
    assert "un remboursement a été annulé ou corrigé" in verdict.text
    assert settle() == 0
    assert statement_of(cared).pk != document.pk


def settle() -> int:
    return withdraw_what_was_cancelled(actor=actors.robot("un essai"), at=time.now())
