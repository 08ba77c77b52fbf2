"""Whoever uses an app or a passkey shows it, by whichever way they come in."""

from collections.abc import Callable

import pyotp
import pytest
from django.conf import settings

from espace_client.accounts import operations
from espace_client.accounts.factors import app_bound_to
from espace_client.accounts.forgotten import ResetWay
from espace_client.accounts.models import Account, AccountState, AuthenticatorApp
from espace_client.accounts.tests import test_by_letter as by_letter
from espace_client.accounts.tests import test_forgotten as forgotten
from espace_client.accounts.tests.journey import choose_password, last_link, type_letter_code
from espace_client.accounts.tests.old_numbers import (
    ANSWER,
    UPDATE,
    choose,
    come_with_old_number,
    link,
    type_code,
    with_old_number,
)
from espace_client.accounts.tests.test_identifier_link import press
from espace_client.accounts.tests.test_passkeys import show, with_key
from espace_client.accounts.tests.test_second_step import is_in, typed
from espace_client.kernel import clock
from espace_client.kernel.actors import robot, visitor
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import PASSWORD, account_of, household_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.promise("I4.11"),
    pytest.mark.usefixtures("channels"),
]
type Way = Callable[[CheckedClient, Person, Callable[..., list[str]]], str]
APP = pyotp.TOTP("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
STEP, DONE = "/connexion/code", "/mot-de-passe-oublie/fait"


def guarded(account: Account) -> Account:
    """*account*, whose owner uses an app."""
    sealed = settings.SEALING_KEYS.seal_bytes(
        APP.secret.encode(), bound_to=app_bound_to(account.pk)
    )
    at = clock.now()
    AuthenticatorApp.objects.create(
        account=account, secret_sealed=sealed, added_at=at, confirmed_at=at
    )
    return account


def by_the_email(client: CheckedClient, person: Person, run_jobs: object) -> str:
    guarded(account_of(person))
    return client.send(client.get("/connexion"), email=person.email, password=PASSWORD).url


def by_the_old_number(client: CheckedClient, person: Person, run_jobs: object) -> str:
    guarded(with_old_number(person))
    return client.send(client.get("/connexion"), email=person.member_number, password=PASSWORD).url


def by_the_code_of_the_move(client: CheckedClient, person: Person, run_jobs: Callable) -> str:
    guarded(come_with_old_number(client, person))
    choose(client)
    run_jobs(ANSWER)
    return type_code(client).url


def by_the_link_of_the_move(client: CheckedClient, person: Person, run_jobs: Callable) -> str:
    guarded(come_with_old_number(client, person))
    choose(client)
    run_jobs(ANSWER)
    return press(client, link())


def by_the_activation(client: CheckedClient, person: Person, run_jobs: object) -> str:
    account = guarded(account_of(person))
    Account.objects.filter(pk=account.pk).update(state=AccountState.CREATED)
    account.refresh_from_db()
    operations.issue_link(account=account, actor=visitor(), at=clock.now())
    return choose_password(client, last_link()).url


def by_a_reset_from_the_mailbox(client: CheckedClient, person: Person, run_jobs: object) -> str:
    account = guarded(account_of(person))
    operations.answer_password_reset(
        typed=account.email, way=ResetWay.EMAIL, actor=robot("un essai"), at=clock.now()
    )
    return forgotten.choose(client, forgotten.link()).url


def by_a_reset_on_paper(client: CheckedClient, person: Person, run_jobs: object) -> str:
    account = guarded(account_of(person))
    operations.answer_password_reset(
        typed=account.email, way=ResetWay.LETTER, actor=robot("un essai"), at=clock.now()
    )
    page = type_letter_code(client, by_letter.last_secret("accounts.reset_letter", "code")).url
    return forgotten.choose(client, page).url


def by_a_letter_that_opens(client: CheckedClient, person: Person, run_jobs: object) -> str:
    guarded(with_old_number(person))
    by_letter.send(person)
    by_letter.type_code(client, by_letter.code())
    return by_letter.choose(client).url


WAYS: dict[Way, str] = {
    by_the_email: STEP,
    by_the_old_number: STEP,
    by_the_code_of_the_move: STEP,
    by_the_link_of_the_move: STEP,
    by_the_activation: DONE,
    by_a_reset_from_the_mailbox: DONE,
    by_a_reset_on_paper: DONE,
    by_a_letter_that_opens: DONE,
}


@pytest.mark.parametrize(("way", "led"), WAYS.items(), ids=[way.__name__ for way in WAYS])
def test_no_way_opens_a_session_without_it(
    client: CheckedClient, jeanne: Person, run_jobs: Callable[..., list[str]], way: Way, led: str
) -> None:
    client.may_see = household_of("jeanne")
    assert way(client, jeanne, run_jobs) == led
    assert not is_in(client)
    for closed in ("/ma-carte", UPDATE):
        assert client.get(closed).url.startswith("/connexion")


@pytest.mark.promise("1.14")
def test_an_old_number_that_an_app_guards_is_asked_once_and_goes_on(
    client: CheckedClient, jeanne: Person, run_jobs: Callable[..., list[str]], clock: Clock
) -> None:
    client.may_see = household_of("jeanne")
    assert by_the_old_number(client, jeanne, run_jobs) == STEP
    assert typed(client, "123456").status_code == 422  # type: ignore[attr-defined]
    assert typed(client, APP.at(clock.now)).url == "/accueil"  # type: ignore[attr-defined]
    assert client.get("/accueil").url.startswith(UPDATE)
    choose(client)
    run_jobs(ANSWER)
    assert type_code(client).url == "/identifiant/fait"
    assert is_in(client)


@pytest.mark.promise("1.14")
def test_after_the_move_the_app_leads_to_the_page_that_tells_the_new_identifier(
    client: CheckedClient, jeanne: Person, run_jobs: Callable[..., list[str]], clock: Clock
) -> None:
    assert by_the_code_of_the_move(client, jeanne, run_jobs) == STEP
    assert "application" in client.get(STEP).page.text
    assert typed(client, APP.at(clock.now)).url == "/identifiant/fait"  # type: ignore[attr-defined]
    assert jeanne.email in client.get("/identifiant/fait").page.text


@pytest.mark.promise("1.14")
def test_after_the_move_a_passkey_is_asked_for_before_the_password_that_is_too_weak(
    client: CheckedClient, jeanne: Person, run_jobs: Callable[..., list[str]]
) -> None:
    key, _codes = with_key(client, jeanne)
    Account.objects.update(state=AccountState.PROPOSED, must_choose_password=True)
    choose(client)
    run_jobs(ANSWER)
    assert type_code(client).url == STEP
    assert client.get("/identifiant/mot-de-passe").url.startswith("/connexion")
    shown = show(client, key.show)
    assert shown.page.root.xpath("//input[@name='password']")  # type: ignore[attr-defined]
    assert not is_in(client)
