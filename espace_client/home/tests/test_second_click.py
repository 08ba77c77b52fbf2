"""What a second click gets, and what nobody gets."""

import pytest
from django.contrib.auth.hashers import make_password

from espace_client.accounts.models import Account
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import PASSWORD, at_home

pytestmark = [pytest.mark.django_db, pytest.mark.promise("6.6")]


def couple_at_the_door(client: CheckedClient, paul: Person, marie_louise: Person) -> object:
    at_home(client, paul)
    at_home(client, marie_louise)
    client.may_see = frozenset({"paul", "marie_louise"})
    page = client.get("/connexion")
    return client.send(page, email=paul.email, password=PASSWORD, follow=True)


def second_tab(first: CheckedClient, cookies: object) -> CheckedClient:
    tab = CheckedClient()
    tab.cookies, tab.may_see = cookies, first.may_see
    return tab


def test_the_second_click_gets_what_the_first_put_in_the_session(
    client: CheckedClient, jeanne: Person
) -> None:
    from espace_client.accounts.tests.journey import card_of

    page = client.get("/creer-mon-compte")
    cookies = client.cookies.copy()
    client.send(page, card_of(jeanne))
    tab = second_tab(client, cookies)
    assert (
        tab.send(page, card_of(jeanne), follow=True).page.h1 == "Regardez vos e-mails et vos textos"
    )


def test_signing_out_ends_every_replay(
    client: CheckedClient, paul: Person, marie_louise: Person
) -> None:
    asked = couple_at_the_door(client, paul, marie_louise)
    cookies = client.cookies.copy()
    chosen = str(marie_louise.account.pk)
    client.send(asked, account=chosen)
    client.send(client.get("/accueil"), action="deconnexion")
    tab = second_tab(client, cookies)
    tab.send(asked, account=chosen)
    assert tab.get("/accueil").status_code == 302


@pytest.mark.parametrize("how", ["another browser", "a minute later", "another password"])
def test_a_replay_opens_nothing_for_anybody_else(
    client: CheckedClient, jeanne: Person, clock: Clock, how: str
) -> None:
    at_home(client, jeanne)
    client.may_see = frozenset({"jeanne", "karim"})
    page = client.get("/connexion")
    cookies = client.cookies.copy()
    typed = {"email": jeanne.email, "password": PASSWORD}
    client.send(page, typed)
    tab = second_tab(client, cookies)
    if how == "another browser":
        tab.get("/connexion")
        tab.cookies.clear()
        tab.get("/connexion")
        token = page.page.value("form_token")
        tab.post("/connexion", {**typed, "form_token": token})
    else:
        if how == "a minute later":
            clock.advance(seconds=61)
        else:
            Account.objects.update(password=make_password("un tout autre secret"))
        tab.send(page, typed)
    assert tab.get("/accueil").status_code == 302


def test_the_second_click_of_the_same_browser_is_signed_in(
    client: CheckedClient, jeanne: Person
) -> None:
    at_home(client, jeanne)
    client.may_see = frozenset({"jeanne", "karim"})
    page = client.get("/connexion")
    cookies = client.cookies.copy()
    typed = {"email": jeanne.email, "password": PASSWORD}
    client.send(page, typed)
    tab = second_tab(client, cookies)
    tab.send(page, typed)
    assert tab.get("/accueil").status_code == 200
