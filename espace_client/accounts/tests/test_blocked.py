"""What is blocked, or closed after a death, opens by a new password or a corrected file alone."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from espace_client.accounts import operations
from espace_client.accounts.models import (
    Account,
    AccountRequest,
    AccountState,
    ActivationLink,
    AuthenticatorApp,
    Outcome,
    Passkey,
    SecondProof,
)
from espace_client.accounts.tests.journey import PASSWORD as NEW
from espace_client.accounts.tests.journey import (
    ask,
    choose_password,
    confirmation_link,
    last_link,
    last_secret,
    notices,
    say_yes,
    somebody_at_home,
)
from espace_client.delivery.models import Parcel
from espace_client.kernel import tokens
from espace_client.kernel.actors import robot, visitor
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import account_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("channels")]
Jobs = Callable[..., list[str]]
CLOSED = [AccountState.BLOCKED, AccountState.DECEASED]
ELSEWHERE = "voleur@boite.example"


def closed(person: Person, state: AccountState) -> Account:
    """The account of *person*, which was open and is so no more."""
    account = account_of(person)
    Account.objects.filter(pk=account.pk).update(state=state)
    account.refresh_from_db()
    return account


def link_of(account: Account, clock: Clock) -> ActivationLink:
    """A link of *account* that works, whatever let it leave."""
    return ActivationLink.objects.create(
        account=account, token_hash=tokens.token_hash("un jeton"), issued_at=clock.now,
        expires_at=clock.now + timedelta(days=1),
    )  # fmt: skip


def test_who_is_blocked_gets_no_link_by_the_card_and_reads_how_to_open_it_again(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    account = closed(jeanne, AccountState.BLOCKED)
    ask(client, jeanne)
    run_jobs("accounts.answer_request")
    assert AccountRequest.objects.get().outcome == Outcome.ALREADY_ACTIVE
    assert notices() == [("accounts.already_active", jeanne.email)]
    assert "J’ai oublié mon mot de passe" in Parcel.objects.get().text
    assert not ActivationLink.objects.exists()
    account.refresh_from_db()
    assert account.state == AccountState.BLOCKED


def test_another_email_asks_nobody_who_is_blocked_for_a_second_proof(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    account = closed(jeanne, AccountState.BLOCKED)
    ask(client, jeanne, email=ELSEWHERE)
    run_jobs("accounts.answer_request")
    assert notices() == [("accounts.other_email", jeanne.email)]
    assert "J’ai oublié mon mot de passe" in Parcel.objects.get().text
    assert not SecondProof.objects.exists()
    account.refresh_from_db()
    assert account.email == jeanne.email


def test_an_account_that_was_closed_after_a_death_is_told_nothing(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    closed(jeanne, AccountState.DECEASED)
    ask(client, jeanne)
    run_jobs("accounts.answer_request")
    assert AccountRequest.objects.get().outcome == Outcome.DECEASED
    assert notices() == []


@pytest.mark.parametrize("state", CLOSED)
def test_a_proof_given_late_opens_nothing(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, state: AccountState
) -> None:
    ask(client, jeanne, email=ELSEWHERE)
    run_jobs("accounts.answer_request")
    closed(jeanne, state)
    device = somebody_at_home()
    device.get(confirmation_link())
    say_yes(device)
    account = Account.objects.get()
    assert (account.state, account.email) == (state, jeanne.email)
    assert not ActivationLink.objects.exists()


@pytest.mark.parametrize("state", CLOSED)
def test_no_link_of_a_closed_account_is_sent_or_works(
    jeanne: Person, clock: Clock, state: AccountState
) -> None:
    account = closed(jeanne, state)
    link = link_of(account, clock)
    assert somebody_at_home().get("/activer/un jeton", follow=True).status_code == 410
    with pytest.raises(operations.UnableToActivate):
        operations.activate_account(link=link, password=NEW, actor=visitor(), at=clock.now)
    clock.advance(minutes=2)
    with pytest.raises(operations.UnableToSendAgain):
        operations.issue_link(account=account, actor=robot("un essai"), at=clock.now)
    account.refresh_from_db()
    assert account.state == state


@pytest.mark.parametrize("factor", ["app", "passkey"])
@pytest.mark.parametrize("door", ["link", "letter"])
def test_a_door_that_finds_a_factor_asks_for_it(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock, factor: str, door: str
) -> None:
    if door == "link":
        ask(client, jeanne)
        run_jobs("accounts.answer_request")
    else:
        operations.send_activation_letter(person=jeanne, actor=robot("un essai"), at=clock.now)
    account = Account.objects.get(person=jeanne)
    if factor == "app":
        AuthenticatorApp.objects.create(
            account=account, secret_sealed=b"x", added_at=clock.now, confirmed_at=clock.now
        )
    else:
        Passkey.objects.create(
            account=account, credential_id=b"x", credential=b"x", label="x", added_at=clock.now
        )
    device = somebody_at_home("jeanne", "karim")
    if door == "link":
        entered = choose_password(device, last_link())
    else:
        code = last_secret("accounts.activation_letter", "code")
        device.send(device.get("/courrier"), code=code)
        page = device.get("/courrier/mot-de-passe")
        entered = device.send(page, password=NEW, terms=True)
    assert entered.url == "/mot-de-passe-oublie/fait"
    assert device.get("/accueil").url.startswith("/connexion")
    assert not account.devices.exists()
