"""« Ma carte »: whose it is, who stands on it, and what it says when there is none."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from espace_client.contracts.models import Contract, Coverage
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import contract_of, signed_in

pytestmark = pytest.mark.django_db


def words_of_card(client: CheckedClient, person: Person) -> str:
    return signed_in(client, person).get("/ma-carte").page.text


def test_it_says_the_number_and_everybody_the_holder_covers(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    said = words_of_card(client, jeanne)
    assert "4820 1937" in said
    assert "Santé Retraites Horizon, option Équilibre" in said
    assert "Jeanne Martin Date de naissance : 12/05/1944 (adhérent)" in said
    assert f"Karim Martin Date de naissance : {karim.birth_date} (conjoint)" in said
    assert "Contrat en cours depuis le" in said
    assert "n’est pas encore la carte de tiers payant à télécharger" in said


def test_a_lunar_date_is_printed_as_the_card_has_it(client: CheckedClient, salah: Person) -> None:
    assert "Date de naissance : 00/00/1938 (adhérent)" in words_of_card(client, salah)


def test_an_adult_beneficiary_shows_a_card_of_his_own(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    said = words_of_card(client, karim)
    assert "Karim Martin" in said
    assert "4820 1937" in said
    assert "Jeanne" not in said


def test_whoever_is_no_longer_covered_leaves_it(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    Coverage.objects.filter(person=karim).update(end_on=date(2021, 6, 30))
    assert "Karim" not in words_of_card(client, jeanne)


def test_it_is_never_empty(client: CheckedClient, jeanne: Person, lucien: Person) -> None:
    said = words_of_card(client, lucien)
    assert "Ce contrat commence le 1er juin 2022" in said
    assert "4820 5523" not in said
    Contract.objects.filter(holder=jeanne).update(end_on=date(2022, 3, 23))
    Coverage.objects.filter(person=jeanne).update(end_on=date(2022, 3, 23))
    said = words_of_card(client, jeanne)
    assert "Ce contrat est terminé depuis le 23 mars 2022. La carte ne sert plus." in said
    assert "Montrez cette page" not in said
    Contract.objects.filter(holder=jeanne).update(end_on=date(2019, 12, 31))
    assert "Nous ne voyons aucun contrat" in words_of_card(client, jeanne)


def test_the_last_day_still_counts(client: CheckedClient, jeanne: Person, clock: Clock) -> None:
    Contract.objects.filter(holder=jeanne).update(end_on=date(2022, 3, 24))
    assert "jusqu’au 24 mars 2022" in words_of_card(client, jeanne)


def test_two_contracts_are_two_cards_and_no_more_questions_to_the_database(
    client: CheckedClient, jeanne: Person
) -> None:
    contract_of(jeanne, reference="RH-2", start_on=date(2022, 1, 1), option="confort")
    signed_in(client, jeanne)
    client.get("/ma-carte")
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/ma-carte").page
    assert "option Confort" in page.text
    assert len(asked) <= 4, [one["sql"] for one in asked]
