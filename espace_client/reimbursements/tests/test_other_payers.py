"""What an answer says besides the general scheme and the one contract: who else may pay."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from espace_client.contracts.models import Coverage
from espace_client.members.models import Person
from espace_client.reimbursements.covered import Insured
from espace_client.reimbursements.estimating import Estimate, estimate
from espace_client.reimbursements.law_in_force import catalogue
from espace_client.reimbursements.sample_contract import sample
from espace_client.reimbursements.simulation import VISITOR, Simulation, sealed
from espace_client.reimbursements.wording import told
from tests.bench.pages import CheckedClient
from tests.people import contract_of, signed_in

pytestmark = pytest.mark.promise("I5.11")

TODAY = date(2026, 11, 26)


def asked(code: str, insured: Insured | None = None, **answers: str) -> Estimate:
    return estimate(catalogue().find(code), answers, insured or sample(on=TODAY), on=TODAY)


def notes(found: Estimate) -> str:
    return " ".join(told(found, sample(on=TODAY), on=TODAY).notes).replace("\u00a0", " ")


def from_strasbourg() -> Insured:
    return replace(sample(on=TODAY), may_be_local=True)


def test_who_may_be_of_alsace_moselle_reads_what_is_paid_there() -> None:
    """Domain rules 5.5, V10: 25 € from the local scheme, 2 € left."""
    said = notes(asked("G", from_strasbourg(), price="30.00"))
    assert "la Sécurité sociale paierait 25,00 € et il vous resterait 2,00 €" in said


def test_who_lives_elsewhere_is_not_tired_with_it() -> None:
    assert "Alsace" not in notes(asked("G", price="30.00"))


def test_who_said_so_is_paid_by_the_local_scheme() -> None:
    found = asked("G", from_strasbourg(), price="30.00", situation="alsace_moselle")
    assert (found.answer.social_security, found.answer.left) == (Decimal(25), Decimal(2))
    assert "Nous avons compté le régime local" in notes(found)
    assert "paierait" not in notes(found)


def test_a_pension_of_invalidity_pays_the_whole_base() -> None:
    """The participation forfaitaire is due all the same (domain rules 5.3)."""
    found = asked("G", price="30.00", situation="invalidite")
    assert (found.answer.social_security, found.answer.left) == (Decimal(28), Decimal(2))
    assert "Nous avons compté une pension d’invalidité" in notes(found)


def test_nothing_is_said_of_alsace_moselle_where_it_pays_the_same() -> None:
    assert "Alsace" not in notes(asked("G", from_strasbourg(), price="30.00", whole="oui"))
    assert "Alsace" not in notes(asked("OSTEOPATHE", from_strasbourg(), price="60.00"))


def test_without_its_number_a_crown_is_not_taken_for_a_front_tooth() -> None:
    found = asked("HBLD403", price="700.00")
    assert found.instead is not None
    assert found.instead.by_tooth
    said = told(found, sample(on=TODAY), on=TODAY).instead
    assert said.startswith("Cela dépend de la dent.")


def test_with_its_number_it_is_the_act_for_that_tooth() -> None:
    front, back = (
        asked("HBLD403", price="700.00", tooth="11"),
        asked("HBLD403", price="700.00", tooth="36"),
    )
    assert front.instead is not None
    assert back.instead is not None
    assert "11" in front.instead.act.teeth
    assert "36" in back.instead.act.teeth
    for found in (front, back):
        assert "dépend de la dent" not in told(found, sample(on=TODAY), on=TODAY).instead


@pytest.mark.django_db
def test_the_page_of_a_crown_without_a_number_promises_nothing(client: CheckedClient) -> None:
    simulation = Simulation(act="HBLD403", answers={"price": "700.00"})
    page = client.get(f"/simulateur/essai/{sealed(simulation, owner=VISITOR)}").page
    text = page.text.replace("\u00a0", " ")
    assert "Avec le 100 % Santé, selon la dent : 0 € à payer" in text


@pytest.mark.django_db
def test_a_second_contract_is_named_where_something_is_left(
    client: CheckedClient, salah: Person
) -> None:
    signed_in(client, salah)
    first = Coverage.objects.get(person=salah)
    answers = {"price": str(Decimal("60.00")), "path": "oui", "optam": "oui", "whole": "non"}
    simulation = Simulation(first.pk.hex, act="G", answers=answers)
    address = f"/simulateur/{sealed(simulation, owner=str(salah.pk))}"
    assert "autre contrat" not in client.get(address).page.text
    contract_of(salah, reference="C-2")
    text = client.get(address).page.text.replace("\u00a0", " ")
    assert "Un autre contrat couvre aussi Salah" in text
    assert "Nous ne l’avons pas compté ici" in text
