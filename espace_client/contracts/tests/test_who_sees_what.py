"""Whose contract is whose: the holder, the husband, a stranger, and those who have left."""

from datetime import date

import pytest

from espace_client.contracts import queries
from espace_client.contracts.models import Contract, Coverage, ProductVersion
from espace_client.contracts.rules import earliest_readable_end
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import contract_of, signed_in

pytestmark = pytest.mark.django_db
LAUNCH = date(2022, 3, 24)


def test_the_holder_sees_herself_and_those_she_covers(jeanne: Person, eloise: Person) -> None:
    seen = queries.contracts_seen_by(jeanne.pk, on=LAUNCH)
    assert [contract.names for contract in seen] == ["Jeanne Martin et Karim Martin"]


@pytest.mark.promise("2.3")
def test_an_adult_beneficiary_sees_only_himself(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    seen = queries.contracts_seen_by(karim.pk, on=LAUNCH)
    assert [contract.names for contract in seen] == ["Karim Martin"]
    signed_in(client, karim)
    client.may_see = frozenset({"karim"})
    assert "Jeanne" not in client.get("/mes-contrats").page.text


def test_the_table_is_that_of_her_own_option(
    client: CheckedClient, jeanne: Person, eloise: Person
) -> None:
    signed_in(client, jeanne)
    page = client.get("/mes-garanties").page
    assert "option Équilibre" in page.text
    assert "250 % de la base" in page.text
    assert page.text.index("Hospitalisation") < page.text.index("Dentaire")


def test_somebody_elses_contract_does_not_exist(
    client: CheckedClient, jeanne: Person, eloise: Person
) -> None:
    signed_in(client, jeanne)
    foreign = Contract.objects.get(holder=eloise)
    assert client.get(f"/mes-garanties/{foreign.pk}").status_code == 404


def test_with_several_contracts_one_chooses(client: CheckedClient, jeanne: Person) -> None:
    contract_of(jeanne, reference="C-ENCORE", option="confort")
    signed_in(client, jeanne)
    assert client.get("/mes-garanties").page.h1 == "Les garanties de quel contrat ?"


@pytest.mark.parametrize(("day", "count"), [("2024-03-31", 1), ("2024-04-01", 0)])
def test_what_has_ended_is_read_for_24_months(
    client: CheckedClient, jeanne: Person, clock: Clock, day: str, count: int
) -> None:
    contract = Contract.objects.get(holder=jeanne)
    contract.end_on = date(2022, 3, 31)
    contract.save()
    clock.set(f"{day}T10:00")
    assert len(queries.contracts_seen_by(jeanne.pk, on=date.fromisoformat(day))) == count
    signed_in(client, jeanne)
    answer = client.get("/mes-contrats")
    if count:
        assert "Santé Retraites Horizon" in answer.page.text
    else:
        assert answer.url == "/connexion/contrat-termine"


def test_29_february_has_an_answer() -> None:
    assert earliest_readable_end(date(2024, 2, 29)) == date(2022, 2, 28)


def test_whoever_is_no_longer_covered_leaves_the_card(
    client: CheckedClient, jeanne: Person, karim: Person
) -> None:
    Coverage.objects.filter(person=karim).update(end_on=date(2021, 6, 30))
    signed_in(client, jeanne)
    assert "Karim" not in client.get("/accueil").page.text
    assert "Karim Martin (conjoint), jusqu’au 30 juin 2021" in client.get("/mes-contrats").page.text
    signed_in(client, karim)
    client.may_see = frozenset({"karim"})
    assert "4820 1937" not in client.get("/accueil").page.text


def test_a_holder_who_only_covers_others_keeps_a_space(jeanne: Person) -> None:
    Coverage.objects.filter(person=jeanne).update(end_on=date(2019, 6, 30))
    assert queries.access_of(jeanne.pk, on=LAUNCH)[0] is queries.Access.OPEN


def test_a_contract_that_ended_keeps_the_name_of_its_option(jeanne: Person) -> None:
    Contract.objects.filter(holder=jeanne).update(end_on=date(2021, 12, 31))
    Coverage.objects.update(end_on=date(2021, 12, 31))
    version = ProductVersion.objects.get()
    version.valid_to = date(2021, 12, 31)
    version.save()
    assert queries.contracts_seen_by(jeanne.pk, on=LAUNCH)[0].option_name == "Équilibre"
