"""Asking again: too soon, with another address, after the file changed, for an open account."""

from collections.abc import Callable

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from espace_client.accounts import operations
from espace_client.accounts.models import AccountRequest, ActivationLink, Outcome
from espace_client.accounts.tests.journey import ask, last_link, notices
from espace_client.audit.queries import history_of
from espace_client.kernel.actors import robot, visitor
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import PASSWORD, account_of, at_home

pytestmark = pytest.mark.django_db
Jobs = Callable[..., list[str]]


def resend(client: CheckedClient) -> object:
    return client.send(client.get("/creer-mon-compte/message"), action="renvoyer")


def test_asking_again_at_once_says_to_wait_and_keeps_the_link(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    ask(client, jeanne)
    run_jobs("accounts.answer_request")
    clock.advance(seconds=30)
    refused = resend(client)
    assert "Attendez une minute" in refused.page.text
    assert run_jobs("accounts.answer_request") == []
    device = CheckedClient()
    device.may_see = frozenset({"jeanne", "karim"})
    opened = device.get(last_link(), follow=True)
    assert opened.page.h1 == "Choisissez votre mot de passe"


def test_two_tabs_in_one_minute_send_one_link_that_works(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    ask(client, jeanne)
    ask(CheckedClient(), jeanne)
    run_jobs("accounts.answer_request")
    outcomes = sorted(AccountRequest.objects.values_list("outcome", flat=True))
    assert outcomes == [Outcome.JUST_SENT, Outcome.MATCHED]
    assert ActivationLink.objects.filter(killed_at=None).count() == 1


@pytest.mark.promise("1.3")
def test_an_address_that_the_insurer_corrects_takes_its_link_with_it(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    ask(client, jeanne)
    run_jobs("accounts.answer_request")
    old = last_link()
    Person.objects.filter(pk=jeanne.pk).update(email="jeanne.nouvelle@boite.example")
    stranger = CheckedClient()
    refused = stranger.get(old, follow=True)
    assert refused.status_code == 410
    clock.advance(minutes=2)
    sent = stranger.send(refused, follow=True)
    assert "jeanne" not in sent.page.text
    assert notices()[-1] == ("accounts.activation", "jeanne.nouvelle@boite.example")


def test_no_link_leaves_for_an_account_that_is_open(jeanne: Person, clock: Clock) -> None:
    account = account_of(jeanne)
    with pytest.raises(operations.UnableToSendAgain):
        operations.issue_link(account=account, actor=visitor(), at=clock.now)


@pytest.mark.usefixtures("channels")
def test_nobody_fills_somebody_elses_mailbox(jeanne: Person, run_jobs: Jobs, clock: Clock) -> None:
    for number in range(4):
        ask(CheckedClient(), jeanne, email=f"voleur{number}@boite.example")
    run_jobs("accounts.answer_request")
    sent = [notice for notice, _ in notices()]
    assert sent.count("accounts.is_it_you") == 1
    assert sent.count("accounts.text_code") == 3
    assert len(sent) == 4
    clock.advance(days=1)
    ask(CheckedClient(), jeanne, email="voleur@boite.example")
    run_jobs("accounts.answer_request")
    assert sorted(n for n, _ in notices()[4:]) == ["accounts.is_it_you", "accounts.text_code"]


def test_a_third_person_in_one_mailbox_is_for_the_advisers(
    client: CheckedClient, paul: Person, marie_louise: Person, salah: Person, run_jobs: Jobs
) -> None:
    account_of(paul)
    account_of(marie_louise)
    Person.objects.filter(pk=salah.pk).update(email=paul.email)
    salah.refresh_from_db()
    ask(client, salah)
    run_jobs("accounts.answer_request")
    assert AccountRequest.objects.get().outcome == Outcome.MAILBOX_FULL


def test_a_request_that_a_crash_left_behind_is_answered(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    ask(client, jeanne)
    ProcrastinateJob.objects.all()._raw_delete("default")  # the worker died with its job
    clock.advance(minutes=11)
    operations.take_up_again(actor=robot("un essai"), at=clock.now)
    run_jobs("accounts.answer_request")
    assert AccountRequest.objects.get().outcome == Outcome.MATCHED


def test_why_it_did_not_fit_is_not_told_to_whom_it_resembles(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs
) -> None:
    ask(client, jeanne, first_name="Jacqueline")
    run_jobs("accounts.answer_request")
    assert history_of(jeanne.pk) == []
    assert AccountRequest.objects.get().person == jeanne


def test_a_clock_that_moved_back_closes_no_door(
    client: CheckedClient, jeanne: Person, clock: Clock
) -> None:
    at_home(client, jeanne)
    clock.set("2022-03-26T09:00")
    client.send(client.get("/connexion"), email=jeanne.email, password="essai")
    clock.set("2022-03-25T09:00")
    client.may_see = frozenset({"jeanne", "karim"})
    entered = client.send(client.get("/connexion"), email=jeanne.email, password=PASSWORD)
    assert entered.url == "/accueil"
