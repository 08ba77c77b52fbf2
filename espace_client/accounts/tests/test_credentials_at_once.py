"""Two browsers, one instant, one link: one password, one owner, one e-mail."""

from collections.abc import Callable

import pytest

from espace_client.accounts import operations
from espace_client.accounts.forgotten import ResetWay
from espace_client.accounts.models import Account, Act, EmailChange, OneTimeCode, Purpose, StepUp
from espace_client.accounts.operations.one_time_codes import UnableToSendCode
from espace_client.accounts.rules import STEP_UP_LIFETIME
from espace_client.accounts.tests.journey import PASSWORD, last_secret
from espace_client.kernel import clock as product_clock
from espace_client.kernel.actors import robot, visitor
from espace_client.members.models import Person
from tests.bench.pages import CheckedClient
from tests.bench.two_clients import at_once, succeeded, twice
from tests.people import PASSWORD as OLD
from tests.people import account_of, signed_in, stepped_up

pytestmark = pytest.mark.django_db(transaction=True)
ROBOT = robot("un essai")


def reset_link(person: Person) -> OneTimeCode:
    account_of(person)
    operations.answer_password_reset(
        typed=person.email, way=ResetWay.EMAIL, actor=ROBOT, at=product_clock.now()
    )
    return OneTimeCode.objects.select_related("account__person").get()


@pytest.mark.promise("1.6")
def test_a_reset_link_used_by_two_browsers_at_once_gives_one_password(jeanne: Person) -> None:
    reset_link(jeanne)
    address = last_secret("accounts.reset", "link_address")

    def browser(password: str) -> Callable[[], tuple[int, str]]:
        device = CheckedClient()
        device.may_see = frozenset({"jeanne", "karim"})
        page = device.get(address, follow=True)

        def choose() -> tuple[int, str]:
            sent = device.send(page, password=password)
            return sent.status_code, device.get("/accueil").headers.get("Location", "inside")

        return choose

    passwords = [PASSWORD, "six coquelicots dans le fossé"]
    outcomes = succeeded(at_once(*map(browser, passwords)))
    assert sorted(status for status, _ in outcomes) == [302, 410]
    won = [status for status, _ in outcomes].index(302)
    assert Account.objects.get().check_password(passwords[won])
    assert outcomes[won][1] == "inside"
    assert outcomes[1 - won][1].startswith("/connexion")


def test_two_clicks_on_the_new_password_both_end_signed_in(jeanne: Person) -> None:
    reset_link(jeanne)
    device = CheckedClient()
    device.may_see = frozenset({"jeanne", "karim"})
    page = device.get(last_secret("accounts.reset", "link_address"), follow=True)
    cookies = device.cookies.copy()

    def click() -> str:
        tab = CheckedClient()
        tab.cookies, tab.may_see = cookies.copy(), device.may_see
        sent = tab.send(page, password=PASSWORD)
        return f"{sent.url} {tab.get('/accueil').status_code}"

    assert twice(click) == ["/securite/mot-de-passe/fait 200"] * 2


@pytest.mark.promise("I4.8")
def test_an_email_is_confirmed_and_undone_once_by_two_at_once(jeanne: Person) -> None:
    account, at = account_of(jeanne), product_clock.now()
    proof = StepUp.objects.create(
        account=account, act=Act.CHANGE_EMAIL, session_key="k", given_at=at,
        expires_at=at + STEP_UP_LIFETIME,
    )  # fmt: skip
    change = operations.ask_email_change(
        account=account, email="nouvelle@poste.example", migration=False, actor=account.actor,
        at=at, step_up=proof,
    )  # fmt: skip
    operations.answer_email_change(change_id=change.pk, actor=ROBOT, at=at)
    code = OneTimeCode.objects.get(purpose=Purpose.NEW_EMAIL)

    def confirm() -> Account:
        return operations.confirm_email_change(change=change, code=code, actor=visitor(), at=at)

    def undo() -> Account:
        found = EmailChange.objects.select_related("account__person").get(pk=change.pk)
        return operations.undo_email_change(change=found, actor=visitor(), at=at)

    assert len(succeeded(twice(confirm))) == 1
    assert len(succeeded(twice(undo))) == 1
    assert Account.objects.get().email == jeanne.email


@pytest.mark.audit
@pytest.mark.promise("1.6")
def test_two_hundred_reset_links_each_used_twice_at_once(jeanne: Person) -> None:
    for _ in range(200):
        OneTimeCode.objects.all().delete()
        code = reset_link(jeanne)

        def use(code: OneTimeCode = code) -> Account:
            return operations.reset_password(
                code=code, password=PASSWORD, actor=visitor(), at=product_clock.now()
            )

        assert len(succeeded(twice(use))) == 1


def clicks_twice(
    client: CheckedClient, page: object, action: str, *, follows: str = "", **typed: str
) -> list[str]:
    """What two clicks at the same instant get, and whether each browser is still inside."""
    cookies = client.cookies.copy()

    def click() -> str:
        tab = CheckedClient()
        tab.cookies, tab.may_see = cookies.copy(), client.may_see
        sent = tab.send(page, action=action, **typed)
        following = f" {tab.get(follows).status_code}" if follows else ""
        return f"{sent.url} {tab.get('/accueil').status_code}{following}"

    return twice(click)


def test_a_code_asked_for_in_two_tabs_at_once_leaves_once(jeanne: Person) -> None:
    account, at = account_of(jeanne), product_clock.now()

    def ask() -> OneTimeCode | None:
        return operations.send_second_step(
            account=account, purpose=Purpose.STEP_UP, bound_to=Act.CHANGE_EMAIL,
            actor=account.actor, at=at,
        )  # fmt: skip

    outcomes = at_once(*[ask] * 4)
    assert len(succeeded(outcomes)) == 1
    # The others read that a code has just left: no page that breaks.
    refused = [one for one in outcomes if isinstance(one, Exception)]
    assert {type(one) for one in refused} == {UnableToSendCode}


def test_two_clicks_on_the_step_up_sign_nobody_out(client: CheckedClient, jeanne: Person) -> None:
    signed_in(client, jeanne)
    first = client.get("/securite/confirmer/change_email")
    page = client.send(first, action="/recevoir-un-code/", follow=True)
    code = last_secret("accounts.one_time_code", "code")
    got = clicks_twice(
        client, page, "/confirmer/", follows="/securite/adresse-e-mail", password=OLD, code=code
    )
    assert got == ["/securite 200 200"] * 2  # both may change the e-mail now


def test_two_clicks_on_another_password_sign_nobody_out(
    client: CheckedClient, jeanne: Person
) -> None:
    stepped_up(signed_in(client, jeanne), jeanne, Act.CHANGE_PASSWORD)
    page = client.get("/securite/mot-de-passe")
    got = clicks_twice(client, page, "/mot-de-passe", password=PASSWORD)
    assert got == ["/securite/mot-de-passe/fait 200"] * 2
