"""Before its day, each page says when it opens; the old addresses lead here."""

import pytest
from django.conf import settings

from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import PASSWORD, at_home, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.promise("I2.17")
@pytest.mark.parametrize(
    "path", ["/creer-mon-compte", "/connexion", "/activer", "/creer-mon-compte/message"]
)
def test_before_the_launch_a_page_says_when_it_opens(
    client: CheckedClient, clock: Clock, path: str
) -> None:
    clock.set("2022-03-23T23:59:59")
    assert "ouvre le jeudi 24 mars 2022" in client.get(path).page.text
    clock.set("2022-03-24T00:00:00")
    page = client.get(path, follow=True)
    assert "ouvre le" not in page.page.text


def test_nothing_is_created_before_the_launch(client: CheckedClient, clock: Clock) -> None:
    page = client.get("/creer-mon-compte")
    clock.set("2022-03-09T09:00")
    assert "ouvre le" in client.send(page, member_number="48201937").page.text


@pytest.mark.promise("I2.17")
@pytest.mark.parametrize("code", sorted(settings.INSURER.functions))
def test_what_is_not_there_yet_says_so_and_whom_to_call(
    client: CheckedClient, jeanne: Person, code: str
) -> None:
    signed_in(client, jeanne)
    answer = client.get(f"/bientot/{code}")
    if settings.INSURER.function(code).opens_on:
        assert answer.status_code == 404
    else:
        assert "n’est pas encore ouverte" in answer.page.text
        assert "01 99 00 12 34" in answer.page.text


@pytest.mark.parametrize("old", sorted(settings.INSURER.old_addresses))
def test_an_address_of_the_old_portal_leads_here(client: CheckedClient, old: str) -> None:
    assert client.get(f"/{old}", follow=True).status_code == 200


def test_the_first_page_says_what_is_to_do_and_what_she_has(
    client: CheckedClient, jeanne: Person
) -> None:
    signed_in(client, jeanne)
    page = client.get("/accueil").page
    assert page.h1 == "Bonjour Madame Martin"
    assert "Rien à faire aujourd’hui" in page.text
    assert "4820 1937" in page.text
    assert "option Équilibre" in page.text


def test_what_happened_is_told_to_its_owner(client: CheckedClient, jeanne: Person) -> None:
    page = client.get("/connexion")
    at_home(client, jeanne)
    client.may_see = frozenset({"jeanne", "karim"})
    client.send(page, email=jeanne.email, password=PASSWORD)
    assert "Connexion depuis un appareil inconnu. " in client.get("/securite/historique").page.text
