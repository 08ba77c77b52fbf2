"""Two clicks, two browsers, one instant: the e-mail is verified once."""

from collections.abc import Callable

import pytest

from espace_client.accounts.models import Account, AccountState, OneTimeCode
from espace_client.accounts.tests.old_numbers import (
    ANSWER,
    VERIFY,
    Jobs,
    choose,
    code,
    come_with_old_number,
    link,
)
from espace_client.members.models import Person
from tests.bench.pages import CheckedClient
from tests.bench.two_clients import at_once, succeeded, twice
from tests.people import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_double_click_on_the_code_lets_both_clicks_in(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    come_with_old_number(client, jeanne)
    choose(client)
    run_jobs(ANSWER)
    page, digits = client.get(VERIFY), code()

    def click() -> tuple[str, int]:
        tab = CheckedClient()
        tab.cookies = client.cookies.copy()
        tab.may_see = client.may_see
        sent = tab.send(page, code=digits, action="verifier")
        return str(sent.url), tab.get("/accueil").status_code

    assert twice(click) == [("/identifiant/fait", 200)] * 2
    assert Account.objects.get().state == AccountState.MIGRATED


@pytest.mark.promise("I4.8")
def test_a_link_pressed_in_two_browsers_at_once_serves_once(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    come_with_old_number(client, jeanne)
    choose(client)
    run_jobs(ANSWER)
    path = link()

    def browser() -> Callable[[], int]:
        device = CheckedClient()
        device.may_see = client.may_see
        page = device.get(path, follow=True)
        return lambda: device.send(page, password=PASSWORD).status_code

    assert sorted(succeeded(at_once(browser(), browser()))) == [302, 410]
    assert Account.objects.get().state == AccountState.MIGRATED
    assert OneTimeCode.objects.get().used_at
