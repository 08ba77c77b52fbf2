"""Two browsers, one instant: exactly one of them wins, and both are told."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from espace_client.accounts import operations, queries
from espace_client.accounts.models import Account, AccountRequest, AccountState, ActivationLink
from espace_client.accounts.tests.journey import PASSWORD, ask, card_of, last_link
from espace_client.kernel import clock as product_clock
from espace_client.kernel.actors import robot, visitor
from espace_client.members.models import Person
from tests.bench.pages import CheckedClient
from tests.bench.two_clients import at_once, succeeded, twice
from tests.people import account_of

pytestmark = pytest.mark.django_db(transaction=True)
Jobs = Callable[..., list[str]]


@pytest.mark.promise("I2.7")
@pytest.mark.promise("1.6")
def test_a_link_used_by_two_browsers_at_once_opens_one_account(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    ask(client, jeanne)
    run_jobs("accounts.answer_request")
    link = last_link()

    def browser(password: str) -> Callable[[], tuple[int, str]]:
        device = CheckedClient()
        device.may_see = frozenset({"jeanne", "karim"})
        page = device.get(link, follow=True)

        def choose() -> tuple[int, str]:
            sent = device.send(page, password=password)
            return sent.status_code, sent.headers.get("Location", sent.content.decode())

        return choose

    passwords = [PASSWORD, "six coquelicots dans le fossé"]
    outcomes = succeeded(at_once(*map(browser, passwords)))
    assert sorted(status for status, _ in outcomes) == [302, 410]
    winner = passwords[[status for status, _ in outcomes].index(302)]
    assert Account.objects.get().check_password(winner)
    assert ActivationLink.objects.get().used_at


@pytest.mark.audit
@pytest.mark.promise("1.6")
def test_two_hundred_links_each_used_twice_at_once(jeanne: Person) -> None:
    account = account_of(jeanne)
    moment = product_clock.now()
    for turn in range(200):
        Account.objects.update(state=AccountState.CREATED)
        at = moment + timedelta(days=turn)
        link = operations.issue_link(account=account, actor=visitor(), at=at)

        def use(link: ActivationLink = link, at: datetime = at) -> Account:
            found = queries.link_by_id(link.pk)
            assert found is not None
            return operations.activate_account(
                link=found, password=PASSWORD, actor=visitor(), at=at
            )

        assert len(succeeded(twice(use))) == 1


def test_a_mailbox_does_not_get_its_second_and_third_account_at_once(
    paul: Person, marie_louise: Person, odette: Person
) -> None:
    account_of(paul)
    Person.objects.filter(pk=odette.pk).update(email=paul.email)
    moment = product_clock.now()
    links = []
    for person in (marie_louise, odette):
        account = account_of(person, email=paul.email)
        Account.objects.filter(pk=account.pk).update(state=AccountState.CREATED)
        links.append(operations.issue_link(account=account, actor=visitor(), at=moment))

    def use(link: ActivationLink) -> Callable[[], Account]:
        return lambda: operations.activate_account(
            link=ActivationLink.objects.select_related("account__person").get(pk=link.pk),
            password=PASSWORD,
            actor=visitor(),
            at=moment,
        )

    assert len(succeeded(at_once(*map(use, links)))) == 1
    assert Account.objects.filter(state=AccountState.ACTIVE).count() == 2


@pytest.mark.promise("6.6")
@pytest.mark.promise("I2.16")
def test_two_clicks_at_the_same_instant_make_one_request(
    client: CheckedClient, jeanne: Person
) -> None:
    page = client.get("/creer-mon-compte")
    cookies = client.cookies

    def click() -> str:
        tab = CheckedClient()
        tab.cookies = cookies
        return str(tab.send(page, card_of(jeanne)).url)

    assert twice(click, 4) == ["/creer-mon-compte/message"] * 4
    assert AccountRequest.objects.count() == 1


@pytest.mark.promise("6.6")
def test_two_clicks_on_the_password_both_end_signed_in(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    ask(client, jeanne)
    run_jobs("accounts.answer_request")
    device = CheckedClient()
    device.may_see = frozenset({"jeanne", "karim"})
    page = device.get(last_link(), follow=True)
    cookies = device.cookies.copy()

    def click() -> str:
        tab = CheckedClient()
        tab.cookies = cookies.copy()
        tab.may_see = device.may_see
        sent = tab.send(page, password=PASSWORD)
        return f"{sent.url} {tab.get('/accueil').status_code}"

    assert twice(click) == ["/bienvenue 200"] * 2


def test_two_workers_answer_one_request_once(client: CheckedClient, jeanne: Person) -> None:
    ask(client, jeanne)
    request = AccountRequest.objects.get()

    def answer() -> str:
        return operations.answer_request(
            request_id=request.pk, actor=robot("un essai"), at=product_clock.now()
        )

    assert twice(answer) == ["link_sent"] * 2
    assert ActivationLink.objects.count() == 1


def test_guessing_at_once_is_counted_exactly(jeanne: Person) -> None:
    def guess() -> None:
        operations.sign_in(
            identifier=jeanne.email,
            password="essai",
            source="127.0.0.1",
            actor=visitor(),
            at=product_clock.now(),
        )

    refused = twice(guess, 9)
    kinds = sorted(type(outcome).__name__ for outcome in refused)
    assert kinds == ["TooManyTries"] * 4 + ["UnableToSignIn"] * 5
