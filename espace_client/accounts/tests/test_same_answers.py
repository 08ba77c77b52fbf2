"""Nobody learns who is known: a forgotten password and a new e-mail answer to the byte the same."""

import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse

from espace_client.accounts.models import Account, AccountState, Act
from espace_client.members.models import Person
from tests.bench.pages import CheckedClient
from tests.people import account_of, contract_of, signed_in, stepped_up

pytestmark = [pytest.mark.django_db, pytest.mark.promise("1.1")]
Jobs = Callable[..., list[str]]
UNKNOWN = "personne@boite.example"
# What differs from one page to the next whoever is meant: the tokens of its forms.
_TOKENS = re.compile(r'name="(csrfmiddlewaretoken|form_token)" value="[^"]*"|nonce-[\w+/=-]+')


def seen(response: HttpResponse, *typed: str) -> object:
    """Status, headers, names and settings of cookies, body: without tokens and what was typed."""
    body = _TOKENS.sub("", response.content.decode())
    for word in typed:
        body = body.replace(word, "TYPED")
    headers = {
        name: _TOKENS.sub("", value)
        for name, value in response.headers.items()
        if name != "Content-Length"  # of the tokens and of what was typed
    }
    cookies = {
        name: {key: value for key, value in cookie.items() if key != "expires"}
        for name, cookie in response.cookies.items()
    }
    return response.status_code, headers, cookies, body


@pytest.fixture
def classes(
    jeanne: Person, salah: Person, paul: Person, marie_louise: Person, odette: Person,
    eloise: Person,
) -> dict[str, str]:  # fmt: skip
    """An e-mail of each kind."""
    for person in (jeanne, salah, paul, marie_louise, eloise):
        account_of(person)
    Account.objects.filter(person=salah).update(state=AccountState.BLOCKED)
    Account.objects.filter(person=eloise).update(state=AccountState.CREATED, password="")
    return {
        "known": jeanne.email,
        "blocked": salah.email,
        "shared": paul.email,
        "not activated": eloise.email,
        "unknown": UNKNOWN,
    }


@pytest.mark.parametrize("way", ["Recevoir un e-mail", "Recevoir un code par texto"])
def test_a_forgotten_password(
    classes: dict[str, str], run_jobs: Jobs, channels: object, way: str
) -> None:
    answers = {}
    for name, email in classes.items():
        client = CheckedClient()
        sent = client.send(client.get("/mot-de-passe-oublie"), identifier=email, button=way)
        before = seen(client.get(sent.url), email)
        run_jobs()
        after = [seen(client.get(sent.url), email)]
        if "texto" in way:
            wrong = client.send(client.get(sent.url), code="000000")
            after.append(seen(wrong, email))
        answers[name] = repr((seen(sent, email), before, after))
    assert len(set(answers.values())) == 1, list(answers)


def test_a_number_that_is_forgotten(
    jeanne: Person, salah: Person, run_jobs: Jobs, channels: object
) -> None:
    account_of(jeanne)
    answers = set()
    for number in (jeanne.member_number, salah.member_number, "99999999"):
        client = CheckedClient()
        page = client.get("/mot-de-passe-oublie")
        sent = client.send(page, identifier=number, button="Recevoir un e-mail")
        run_jobs()
        answers.add(repr((seen(sent, number or ""), seen(client.get(sent.url), number or ""))))
    assert len(answers) == 1


def test_what_says_that_there_were_too_many_tries(classes: dict[str, str]) -> None:
    answers = {}
    for number, (name, email) in enumerate(classes.items()):
        client = CheckedClient(REMOTE_ADDR=f"127.0.2.{number}")
        for _ in range(6):
            page = client.get("/mot-de-passe-oublie")
            said = client.send(page, identifier=email, button="Recevoir un e-mail")
        answers[name] = repr(seen(said, email))
    assert "Trop d’essais" in answers["known"]
    assert len(set(answers.values())) == 1


def test_a_new_email(
    andree: Person, karim: Person, classes: dict[str, str], run_jobs: Jobs
) -> None:
    """Free, of a couple, of another family, blocked, not activated; and sent again."""
    contract_of(andree, reference="RETOUR")
    answers = {}
    for name, email in classes.items():
        Account.objects.filter(person=andree).delete()
        client = signed_in(CheckedClient(), andree)
        stepped_up(client, andree, Act.CHANGE_EMAIL)
        page = client.get("/securite/adresse-e-mail")
        asked = client.send(page, email=email, email_again=email)
        before = client.get(asked.url)
        run_jobs()
        after = client.get(asked.url)
        wrong = client.send(after, action="/verifier", code="000000")
        again = client.send(after, action="/renvoyer")
        answers[name] = repr([seen(one, email) for one in (asked, before, after, wrong, again)])
    assert "Un message vient de partir" in answers["known"]
    assert len(set(answers.values())) == 1
