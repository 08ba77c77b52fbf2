"""S12: having it certified what was paid, from the form to the PDF, to the cent."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espace_client.audit.models import Entry
from espace_client.contracts.models import Contract, Coverage, Relationship
from espace_client.contributions.certificates import period_in_words
from espace_client.contributions.models import Contribution, Payment
from espace_client.contributions.operations import (
    UnableToCertifyPayment,
    withdraw_what_was_not_paid,
)
from espace_client.contributions.rules import Owed, counted, total
from espace_client.documents.models import IssuedDocument, Withdrawal
from espace_client.kernel import actors
from espace_client.kernel import clock as time
from espace_client.kernel.french import NBSP
from espace_client.kernel.rights import Right
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.bench.pdf import Document
from tests.people import (
    acting,
    contract_of,
    contribution_of,
    cover,
    helped,
    payment_certificate_of,
    signed_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I6.15")]
FORM = "/cotisations-payees"
IN_2021 = (date(2021, 1, 1), date(2021, 12, 31))


@pytest.fixture
def paying(jeanne: Person) -> Contract:
    """Jeanne's contract: the last two months of 2021 and January are paid, February was rejected,
    March is due."""
    contract = Contract.objects.get(holder=jeanne)
    contribution_of(contract, date(2021, 11, 1), "72.60")
    contribution_of(contract, date(2021, 12, 1), "72.65")
    contribution_of(contract, date(2022, 1, 1), "74.34")
    contribution_of(contract, date(2022, 2, 1), "74.34", payment=Payment.REJECTED)
    contribution_of(contract, date(2022, 3, 1), "74.34", payment=Payment.DUE)
    return contract


def read(client: CheckedClient, document: IssuedDocument) -> str:
    content = client.get(f"/mes-documents/{document.pk}/pdf").content
    return " ".join(Document(content).text.replace(NBSP, " ").split())


def between(first: str, last: str) -> dict[str, str]:
    typed = {}
    for name, day in (("first", first), ("last", last)):
        year, month, number = day.split("-")
        typed |= {f"{name}_day": number, f"{name}_month": month, f"{name}_year": year}
    return {"when": "periode", **typed}


def test_a_year_to_the_cent(client: CheckedClient, jeanne: Person, paying: Contract) -> None:
    page = signed_in(client, jeanne).get(FORM)
    assert paying.reference in page.page.text
    answer = client.send(page, purpose="autre", when="2021")
    assert client.get(answer.url).page.h1 == "Votre attestation est prête"
    said = read(client, IssuedDocument.objects.get())
    assert "Total payé 145,25 €" in said
    assert "novembre 2021 30 novembre 2021 Payée 72,60 €" in said
    assert "décembre 2021 31 décembre 2021 Payée 72,65 €" in said
    assert "janvier 2022" not in said.partition("Cotisations payées Période")[2]
    assert "Numéro CP-" in said


def test_this_year_so_far_counts_what_is_paid_alone_and_says_so(
    client: CheckedClient, jeanne: Person, paying: Contract
) -> None:
    page = signed_in(client, jeanne).get(FORM)
    said = page.page.text.replace(NBSP, " ")
    assert "Ne sont pas comptées" in said
    assert "février 2022, rejetée par la banque" in said
    assert "mars 2022, à payer" in said
    client.send(page, purpose="employeur", when="2022")
    document = IssuedDocument.objects.get()
    printed = read(client, document)
    assert "Total payé 74,34 €" in printed
    assert "du 1er janvier 2022 au 24 mars 2022" in document.facts["about"].replace(NBSP, " ")
    assert "rejetée par la banque, n’est pas comptée" in printed
    assert "février 2022" not in printed


def test_free_months(client: CheckedClient, jeanne: Person, paying: Contract) -> None:
    page = signed_in(client, jeanne).get(FORM)
    client.send(page, purpose="autre", **between("2021-12-01", "2022-01-31"))
    assert "Total payé 146,99 €" in read(client, IssuedDocument.objects.get())


def test_a_month_that_began_before_the_first_day_is_another_s(
    client: CheckedClient, jeanne: Person, paying: Contract
) -> None:
    document = payment_certificate_of(jeanne, first=date(2021, 11, 2), last=date(2021, 12, 1))
    assert "Total payé 72,65 €" in read(signed_in(client, jeanne), document)


def test_an_empty_period_says_what_exists(
    client: CheckedClient, jeanne: Person, paying: Contract
) -> None:
    page = signed_in(client, jeanne).get(FORM)
    answer = client.send(page, purpose="autre", **between("2020-01-01", "2020-12-31"))
    assert answer.status_code == 422
    said = answer.page.text.replace(NBSP, " ")
    assert "Nous en avons de novembre 2021 à janvier 2022" in said
    assert answer.page.value("first_year") == "2020"
    assert not IssuedDocument.objects.exists()


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("2022-02-01", "2022-01-01", "avant le premier"),
        ("2022-01-01", "2022-04-01", "n’est pas encore venu"),
        ("2022-02-29", "2022-03-01", "Ce jour n’existe pas"),
    ],
)
def test_wrong_days_are_said_beside_their_boxes(
    client: CheckedClient, jeanne: Person, paying: Contract, first: str, last: str, sentence: str
) -> None:
    answer = client.send(
        signed_in(client, jeanne).get(FORM), purpose="autre", **between(first, last)
    )
    assert answer.status_code == 422
    assert sentence in answer.page.text
    for days in ((date(2022, 2, 1), date(2022, 1, 1)), (date(2022, 1, 1), date(2022, 4, 1))):
        with pytest.raises(UnableToCertifyPayment):
            payment_certificate_of(jeanne, first=days[0], last=days[1])


def test_only_who_asks_for_it_is_named(
    client: CheckedClient, jeanne: Person, paying: Contract
) -> None:
    """The page that leads here names a pension fund and the taxes; no nursery asks for this."""
    page = signed_in(client, jeanne).get(FORM)
    said = page.page.root.xpath("//input[@name='purpose']/@value")
    assert said == ["employeur", "retraite", "impots", "logement", "autre"]
    client.send(page, purpose="impots", when="2021")
    assert "demandée par les impôts" in read(client, IssuedDocument.objects.get())


def test_a_period_without_its_days_is_asked_for_day_by_day(
    client: CheckedClient, jeanne: Person, paying: Contract
) -> None:
    answer = client.send(signed_in(client, jeanne).get(FORM), purpose="autre", when="periode")
    asked = "Écrivez le jour, le mois et l’année."
    assert answer.page.link(f"Premier jour : {asked}") == "#id_first_0"
    assert answer.page.link(f"Dernier jour : {asked}") == "#id_last_0"


def test_without_any_payment_the_page_says_why_and_what_next(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    contribution_of(Contract.objects.get(holder=jeanne), date(2022, 3, 1), payment=Payment.DUE)
    page = signed_in(client, jeanne).get(FORM).page
    assert "Nous n’avons pas encore de cotisation payée" in page.text
    assert "mars 2022, à payer" in page.text
    assert page.link("Une autre attestation") == "/attestations"


@pytest.mark.promise("2.3")
def test_only_who_pays_is_told(
    client: CheckedClient, jeanne: Person, karim: Person, salah: Person, paying: Contract
) -> None:
    page = signed_in(client, karim).get(FORM).page
    assert "Aucun contrat n’est à votre nom" in page.text
    assert "74,34" not in page.text
    contribution_of(Contract.objects.get(holder=salah), date(2021, 5, 1))
    for stranger in (karim, salah):
        with pytest.raises(UnableToCertifyPayment):
            payment_certificate_of(stranger, first=IN_2021[0], last=IN_2021[1], contract=paying)


@pytest.mark.promise("2.9")
def test_a_carer_with_documents_asks_in_her_space_and_without_it_has_no_page(
    client: CheckedClient, jeanne: Person, salah: Person, paying: Contract
) -> None:
    access = helped(jeanne, salah, Right.REIMBURSEMENTS)
    acting(client, salah, access)
    assert client.get(FORM).status_code == 404
    access.rights = [Right.DOCUMENTS.value]
    access.save()
    client.send(client.get(FORM), purpose="autre", when="2021")
    document = IssuedDocument.objects.get()
    assert document.person == jeanne.pk
    assert Entry.objects.filter(event="documents.issued", actor_person=salah.pk).exists()


# --- Stories ------------------------------------------------------------------------------------


@pytest.mark.promise("I6.10")
def test_two_contracts_are_two_questions_and_never_one_sum(
    client: CheckedClient, jeanne: Person, paying: Contract
) -> None:
    other = contract_of(jeanne, reference="C-ENCORE", start_on=date(2020, 1, 1))
    contribution_of(other, date(2021, 12, 1), "10.00")
    page = signed_in(client, jeanne).get(FORM)
    assert client.send(page, purpose="autre", when="2021").status_code == 422
    client.send(page, purpose="autre", when="2021", contract=str(other.pk))
    said = read(client, IssuedDocument.objects.get())
    assert "Total payé 10,00 €" in said
    assert "72,6" not in said


@pytest.mark.promise("I6.10")
def test_a_removed_beneficiary_changes_nothing_of_what_was_paid(
    client: CheckedClient, jeanne: Person, karim: Person, paying: Contract
) -> None:
    Coverage.objects.filter(person=karim).update(end_on=date(2022, 2, 28))
    document = payment_certificate_of(jeanne, first=IN_2021[0], last=IN_2021[1])
    assert "Total payé 145,25 €" in read(signed_in(client, jeanne), document)


@pytest.mark.promise("I6.10")
def test_a_leap_february_is_a_whole_month(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    clock.set("2024-02-29T12:00")
    contribution_of(Contract.objects.get(holder=jeanne), date(2024, 2, 1), "81.07")
    document = payment_certificate_of(jeanne, first=date(2024, 2, 1), last=date(2024, 2, 29))
    said = read(signed_in(client, jeanne), document)
    assert "février 2024 29 février 2024 Payée 81,07 €" in said
    assert period_in_words(date(2024, 2, 1), date(2024, 2, 28)).startswith("du 1er")


@pytest.mark.promise("I6.10")
def test_a_child_on_two_contracts_is_paid_for_by_each_parent_apart(
    client: CheckedClient, jeanne: Person, karim: Person, paying: Contract
) -> None:
    child = Person.objects.create(
        reference="P-E", birth_name="Martin", first_names="Inès", birth_date="29/02/2004"
    )
    of_father = contract_of(karim, reference="C-PERE", start_on=date(2020, 1, 1))
    contribution_of(of_father, date(2021, 12, 1), "33.33")
    for contract in (paying, of_father):
        cover(contract, child, Relationship.CHILD)
    document = payment_certificate_of(karim, first=IN_2021[0], last=IN_2021[1])
    said = read(signed_in(client, karim), document)
    assert "Total payé 33,33 €" in said
    assert paying.reference not in said


@pytest.mark.promise("I6.10")
def test_a_contract_that_starts_next_month_has_nothing_paid_yet(
    client: CheckedClient, lucien: Person, clock: Clock
) -> None:
    clock.set("2022-05-02T12:00")
    page = signed_in(client, lucien).get(FORM).page
    assert "Nous n’avons pas encore de cotisation payée" in page.text
    assert "L’attestation sera ici quand une cotisation sera payée" in page.text


@pytest.mark.promise("I6.11")
@pytest.mark.parametrize(("day", "told"), [("2024-03-31", True), ("2024-04-01", False)])
def test_a_contract_that_ended_is_told_for_24_months(
    client: CheckedClient, jeanne: Person, paying: Contract, clock: Clock, day: str, told: bool
) -> None:
    Contract.objects.filter(pk=paying.pk).update(end_on=date(2022, 3, 31))
    clock.set(f"{day}T12:00")
    answer = signed_in(client, jeanne).get(FORM)
    assert (answer.status_code == 200) is told
    if told:
        assert answer.page.h1 == "Demander une attestation de cotisations payées"
    else:  # the space itself is closed
        assert answer.url == "/connexion/contrat-termine"


@pytest.mark.promise("6.6")
def test_a_double_click_makes_one_document(
    client: CheckedClient, jeanne: Person, paying: Contract
) -> None:
    page = signed_in(client, jeanne).get(FORM)
    first, again = (client.send(page, purpose="autre", when="2021") for _click in range(2))
    assert first.url == again.url
    assert IssuedDocument.objects.count() == 1
    assert Entry.objects.filter(event="documents.issued").count() == 1


# --- What is not true any more ------------------------------------------------------------------


@pytest.mark.promise("I6.8")
def test_a_payment_that_the_bank_rejects_later_withdraws_it(
    client: CheckedClient, jeanne: Person, paying: Contract
) -> None:
    document = payment_certificate_of(jeanne, first=IN_2021[0], last=IN_2021[1])
    assert settle() == 0
    Contribution.objects.filter(period_start=date(2022, 1, 1)).update(payment=Payment.REJECTED)
    assert settle() == 0  # another one
    Contribution.objects.filter(period_start=date(2021, 12, 1)).update(payment=Payment.REJECTED)
    assert settle() == 1
    document.refresh_from_db()
    assert document.withdrawn_because == Withdrawal.PAYMENT_CHANGED
    verdict = client.get(f"/verifier/{document.proof}").page
    assert verdict.h1 == "Ce document est annulé"
    assert "n’est plus comptée comme payée" in verdict.text
    anew = payment_certificate_of(jeanne, first=IN_2021[0], last=IN_2021[1])
    assert "Total payé 72,60 €" in read(signed_in(client, jeanne), anew)


@pytest.mark.promise("I6.8")
@pytest.mark.parametrize(
    "change", [{"amount": Decimal("42.60")}, {"period_end": date(2021, 12, 15)}]
)
def test_what_the_file_corrects_later_withdraws_it(
    jeanne: Person, paying: Contract, change: dict[str, Any]
) -> None:
    document = payment_certificate_of(jeanne, first=IN_2021[0], last=IN_2021[1])
    Contribution.objects.filter(period_start=date(2022, 3, 1)).update(amount=Decimal("1.00"))
    assert settle() == 0  # another one
    Contribution.objects.filter(period_start=date(2021, 12, 1)).update(**change)
    assert settle() == 1
    document.refresh_from_db()
    assert document.withdrawn_because == Withdrawal.PAYMENT_CHANGED


@pytest.mark.promise("I6.8")
def test_one_from_before_amounts_were_kept_stands(jeanne: Person, paying: Contract) -> None:
    payment_certificate_of(jeanne, first=IN_2021[0], last=IN_2021[1])
    IssuedDocument.objects.update(amounts=[])
    assert settle() == 0


def settle() -> int:
    return withdraw_what_was_not_paid(actor=actors.robot("un essai"), at=time.now())


def test_whoever_verifies_reads_no_amount(
    client: CheckedClient, jeanne: Person, paying: Contract
) -> None:
    document = payment_certificate_of(jeanne, first=IN_2021[0], last=IN_2021[1])
    text = client.get(f"/verifier/{document.proof}").page.text
    assert "J. M." in text
    assert "145" not in text
    assert paying.reference not in text


# --- The rule -----------------------------------------------------------------------------------

owed = st.builds(
    Owed,
    id=st.builds(uuid4) | st.just(UUID(int=1)),
    first=st.dates(date(2020, 1, 1), date(2023, 12, 31)),
    last=st.just(date(2024, 1, 1)),
    due_on=st.just(date(2022, 1, 1)),
    amount=st.decimals(0, 9999, places=2),
    is_paid=st.booleans(),
    state=st.just("Payée"),
)


@given(st.lists(owed))
def test_each_payment_counts_in_one_year_and_no_other(everything: list[Owed]) -> None:
    in_year: Callable[[int], Decimal] = lambda year: total(  # noqa: E731
        counted(everything, first=date(year, 1, 1), last=date(year, 12, 31))
    )
    paid = sum((one.amount for one in everything if one.is_paid), Decimal())
    assert sum(map(in_year, range(2020, 2024)), Decimal()) == paid
