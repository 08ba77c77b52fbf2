"""The password and a fresh code again, before an act that matters: once, within ten minutes."""

import pytest
from django.http import HttpResponse

from espace_client.accounts import operations
from espace_client.accounts.codes import spare_hash
from espace_client.accounts.models import (
    Account,
    Act,
    EmailChange,
    OneTimeCode,
    Purpose,
    SpareCode,
    SpareKind,
    StepUp,
)
from espace_client.accounts.operations.one_time_codes import UnableToUseOneTimeCode
from espace_client.accounts.tests.journey import PASSWORD as OTHER_PASSWORD
from espace_client.accounts.tests.journey import last_secret, notices
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import PASSWORD, account_of, signed_in, stepped_up

pytestmark = [pytest.mark.django_db, pytest.mark.promise("1.9")]
PAGE = "/securite/confirmer/change_email?next=/securite/adresse-e-mail"
POSTS = {
    "/securite/mot-de-passe": {"password": OTHER_PASSWORD},
    "/securite/adresse-e-mail": {"email": "a@poste.example", "email_again": "a@poste.example"},
}


def receive_code(client: CheckedClient, page: str = PAGE) -> HttpResponse:
    """Press « Recevoir le code »; the page that asks for it."""
    return client.send(client.get(page), action="/recevoir-un-code/", follow=True)


def give(client: CheckedClient, page: HttpResponse, **typed: str) -> HttpResponse:
    """Type the password and the code."""
    return client.send(page, action="/confirmer/", **typed)


def code() -> str:
    return last_secret("accounts.one_time_code", "code")


def test_the_password_and_the_code_lead_to_what_was_asked_for(
    client: CheckedClient, jeanne: Person
) -> None:
    signed_in(client, jeanne)
    led = client.get("/securite/adresse-e-mail", follow=True)
    assert led.page.h1 == "Est-ce bien vous ?"
    assert notices() == []  # opening the page sends nothing
    page = client.send(led, action="/recevoir-un-code/", follow=True)
    assert notices() == [("accounts.one_time_code", jeanne.email)]
    before = client.session.session_key
    passed = give(client, page, password=PASSWORD, code=f" {code()[:3]} {code()[3:]} ")
    assert passed.url == "/securite/adresse-e-mail"
    assert client.session.session_key != before  # a new id, and the old one opens nothing
    assert client.get(passed.url).page.h1 == "Quelle est votre nouvelle adresse e-mail ?"
    old = CheckedClient()
    old.cookies["sessionid"] = before
    assert old.get("/securite").status_code == 302


@pytest.mark.parametrize("address", POSTS)
def test_each_act_without_it_does_nothing(
    client: CheckedClient, jeanne: Person, clock: Clock, address: str
) -> None:
    signed_in(client, jeanne)
    wrong_act = Act.CHANGE_EMAIL if "mot-de-passe" in address else Act.CHANGE_PASSWORD
    right_act = Act.CHANGE_PASSWORD if "mot-de-passe" in address else Act.CHANGE_EMAIL
    before = Account.objects.values("password", "email", "epoch").get()

    def call() -> HttpResponse:
        # The form of another page gives the tokens; the act is called directly.
        page = client.get("/securite/confirmer/delegate")
        tokens = {"form_token": page.page.value("form_token")}
        return client.post(address, {**tokens, **POSTS[address]})

    assert call().url.startswith("/securite/confirmer/")
    stepped_up(client, jeanne, wrong_act)
    assert call().url.startswith("/securite/confirmer/")
    stepped_up(client, jeanne, right_act)
    StepUp.objects.update(session_key="of another session")
    assert call().url.startswith("/securite/confirmer/")
    StepUp.objects.all().delete()
    stepped_up(client, jeanne, right_act)
    clock.advance(minutes=10)
    assert call().url.startswith("/securite/confirmer/")
    assert Account.objects.values("password", "email", "epoch").get() == before
    assert not EmailChange.objects.exists()
    clock.advance(seconds=-1)
    assert not call().url.startswith("/securite/confirmer/")


def test_a_step_up_serves_once(client: CheckedClient, jeanne: Person) -> None:
    signed_in(client, jeanne)
    stepped_up(client, jeanne, Act.CHANGE_PASSWORD)
    page = client.get("/securite/mot-de-passe")
    assert client.send(page, password=OTHER_PASSWORD).url == "/securite/mot-de-passe/fait"
    assert client.get("/securite/mot-de-passe").url.startswith("/securite/confirmer/")


def show(account: Account, clock: Clock, typed: str, act: Act = Act.CHANGE_EMAIL) -> StepUp:
    return operations.step_up(
        account=account, act=act, password=PASSWORD, code=typed, session_key="k",
        actor=account.actor, at=clock.now,
    )  # fmt: skip


def test_a_code_of_another_act_a_replayed_one_and_an_old_one_give_nothing(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    account = account_of(jeanne)
    receive_code(signed_in(client, jeanne))
    with pytest.raises(UnableToUseOneTimeCode):
        show(account, clock, code(), Act.CHANGE_PASSWORD)
    show(account, clock, code())
    with pytest.raises(UnableToUseOneTimeCode):
        show(account, clock, code())
    clock.advance(minutes=2)
    receive_code(client)
    clock.advance(minutes=10, seconds=1)
    with pytest.raises(UnableToUseOneTimeCode):
        show(account, clock, code())
    assert StepUp.objects.count() == 1


def test_five_wrong_codes_kill_it(client: CheckedClient, jeanne: Person, clock: Clock) -> None:
    account = account_of(jeanne)
    receive_code(signed_in(client, jeanne))
    wrong = "000000" if code() != "000000" else "000001"
    for _ in range(5):
        with pytest.raises(UnableToUseOneTimeCode):
            show(account, clock, wrong)
        clock.advance(seconds=1)
    clock.advance(minutes=2)  # the delay after five tries is over, the code is not
    with pytest.raises(UnableToUseOneTimeCode):
        show(account, clock, code())
    assert not StepUp.objects.exists()


def test_a_wrong_password_is_said_and_leaves_the_code_alone(
    client: CheckedClient, jeanne: Person
) -> None:
    page = receive_code(signed_in(client, jeanne))
    refused = give(client, page, password="pas le bon du tout", code=code())
    assert refused.status_code == 422
    assert "ne correspond pas" in refused.page.error("password")
    assert OneTimeCode.objects.get(purpose=Purpose.STEP_UP).is_alive()
    assert give(client, refused, password=PASSWORD, code=code()).status_code == 302


def test_guessing_the_password_is_slowed_down(client: CheckedClient, jeanne: Person) -> None:
    page = receive_code(signed_in(client, jeanne))
    for turn in range(5):
        page = give(client, page, password=f"essai {turn}", code="000000")
    assert "Trop d’essais" in give(client, page, password=PASSWORD, code=code()).page.text


def test_who_has_no_mailbox_types_a_code_from_paper(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    account = account_of(jeanne)
    Account.objects.update(state="sans_email", email="", email_key="")
    SpareCode.objects.create(
        account=account, kind=SpareKind.SHEET, batch=account.pk, counts_since=clock.now,
        code_hash=spare_hash("AAAA2222", account=account.pk),
    )  # fmt: skip
    signed_in(client, jeanne)
    page = client.get(PAGE)
    assert "feuille de codes" in page.page.text
    passed = give(client, page, password=PASSWORD, code="aaaa-2222")
    assert passed.url == "/securite/adresse-e-mail"


def test_it_leads_to_our_own_pages_alone(client: CheckedClient, jeanne: Person) -> None:
    page = receive_code(
        signed_in(client, jeanne), "/securite/confirmer/change_email?next=//pirate.example"
    )
    assert give(client, page, password=PASSWORD, code=code()).url == "/securite"
