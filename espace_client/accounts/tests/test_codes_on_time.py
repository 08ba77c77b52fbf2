"""A wrong code is refused after the same time, whoever exists and whatever waits for it."""

import time
from collections.abc import Callable

import pytest

from espace_client.accounts import operations
from espace_client.accounts.models import Account, AccountState
from espace_client.accounts.rules import REFUSED_AFTER
from espace_client.accounts.tests.test_change_email import ANSWER
from espace_client.accounts.tests.test_change_email import ask as ask_change
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import account_of, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("channels")]
Jobs = Callable[..., list[str]]
_DEADLINE = REFUSED_AFTER.total_seconds()
FREE = "jeanne.nouvelle@poste.example"


def refused_after(client: CheckedClient, page: str) -> float:
    """How long the page lets somebody wait who typed a wrong code."""
    form = client.get(page)
    began = time.monotonic()
    assert client.send(form, action=page, code="000000").status_code == 422
    return time.monotonic() - began


@pytest.mark.parametrize("known", [True, False])
def test_of_a_forgotten_password(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, known: bool
) -> None:
    account_of(jeanne)
    typed = jeanne.email if known else "personne@boite.example"
    way = "Recevoir un code par texto"
    page = client.send(client.get("/mot-de-passe-oublie"), identifier=typed, button=way).url
    run_jobs("accounts.answer_password_reset")
    assert refused_after(client, page) >= _DEADLINE


@pytest.mark.parametrize("free", [True, False])
def test_of_a_new_email(
    client: CheckedClient, jeanne: Person, salah: Person, clock: Clock, run_jobs: Jobs, free: bool
) -> None:
    account_of(salah)
    ask_change(account_of(jeanne), clock, FREE if free else salah.email)
    run_jobs(ANSWER)
    signed_in(client, jeanne)
    client.may_see |= {"salah"}  # the address that she typed
    assert refused_after(client, "/securite/adresse-e-mail/verifier") >= _DEADLINE


@pytest.mark.parametrize("free", [True, False])
def test_of_the_email_that_replaces_an_old_number(
    client: CheckedClient, jeanne: Person, salah: Person, clock: Clock, run_jobs: Jobs, free: bool
) -> None:
    account_of(salah)
    account = account_of(jeanne)
    Account.objects.filter(pk=account.pk).update(state=AccountState.LEGACY, email="", email_key="")
    account.refresh_from_db()
    operations.ask_email_change(
        account=account, email=FREE if free else salah.email, migration=True,
        actor=account.actor, at=clock.now,
    )  # fmt: skip
    run_jobs(ANSWER)
    signed_in(client, jeanne)
    client.may_see |= {"salah"}  # the address that she typed
    assert refused_after(client, "/identifiant/verifier") >= _DEADLINE
