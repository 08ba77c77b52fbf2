"""After the right password on a device that is not known: a code, and nothing before it."""

import pytest
from django.conf import settings

from espace_client.accounts.models import Account, KnownDevice
from espace_client.accounts.tests.journey import last_secret, notices
from espace_client.audit.models import Entry
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import PASSWORD, account_of, at_home, household_of, name_of

pytestmark = [pytest.mark.django_db, pytest.mark.promise("I4.11")]


def password_of(client: CheckedClient, person: Person, **asked: str) -> CheckedClient:
    """Give the right password on a browser that is not known."""
    account_of(person)
    client.may_see = household_of(name_of(person))
    page = client.get("/connexion", asked)
    assert client.send(page, email=person.email, password=PASSWORD).url == "/connexion/code"
    return client


def code() -> str:
    """The digits of the last code that left by e-mail."""
    return last_secret("accounts.one_time_code", "code")


def wrong(right: str) -> str:
    """Another code than that."""
    return f"{(int(right) + 1) % 10**6:06d}"


def is_in(client: CheckedClient) -> bool:
    """Whether the browser sees the member's first page."""
    return client.get("/accueil").status_code == 200


def typed(client: CheckedClient, code: str, **more: object) -> object:
    """Type a code on the page that asks for it."""
    return client.send(client.get("/connexion/code"), action="/connexion/code", code=code, **more)


def test_a_code_is_asked_for_and_nothing_opens_before(
    client: CheckedClient, jeanne: Person
) -> None:
    password_of(client, jeanne, next="/mes-garanties")
    assert not is_in(client)
    page = client.get("/connexion/code").page
    assert "Quel code avez-vous reçu par e-mail" in page.h1
    assert "j***.m***@orange.example" in page.text
    assert "Jeanne" not in page.text
    assert typed(client, code()).url == "/mes-garanties"
    assert is_in(client)
    assert not KnownDevice.objects.exists()  # nobody ticked the box


def test_a_device_that_was_remembered_is_not_asked_again(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    password_of(client, jeanne)
    typed(client, code(), remember=True)
    client.send(client.get("/accueil"), action="deconnexion")
    clock.advance(hours=24 * 179)
    page = client.get("/connexion")
    assert client.send(page, email=jeanne.email, password=PASSWORD).url == "/accueil"
    assert [notice for notice, _to in notices()].count("accounts.safety_changed") == 1
    client.send(client.get("/accueil"), action="deconnexion")
    clock.advance(hours=48)
    page = client.get("/connexion")
    assert client.send(page, email=jeanne.email, password=PASSWORD).url == "/connexion/code"


def test_a_copy_of_the_cookie_made_before_is_known_nowhere(
    client: CheckedClient, other_client: CheckedClient, salah: Person, jeanne: Person
) -> None:
    """On a shared computer: what somebody copied there is not the token of who ticks later."""
    at_home(client, salah)
    other_client.cookies[settings.BROWSER_COOKIE_NAME] = client.cookies[
        settings.BROWSER_COOKIE_NAME
    ].value
    password_of(client, jeanne)
    typed(client, code(), remember=True)
    client.send(client.get("/accueil"), action="deconnexion")
    for person in (jeanne, salah):  # both go on being known on that computer
        client.may_see = household_of(name_of(person))
        page = client.get("/connexion")
        assert client.send(page, email=person.email, password=PASSWORD).url == "/accueil"
        client.send(client.get("/accueil"), action="deconnexion")
    for person in (jeanne, salah):
        other_client.may_see = household_of(name_of(person))
        page = other_client.get("/connexion")
        sent = other_client.send(page, email=person.email, password=PASSWORD)
        assert sent.url == "/connexion/code"
    assert KnownDevice.objects.count() == 2


def test_a_device_of_somebody_else_is_not_a_device_of_mine(
    client: CheckedClient, jeanne: Person, salah: Person
) -> None:
    at_home(client, salah)
    password_of(client, jeanne)


def test_the_browser_that_opened_the_account_is_known(
    client: CheckedClient, jeanne: Person, run_jobs: object
) -> None:
    from espace_client.accounts.tests.journey import PASSWORD as CHOSEN
    from espace_client.accounts.tests.journey import ask, choose_password, last_link

    ask(client, jeanne)
    run_jobs("accounts.answer_request")  # type: ignore[operator]
    client.may_see = household_of("jeanne")
    choose_password(client, last_link())
    client.send(client.get("/accueil"), action="deconnexion")
    page = client.get("/connexion")
    assert client.send(page, email=jeanne.email, password=CHOSEN).url == "/accueil"
    assert "accounts.safety_changed" not in [notice for notice, _to in notices()]


@pytest.mark.promise("1.9")
def test_five_wrong_codes_kill_the_right_one(client: CheckedClient, jeanne: Person) -> None:
    password_of(client, jeanne)
    right = code()
    for _ in range(5):
        refused = typed(client, wrong(right))
        assert refused.status_code == 422
        assert "ne marche pas" in refused.page.error("code")
    assert typed(client, right).status_code == 422
    assert not is_in(client)


def test_a_code_serves_once(
    client: CheckedClient, other_client: CheckedClient, jeanne: Person
) -> None:
    password_of(client, jeanne)
    right = code()
    typed(client, right)
    password_of(other_client, jeanne)
    assert typed(other_client, right).status_code == 422


def test_another_code_leaves_after_a_minute_and_replaces_the_first(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    password_of(client, jeanne)
    first = code()
    page = client.get("/connexion/code")
    soon = client.send(page, action="nouveau-code", follow=True)
    assert "Attendez une minute" in soon.page.text
    assert code() == first
    clock.advance(seconds=61)
    again = client.send(client.get("/connexion/code"), action="nouveau-code", follow=True)
    assert "Celui d’avant ne marche plus" in again.page.text
    if code() != first:  # one in a million
        assert typed(client, first).status_code == 422
    assert typed(client, code()).url == "/accueil"


def test_after_ten_minutes_one_starts_again(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    password_of(client, jeanne)
    clock.advance(seconds=601)
    assert client.get("/connexion/code").url == "/connexion"


@pytest.mark.parametrize("change", ["password", "epoch", "state"])
def test_what_changes_in_between_ends_the_waiting(
    client: CheckedClient, jeanne: Person, change: str
) -> None:
    password_of(client, jeanne)
    new = {"password": "autre", "epoch": 7, "state": "bloque"}[change]
    Account.objects.update(**{change: new})
    assert client.get("/connexion/code").url == "/connexion"
    assert client.get("/accueil").status_code == 302


def test_the_page_is_nobodys_without_a_password(client: CheckedClient, jeanne: Person) -> None:
    account_of(jeanne)
    assert client.get("/connexion/code").url == "/connexion"
    page = client.get("/connexion")
    client.send(page, email=jeanne.email, password="pas celui-ci")
    assert client.get("/connexion/code").url == "/connexion"


@pytest.mark.promise("6.6")
def test_a_second_click_on_the_right_code_is_signed_in_too(
    client: CheckedClient, jeanne: Person
) -> None:
    password_of(client, jeanne)
    page, right = client.get("/connexion/code"), code()
    tab = CheckedClient()
    tab.cookies, tab.may_see = client.cookies.copy(), client.may_see
    client.send(page, action="/connexion/code", code=right)
    tab.send(page, action="/connexion/code", code=right)
    assert is_in(tab)


@pytest.mark.promise("1.11")
def test_the_session_before_the_code_is_not_the_one_after(
    client: CheckedClient, jeanne: Person
) -> None:
    password_of(client, jeanne)
    before = client.cookies["__Host-session"].value
    typed(client, code())
    assert client.cookies["__Host-session"].value != before
    thief = CheckedClient()
    thief.cookies["__Host-session"] = before
    assert thief.get("/accueil").status_code == 302
    assert thief.get("/connexion/code").url == "/connexion"


def test_the_couple_says_who_it_is_before_the_code(
    client: CheckedClient, paul: Person, marie_louise: Person
) -> None:
    account_of(paul)
    account_of(marie_louise)
    client.may_see = frozenset({"paul", "marie_louise"})
    page = client.get("/connexion")
    asked = client.send(page, email=paul.email, password=PASSWORD, follow=True)
    assert asked.page.h1 == "Qui êtes-vous ?"
    assert notices() == []
    entered = client.send(asked, account=str(marie_louise.account.pk))
    assert entered.url == "/connexion/code"
    typed(client, code())
    assert "Madame Œuvrard" in client.get("/accueil").page.h1


@pytest.mark.promise("1.16")
def test_the_trail_says_when_who_from_where_and_with_what_result(
    client: CheckedClient, jeanne: Person
) -> None:
    client.defaults["HTTP_USER_AGENT"] = "Mozilla/5.0 (Windows NT 10.0) Firefox/128.0"
    page = client.get("/connexion")
    account_of(jeanne)
    client.send(page, email=jeanne.email, password="pas le bon du tout")
    password_of(client, jeanne)
    right = code()
    typed(client, wrong(right))
    typed(client, right)
    seen = {entry.event: entry for entry in Entry.objects.all()}
    for event in ("sign_in_refused", "one_time_code_refused", "signed_in"):
        facts = seen[f"accounts.{event}"].facts
        assert (facts["device"], facts["source"]) == ("Firefox sur Windows", "127.0.0.1")
    written = repr([(entry.actor, entry.subject, entry.facts) for entry in seen.values()])
    for secret in (PASSWORD, "pas le bon du tout", right, jeanne.email):
        assert secret not in written
    history = client.get("/securite/historique").page.text
    assert "Connexion depuis Firefox sur Windows" in history
    assert "Connexion refusée depuis Firefox sur Windows" in history
    assert "Code inexact depuis Firefox sur Windows" in history
