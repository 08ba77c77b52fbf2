"""People who still have their old number, as signing in with it leaves them."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.hashers import make_password
from django.http import HttpResponse

from espace_client.accounts.models import Account, AccountState
from espace_client.accounts.tests.journey import last_secret
from espace_client.kernel import clock
from espace_client.members.models import Person
from tests.bench.pages import CheckedClient
from tests.people import PASSWORD, signed_in

type Jobs = Callable[..., list[str]]

UPDATE = "/identifiant/mise-a-jour"
VERIFY = "/identifiant/verifier"
ANSWER = "accounts.answer_email_change"


def with_old_number(person: Person, **changes: Any) -> Account:
    """The account that the first sign-in with an old number makes."""
    known = {
        "email": "",
        "email_key": "",
        "password": make_password(PASSWORD),
        "state": AccountState.LEGACY,
        "state_since": clock.now(),
        "state_channel": "espace",
    }
    return Account.objects.create(person=person, **{**known, **changes})


def come_with_old_number(client: CheckedClient, person: Person, **changes: Any) -> Account:
    """*client* in a session of that account."""
    account = with_old_number(person, **changes)
    signed_in(client, person)
    return account


def choose(client: CheckedClient, answer: str = "known") -> HttpResponse:
    """Say which e-mail, and accept the terms."""
    return client.send(client.get(UPDATE), answer=answer, terms=True, action="mise-a-jour")


def give(client: CheckedClient, email: str) -> HttpResponse:
    """Type an e-mail twice on the page that asks for another one."""
    page = client.get("/identifiant/corriger")
    return client.send(page, email=email, email_again=email)


def code() -> str:
    """The six digits of the last mail that waits to leave."""
    return last_secret("accounts.new_email", "code")


def link() -> str:
    """The path of the link in the last mail that waits to leave."""
    address = last_secret("accounts.new_email", "link_address")
    return "/" + address.split("/", 3)[3]


def type_code(client: CheckedClient, typed: str = "") -> HttpResponse:
    """Type the digits on the page that waits for them."""
    return client.send(client.get(VERIFY), code=typed or code(), action="verifier")
