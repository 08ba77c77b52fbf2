"""An old number in any spelling is still a way to say who one is."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.http import HttpResponse

from espace_client.accounts.identifying import whom
from espace_client.accounts.models import Account, LegacyLogin
from espace_client.members.models import Person
from tests.bench.pages import CheckedClient
from tests.old_portal import OLD_PASSWORD, old_login
from tests.people import PASSWORD, account_of, at_home

pytestmark = pytest.mark.django_db


def typed(client: CheckedClient, identifier: str, password: str) -> HttpResponse:
    return client.send(client.get("/connexion"), email=identifier, password=password)


@pytest.mark.promise("I4.1")
@pytest.mark.parametrize(
    "spelling",
    [
        "00123456",
        "123456",
        " 123 456 ",
        "123.456",
        "0012-3456",
        "A00123456",
        "ma 123456",
        "\u00a0123\u202f456",
        "１２３４５６",
    ],
)
def test_every_spelling_of_an_old_number_opens_a_session_of_the_move(
    client: CheckedClient, jeanne: Person, spelling: str
) -> None:
    old_login(jeanne, "00123456")
    assert typed(client, spelling, OLD_PASSWORD).status_code == 302
    account = Account.objects.get(pk=client.session[SESSION_KEY])
    assert (account.person, account.is_migrating) == (jeanne, True)


def test_an_old_name_opens_as_it_was_given(client: CheckedClient, jeanne: Person) -> None:
    old_login(jeanne, "Jeanne.MARTIN")
    assert typed(CheckedClient(), "Jeanne.MARTIN", OLD_PASSWORD).status_code == 302


def test_an_old_login_that_was_an_email_opens(client: CheckedClient, jeanne: Person) -> None:
    old_login(jeanne, jeanne.email)
    assert typed(client, jeanne.email, OLD_PASSWORD).status_code == 302


def test_the_number_of_the_card_opens_an_account_that_has_a_password(
    client: CheckedClient, jeanne: Person
) -> None:
    account_of(jeanne)
    LegacyLogin.objects.all().delete()
    assert typed(client, "4820 1937", PASSWORD).status_code == 302


@pytest.mark.promise("I4.1")
def test_whoever_types_the_old_number_is_told_the_new_identifier(
    client: CheckedClient, jeanne: Person
) -> None:
    at_home(client, jeanne)
    client.may_see = frozenset({"jeanne", "karim"})
    page = client.get("/connexion", {"next": "/mes-garanties"})
    told = client.send(page, email="48201937", password=PASSWORD, follow=True)
    assert told.page.h1 == "Votre identifiant a changé"
    assert "j***.m***@orange.example" in told.page.text
    assert jeanne.email not in told.page.text
    assert b'href="/mes-garanties"' in told.content


@pytest.mark.promise("1.1")
@pytest.mark.promise("I4.7")
def test_a_wrong_password_says_the_same_of_every_identifier(
    client: CheckedClient, jeanne: Person, salah: Person, paul: Person
) -> None:
    account_of(jeanne)
    old_login(salah, "00123456")
    answers = set()
    for identifier in (
        jeanne.email, "personne@boite.example", "48201937", "99999999", "00123456", "Paul.OEUVRARD",
    ):  # fmt: skip
        refused = typed(CheckedClient(), identifier, "pas le bon mot de passe")
        answers.add((refused.status_code, refused.page.text))
    assert len(answers) == 1


def test_the_exact_spelling_comes_first(jeanne: Person, salah: Person, paul: Person) -> None:
    old_login(jeanne, "0012345")
    old_login(salah, "A12345")
    old_login(paul, "12345")
    assert whom("A12345").logins[0].login == "A12345"
    assert len(whom("12345").logins) == 2, "never more than two to check"


def test_the_letters_of_a_name_are_no_number(jeanne: Person, salah: Person) -> None:
    old_login(jeanne, "martin44")
    assert not whom("44").logins
    assert not whom("dupont44").logins
    assert whom("Martin44").logins


def test_an_old_number_is_found_by_its_index(jeanne: Person, django_assert_num_queries) -> None:
    old_login(jeanne, "00123456")
    with django_assert_num_queries(2):
        whom("123456")
