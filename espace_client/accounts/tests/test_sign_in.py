"""Coming in with the e-mail, being refused kindly, and going out."""

import pytest

from espace_client.audit import queries as audit
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import PASSWORD, account_of, at_home, signed_in

pytestmark = pytest.mark.django_db


def test_a_member_comes_in_with_her_email(client: CheckedClient, jeanne: Person) -> None:
    at_home(client, jeanne)
    client.may_see = frozenset({"jeanne", "karim"})
    page = client.get("/connexion")
    entered = client.send(page, email=" Jeanne.MARTIN@orange.example ", password=PASSWORD)
    assert entered.url == "/accueil"
    assert client.get("/accueil").page.h1 == "Bonjour Madame Martin"
    assert audit.history_of(jeanne.pk)[0].sentence == "Connexion depuis un appareil inconnu."


@pytest.mark.promise("1.1")
def test_a_refusal_says_the_same_of_known_and_unknown_addresses(
    client: CheckedClient, jeanne: Person
) -> None:
    account_of(jeanne)
    texts = set()
    for email in (jeanne.email, "personne@boite.example"):
        fresh = CheckedClient()
        page = fresh.get("/connexion")
        refused = fresh.send(page, email=email, password="pas le bon mot de passe")
        assert refused.status_code == 422
        texts.add(refused.page.text)
    assert len(texts) == 1


@pytest.mark.promise("4.9")
@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/mes-garanties", "/mes-garanties"),
        ("//pirate.example", "/accueil"),
        ("https://pirate.example/", "/accueil"),
        ("/\\pirate.example", "/accueil"),
        ("javascript:alert(1)", "/accueil"),
    ],
)
def test_the_page_first_asked_for_is_kept_if_it_is_ours(
    client: CheckedClient, jeanne: Person, asked: str, led_to: str
) -> None:
    at_home(client, jeanne)
    page = client.get("/connexion", {"next": asked})
    assert client.send(page, email=jeanne.email, password=PASSWORD).url == led_to


def test_guessing_is_slowed_down_and_the_time_is_said(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    at_home(client, jeanne)

    def guess(password: str) -> str:
        page = client.get("/connexion")
        return client.send(page, email=jeanne.email, password=password)

    for number in range(5):
        assert "ne correspond pas" in guess(f"essai {number}").page.text
    assert "Trop d’essais" in guess("essai 6").page.text
    clock.advance(seconds=61)
    assert guess(PASSWORD).url == "/accueil"


def test_a_couple_with_one_mailbox_and_one_password_says_who_it_is(
    client: CheckedClient, paul: Person, marie_louise: Person
) -> None:
    at_home(client, paul)
    at_home(client, marie_louise)
    client.may_see = frozenset({"paul", "marie_louise"})
    page = client.get("/connexion")
    asked = client.send(page, email=paul.email, password=PASSWORD, follow=True)
    assert asked.page.h1 == "Qui êtes-vous ?"
    entered = client.send(asked, account=str(marie_louise.account.pk))
    assert entered.url == "/accueil"
    assert "Madame Œuvrard" in client.get("/accueil").page.h1


@pytest.mark.parametrize("late", ["password", "minutes"])
def test_the_choice_of_a_couple_outlives_neither_the_password_nor_ten_minutes(
    client: CheckedClient, paul: Person, marie_louise: Person, clock: Clock, late: str
) -> None:
    at_home(client, paul)
    at_home(client, marie_louise)
    client.may_see = frozenset({"paul", "marie_louise"})
    asked = client.send(client.get("/connexion"), email=paul.email, password=PASSWORD, follow=True)
    assert asked.page.h1 == "Qui êtes-vous ?"
    if late == "minutes":
        clock.advance(minutes=11)
    else:
        account = account_of(paul)
        account.set_password("un autre secret de famille")
        account.save(update_fields=["password"])
    assert client.send(asked, account=str(paul.account.pk)).url == "/connexion"
    assert client.get("/connexion/qui").url == "/connexion"
    assert client.get("/accueil").status_code == 302


def test_a_couple_with_two_passwords_is_not_asked(
    client: CheckedClient, paul: Person, marie_louise: Person
) -> None:
    account_of(paul)
    account_of(marie_louise, password="un autre secret de famille")
    at_home(client, marie_louise)
    client.may_see = frozenset({"paul", "marie_louise"})
    page = client.get("/connexion")
    client.send(page, email=paul.email, password="un autre secret de famille")
    assert "Madame Œuvrard" in client.get("/accueil").page.h1


@pytest.mark.promise("1.11")
def test_a_session_ends_after_30_minutes_without_a_page(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    signed_in(client, jeanne)
    for _ in range(3):
        clock.advance(minutes=29)
        assert client.get("/accueil").status_code == 200
    clock.advance(minutes=31)
    assert client.get("/accueil").status_code == 302


@pytest.mark.promise("1.11")
def test_a_session_ends_after_12_hours_whatever_happens(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    signed_in(client, jeanne)
    for _ in range(12 * 4 - 1):
        clock.advance(minutes=15)
        assert client.get("/accueil").status_code == 200
    clock.advance(minutes=15)
    assert client.get("/accueil").status_code == 302


@pytest.mark.promise("4.5")
def test_signing_out_closes_the_session_on_the_server(
    client: CheckedClient, jeanne: Person
) -> None:
    signed_in(client, jeanne)
    old = client.cookies["__Host-session"].value
    out = client.send(client.get("/accueil"), action="deconnexion")
    assert out.url == "/au-revoir"
    assert out.headers["Clear-Site-Data"] == '"cache"'
    replay = CheckedClient()
    replay.cookies["__Host-session"] = old
    assert replay.get("/accueil").status_code == 302


def test_the_page_after_a_session_that_ended_says_why(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    signed_in(client, jeanne)
    clock.advance(minutes=31)
    page = client.get("/mes-garanties", follow=True)
    assert "Votre session s’est fermée" in page.page.text
    assert page.page.value("next") == "/mes-garanties"
