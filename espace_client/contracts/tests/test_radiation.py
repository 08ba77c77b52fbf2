"""S12: having it certified that a cover is over, from the form to the PDF."""

from datetime import date

import pytest

from espace_client.audit.models import Entry
from espace_client.audit.queries import history_of
from espace_client.contracts.models import Contract, Coverage, Relationship
from espace_client.contracts.operations import UnableToCertify, withdraw_what_ended
from espace_client.documents.models import IssuedDocument, Withdrawal
from espace_client.kernel import actors
from espace_client.kernel import clock as time
from espace_client.kernel.french import NBSP
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.bench.pdf import Document
from tests.people import contract_of, cover, end_certificate_of, nir_held, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I6.15")]
FORM = "/attestation-de-radiation"
FEBRUARY_28 = date(2022, 2, 28)


@pytest.fixture
def removed(jeanne: Person, karim: Person) -> Person:
    """Karim, whom Jeanne's contract does not cover since the end of last month."""
    Coverage.objects.filter(person=karim).update(end_on=FEBRUARY_28)
    return karim


def read(client: CheckedClient, document: IssuedDocument) -> str:
    content = client.get(f"/mes-documents/{document.pk}/pdf").content
    return " ".join(Document(content).text.replace(NBSP, " ").split())


@pytest.mark.promise("I6.10")
def test_a_beneficiary_removed_last_month_is_certified_alone(
    client: CheckedClient, jeanne: Person, removed: Person
) -> None:
    page = signed_in(client, jeanne).get(FORM)
    assert "L’attestation est pour Karim Martin" in page.page.text
    assert "Jeanne Martin a encore une couverture" in page.page.text
    answer = client.send(page, purpose="assureur")
    ready = client.get(answer.url).page
    assert ready.h1 == "Votre attestation est prête"
    assert "Attestation de radiation" in ready.text
    said = read(client, IssuedDocument.objects.get())
    assert "n’est plus couverte par le contrat indiqué" in said
    assert "demandée par un nouvel assureur" in said
    assert "Karim Martin 03/11/1941 Conjoint 1er janvier 2019 28 février 2022" in said
    assert "Numéro RA-" in said
    assert "Jeanne Martin, nom de naissance" not in said


def test_who_left_has_his_own_and_the_holder_is_not_named_in_it(
    client: CheckedClient, removed: Person
) -> None:
    signed_in(client, removed)
    client.may_see |= {"jeanne"}  # the number of the contract
    client.send(client.get(FORM), purpose="autre")
    said = read(client, IssuedDocument.objects.get())
    assert "Karim Martin" in said
    assert "Jeanne" not in said


def test_nobody_has_another_certified(jeanne: Person, removed: Person, salah: Person) -> None:
    Contract.objects.filter(holder=salah).update(end_on=FEBRUARY_28)
    with pytest.raises(UnableToCertify):
        end_certificate_of(jeanne, salah)
    with pytest.raises(UnableToCertify):
        end_certificate_of(removed, jeanne, removed)


def test_while_everybody_is_covered_the_page_says_why_and_what_next(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    page = signed_in(client, jeanne).get(FORM).page
    assert page.h1 == "Aucune couverture n’est finie"
    assert "son attestation sera ici le lendemain" in page.text
    Coverage.objects.filter(person=karim).update(end_on=date(2022, 6, 30))
    said = client.get(FORM).page.text.replace(NBSP, " ")
    assert "Une couverture finit le 30 juin 2022" in said
    assert "dès le 1er juillet 2022" in said
    assert "01 99 00 12 34" in said
    with pytest.raises(UnableToCertify, match="n’est pas finie"):
        end_certificate_of(jeanne, jeanne)
    with pytest.raises(UnableToCertify):
        end_certificate_of(jeanne)


@pytest.mark.parametrize(("day", "made"), [("2022-03-31", False), ("2022-04-01", True)])
def test_it_is_had_from_the_day_after_the_last_one(
    client: CheckedClient, salah: Person, clock: Clock, day: str, made: bool
) -> None:
    Contract.objects.filter(holder=salah).update(end_on=date(2022, 3, 31))
    clock.set(f"{day}T00:01")
    page = signed_in(client, salah).get(FORM).page
    assert (page.h1 == "Demander une attestation de radiation") is made


@pytest.mark.promise("I6.11")
@pytest.mark.parametrize(("day", "made"), [("2024-02-29", True), ("2024-03-01", False)])
def test_it_is_had_for_24_months(
    client: CheckedClient, jeanne: Person, removed: Person, clock: Clock, day: str, made: bool
) -> None:
    clock.set(f"{day}T12:00")
    page = signed_in(client, jeanne).get(FORM).page
    assert (page.h1 == "Demander une attestation de radiation") is made


@pytest.mark.promise("I6.10")
def test_a_cover_that_ended_on_a_leap_day(
    client: CheckedClient, salah: Person, clock: Clock
) -> None:
    Contract.objects.filter(holder=salah).update(end_on=date(2024, 2, 29))
    clock.set("2026-02-28T12:00")  # 24 months later: there is no 29th
    signed_in(client, salah)
    assert "1er janvier 2019 29 février 2024" in read(client, end_certificate_of(salah))
    clock.set("2026-03-01T12:00")
    assert signed_in(client, salah).get(FORM).url == "/connexion/contrat-termine"


@pytest.mark.promise("I6.10")
def test_of_two_contracts_the_one_that_ended_is_told_alone(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    old = contract_of(jeanne, reference="C-AVANT", option="confort", end_on=date(2021, 12, 31))
    said = read(signed_in(client, jeanne), end_certificate_of(jeanne))
    assert "option Confort" in said
    assert old.reference in said
    assert "option Équilibre" not in said
    assert "31 décembre 2021" in said


@pytest.mark.promise("I6.10")
def test_a_child_whom_one_parent_s_contract_covers_no_more(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    child = Person.objects.create(
        reference="P-ENFANT", birth_name="Martin", first_names="Inès", birth_date="29/02/2004"
    )
    of_father = contract_of(karim, reference="C-PERE")
    cover(Contract.objects.get(holder=jeanne), child, Relationship.CHILD)
    end = cover(of_father, child, Relationship.CHILD)
    end.end_on = FEBRUARY_28
    end.save()
    with pytest.raises(UnableToCertify, match="Inès Martin"):
        end_certificate_of(jeanne, child)
    said = read(signed_in(client, karim), end_certificate_of(karim, child))
    assert "Inès Martin 29/02/2004 Enfant 1er janvier 2019 28 février 2022" in said
    assert "C-PERE" in said


@pytest.mark.promise("I6.10")
def test_a_contract_that_starts_next_month_has_no_end_to_certify(
    client: CheckedClient, lucien: Person, clock: Clock
) -> None:
    clock.set("2022-05-01T10:00")
    page = signed_in(client, lucien).get("/attestations").page
    assert "Votre couverture commence le 1er juin 2022" in page.text.replace(NBSP, " ")
    assert client.get(FORM).page.h1 == "Aucune couverture n’est finie"


def test_a_cover_that_begins_again_in_the_same_contract_is_not_over(
    jeanne: Person, removed: Person
) -> None:
    given_back(removed)
    with pytest.raises(UnableToCertify):
        end_certificate_of(jeanne, removed)


def given_back(person: Person) -> Coverage:
    """A cover of the same contract that begins the day after."""
    (before,) = Coverage.objects.filter(person=person)
    return Coverage.objects.create(
        contract=before.contract,
        person=person,
        relationship=before.relationship,
        start_on=date(2022, 3, 1),
    )


@pytest.mark.promise("5.2")
def test_the_nir_is_printed_if_it_is_asked_for_and_that_is_remembered(
    client: CheckedClient, jeanne: Person, removed: Person
) -> None:
    nir_held(removed, "141113595004163")
    without = end_certificate_of(jeanne, removed)
    assert "Sécurité sociale" not in read(signed_in(client, jeanne), without)
    client.send(client.get(FORM), purpose="assureur", with_nir="on")
    printed = IssuedDocument.objects.exclude(pk=without.pk).get()
    assert "1 41 11 35 950 041 63" in read(client, printed)
    assert "950" not in client.get(f"/mes-documents/{printed.pk}").page.text
    said = [line.sentence for line in history_of(jeanne.pk)]
    assert len([one for one in said if "Numéro de Sécurité sociale écrit" in one]) == 1


@pytest.mark.promise("6.6")
def test_a_double_click_makes_one_document(
    client: CheckedClient, jeanne: Person, removed: Person
) -> None:
    page = signed_in(client, jeanne).get(FORM)
    first, again = (client.send(page, purpose="autre") for _click in range(2))
    assert first.url == again.url
    assert IssuedDocument.objects.count() == 1
    assert Entry.objects.filter(event="documents.issued").count() == 1


def test_an_answer_that_lacks_is_asked_for(
    client: CheckedClient, jeanne: Person, removed: Person
) -> None:
    answer = client.send(signed_in(client, jeanne).get(FORM))
    assert answer.status_code == 422
    assert "Choisissez pour quoi" in answer.page.text


# --- What is not true any more ------------------------------------------------------------------


def settle() -> int:
    return withdraw_what_ended(actor=actors.robot("un essai"), at=time.now())


@pytest.mark.promise("I6.8")
@pytest.mark.parametrize("end_on", [None, date(2022, 1, 31), date(2022, 3, 31)])
def test_it_is_withdrawn_when_the_end_is_given_back_or_moved(
    client: CheckedClient, jeanne: Person, removed: Person, end_on: date | None
) -> None:
    document = end_certificate_of(jeanne, removed)
    assert settle() == 0
    Coverage.objects.filter(person=removed).update(end_on=end_on)
    assert settle() == 1
    assert settle() == 0
    document.refresh_from_db()
    assert document.withdrawn_because == Withdrawal.END_CHANGED
    verdict = client.get(f"/verifier/{document.proof}").page
    assert verdict.h1 == "Ce document est annulé"
    assert "la fin de la couverture a été corrigée" in verdict.text


@pytest.mark.promise("I6.8")
def test_it_is_withdrawn_when_a_cover_follows_or_the_row_is_gone(
    jeanne: Person, removed: Person
) -> None:
    end_certificate_of(jeanne, removed)
    again = given_back(removed)
    assert settle() == 1
    again.delete()
    anew = end_certificate_of(jeanne, removed)
    assert anew.withdrawn_at is None
    Coverage.objects.filter(person=removed).delete()
    assert settle() == 1


@pytest.mark.promise("I6.8")
def test_the_contract_that_ends_counts_as_the_cover(salah: Person, clock: Clock) -> None:
    Contract.objects.filter(holder=salah).update(end_on=FEBRUARY_28)
    end_certificate_of(salah)
    assert settle() == 0
    Contract.objects.filter(holder=salah).update(end_on=None)
    assert settle() == 1


@pytest.mark.promise("I6.8")
def test_a_cover_that_begins_after_the_end_of_the_contract_gives_nothing_back(
    jeanne: Person, removed: Person
) -> None:
    """A file may hold one: it covers nobody on any day, unless the contract goes on after all."""
    contract = Contract.objects.get(holder=jeanne)
    contract.end_on = date(2022, 3, 10)
    contract.save()
    again = given_back(removed)
    again.start_on = date(2022, 3, 14)
    again.save()
    assert end_certificate_of(jeanne, removed).withdrawn_at is None
    assert settle() == 0
    contract.end_on = date(2022, 3, 14)
    contract.save()
    assert settle() == 1


def test_a_stranger_reads_initials_and_the_last_day(
    client: CheckedClient, jeanne: Person, removed: Person
) -> None:
    verdict = client.get(f"/verifier/{end_certificate_of(jeanne, removed).proof}").page
    assert verdict.h1 == "Oui, ce document est authentique"
    assert "K. M." in verdict.text
    assert "28 février 2022" in verdict.text.replace(NBSP, " ")
    assert "Karim" not in verdict.text


# --- The page that asks which -------------------------------------------------------------------


def test_each_kind_is_offered_or_says_why_not(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    page = signed_in(client, jeanne).get("/attestations").page
    assert page.link("Attestation d’affiliation") == "/attestation-affiliation"
    assert page.link("Attestation de cotisations payées") == "/cotisations-payees"
    assert page.link("Relevé annuel des remboursements") == "/releve-des-remboursements"
    assert "Aucune couverture n’est finie" in page.text
    Coverage.objects.filter(person=karim).update(end_on=FEBRUARY_28)
    assert client.get("/attestations").page.link("Attestation de radiation") == FORM
    client = CheckedClient()
    page = signed_in(client, karim).get("/attestations").page
    assert "La personne au nom de qui est le contrat paie les cotisations" in page.text


def test_without_any_contract_the_space_is_closed(client: CheckedClient, andree: Person) -> None:
    assert signed_in(client, andree).get("/attestations").url == "/connexion/contrat-termine"
