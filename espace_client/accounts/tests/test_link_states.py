"""Links in any order: issued, used, expired, replaced. At most the newest one opens, once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from espace_client.accounts import operations, queries
from espace_client.accounts.models import Account, AccountRequest, AccountState, ActivationLink
from espace_client.accounts.tests.journey import PASSWORD, ask
from espace_client.kernel.actors import visitor
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import account_of

pytestmark = pytest.mark.django_db
DAY = timedelta(hours=24)
STEPS = st.lists(
    st.one_of(
        st.just(("issue",)),
        st.tuples(st.just("use"), st.integers(0, 9)),
        st.tuples(st.just("wait"), st.sampled_from([1, 59, 60, 3600, 86_339, 86_340, 86_400])),
    ),
    max_size=14,
)


def play(person: Person, clock: Clock, steps: list[tuple]) -> None:
    """Follow *steps* with the product and with the simplest model of the rule; they agree."""
    ActivationLink.objects.all().delete()
    Account.objects.all().delete()
    account = account_of(person)
    Account.objects.update(state=AccountState.CREATED)
    account.refresh_from_db()
    issued: list[tuple[ActivationLink, object]] = []
    active = False
    for step in steps:
        match step:
            case ("wait", seconds):
                clock.advance(seconds=seconds)
            case ("issue",):
                try:
                    link = operations.issue_link(account=account, actor=visitor(), at=clock.now)
                except operations.UnableToSendAgain:
                    assert issued
                    assert clock.now - issued[-1][1] < DAY
                else:
                    issued.append((link, clock.now))
            case ("use", which) if issued:
                link, since = issued[which % len(issued)]
                newest = which % len(issued) == len(issued) - 1
                opens = newest and not active and clock.now - since < DAY
                try:
                    operations.activate_account(
                        link=queries.link_by_id(link.pk),
                        password=PASSWORD,
                        actor=visitor(),
                        at=clock.now,
                    )
                except operations.UnableToActivate:
                    assert not opens
                else:
                    assert opens
                    active = True
        live = ActivationLink.objects.filter(used_at=None, killed_at=None).count()
        assert live <= 1
        assert ActivationLink.objects.exclude(used_at=None).count() <= int(active)
        if active:
            break


@pytest.mark.promise("1.3")
@settings(max_examples=25)
@given(steps=STEPS)
def test_any_order_of_events(jeanne: Person, clock: Clock, steps: list[tuple]) -> None:
    play(jeanne, clock, steps)


@pytest.mark.audit
@pytest.mark.promise("1.3")
@settings(max_examples=1500)
@given(steps=STEPS)
def test_any_order_of_events_ten_thousand_steps(
    jeanne: Person, clock: Clock, steps: list[tuple]
) -> None:
    play(jeanne, clock, steps)


def test_what_has_served_is_forgotten(
    client: CheckedClient, jeanne: Person, clock: Clock, run_jobs: Callable[..., list[str]]
) -> None:
    ask(client, jeanne)
    run_jobs("accounts.answer_request")
    clock.advance(days=30)
    operations.forget_what_is_old(actor=visitor(), at=clock.now)
    assert AccountRequest.objects.exists()
    clock.advance(days=2)
    operations.forget_what_is_old(actor=visitor(), at=clock.now)
    assert not AccountRequest.objects.exists()
    assert not Account.objects.exists()
