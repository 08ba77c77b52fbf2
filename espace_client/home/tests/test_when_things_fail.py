"""The database away, a page that breaks, an address too long, a log that must not tell."""

import logging

import pytest
from django.db import OperationalError
from django.db.backends.postgresql.base import DatabaseWrapper

from espace_client.members.models import Person
from espace_client.ui.addresses import our_own
from espace_client.ui.logs import WithoutSecrets
from tests.bench.pages import CheckedClient
from tests.people import PASSWORD, at_home, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/accueil", "/connexion", "/creer-mon-compte/message"])
def test_a_database_that_is_away_is_a_short_pause(
    client: CheckedClient, jeanne: Person, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    signed_in(client, jeanne)
    client.raise_request_exception = False

    def away(*_: object, **__: object) -> None:
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr(DatabaseWrapper, "cursor", away)
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert answer.page.h1 == "L’espace client fait une courte pause"


def test_what_breaks_has_a_reference(
    client: CheckedClient, jeanne: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in(client, jeanne)
    client.raise_request_exception = False
    monkeypatch.setattr("espace_client.home.views.member.contracts_seen_by", None)
    answer = client.get("/accueil")
    assert answer.status_code == 500
    assert "donnez cette référence" in answer.page.text


@pytest.mark.promise("4.6")
@pytest.mark.parametrize(
    ("address", "logged"),
    [
        ("/activer/" + "A" * 43, "/activer/…"),
        ("/carte-recue/avkj-xgtf-nycw-3msk-cyqk-kcvd-5k9h", "/carte-recue/…"),
        ("/carte-recue/avkjxgtfnycw3mskcyqkkcvd5k9h", "/carte-recue/…"),
        ("/carte-recue/avkj%20xgtf", "/carte-recue/…"),
        ("/carte-recue/pdf", "/carte-recue/pdf"),
        ("/carte-recue/carte", "/carte-recue/carte"),
        ("/mes-documents", "/mes-documents"),
    ],
)
def test_no_token_reaches_a_log(address: str, logged: str) -> None:
    record = logging.LogRecord(
        "django.request", logging.ERROR, "x", 1, "Unavailable: %s", (address,), None
    )
    assert WithoutSecrets().filter(record)
    assert record.getMessage() == f"Unavailable: {logged}"


def test_a_page_is_found_again_by_the_longest_address_that_we_follow(
    client: CheckedClient, jeanne: Person
) -> None:
    """The form that signed in is noted with it, for a second click."""
    asked = "/mes-garanties?x=" + "a" * 900
    at_home(client, jeanne)
    page = client.get("/connexion", {"next": asked})
    assert client.send(page, email=jeanne.email, password=PASSWORD).url == asked


def test_a_page_asked_for_in_too_long_an_address_is_let_go(
    client: CheckedClient, jeanne: Person
) -> None:
    for asked in ("/mes-garanties?x=" + "a" * 1000, "/" + "é" * 180):
        at_home(client, jeanne)
        page = client.get("/connexion", {"next": asked})
        fresh = client.send(page, email=jeanne.email, password=PASSWORD)
        assert fresh.url == "/accueil"
        client.cookies.clear()
    assert our_own("/" + "a" * 999)
    assert not our_own("/" + "a" * 1000)


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/deconnexion", "/accueil"),
        ("/creer-mon-compte/renvoyer", "/creer-mon-compte"),
        ("/activer/nouveau-lien", "/activer"),
    ],
)
def test_the_address_of_a_gesture_leads_back_to_its_page(
    client: CheckedClient, jeanne: Person, path: str, leads_to: str
) -> None:
    signed_in(client, jeanne)
    assert client.get(path).url == leads_to


@pytest.mark.parametrize("path", ["/", "/aide", "/connexion", "/creer-mon-compte"])
def test_a_page_can_be_asked_for_its_head_alone(client: CheckedClient, path: str) -> None:
    assert client.head(path).status_code == 200
