"""Each night: who has died, who has left, who is back; and how far everybody has come."""

from datetime import date, timedelta

import pytest

from espace_client.accounts import moving, operations
from espace_client.accounts.models import Account, AccountState, EmailChange, OneTimeCode
from espace_client.accounts.tests.old_numbers import (
    ANSWER,
    UPDATE,
    Jobs,
    choose,
    come_with_old_number,
    type_code,
)
from espace_client.contracts.models import Contract, Coverage
from espace_client.kernel.actors import robot
from espace_client.members.models import Person
from tests.bench.clock import Clock
from tests.bench.pages import CheckedClient
from tests.people import account_of, signed_in

pytestmark = pytest.mark.django_db


def night(clock: Clock) -> int:
    return operations.follow_the_file(actor=robot("la nuit"), at=clock.now)


def ends(person: Person, day: date | None) -> None:
    Contract.objects.filter(holder=person).update(end_on=day)
    Coverage.objects.filter(contract__holder=person).update(end_on=day)


def state(account: Account) -> str:
    account.refresh_from_db()
    return account.state


def test_who_has_died_is_closed_at_once_and_opens_again_when_the_file_is_corrected(
    client: CheckedClient, jeanne: Person, salah: Person, clock: Clock
) -> None:
    mine, theirs = account_of(jeanne), account_of(salah)
    signed_in(client, jeanne)
    jeanne.died_on = clock.today
    jeanne.save()
    assert night(clock) == 1
    assert (state(mine), state(theirs)) == (AccountState.DECEASED, AccountState.ACTIVE)
    assert client.get("/accueil").url.startswith("/connexion")
    assert night(clock) == 0
    jeanne.died_on = None
    jeanne.save()
    assert night(clock) == 1
    assert state(mine) == AccountState.ACTIVE


def test_an_old_number_of_somebody_who_died_comes_back_as_it_was(
    client: CheckedClient, jeanne: Person, run_jobs: Jobs, clock: Clock
) -> None:
    account = come_with_old_number(client, jeanne)
    choose(client)
    run_jobs(ANSWER)
    Person.objects.filter(pk=jeanne.pk).update(died_on=clock.today)
    night(clock)
    assert state(account) == AccountState.DECEASED
    assert EmailChange.objects.get().state == "dropped"
    assert not OneTimeCode.objects.filter(killed_at__isnull=True).exists()
    Person.objects.filter(pk=jeanne.pk).update(died_on=None)
    night(clock)
    assert state(account) == AccountState.TO_VERIFY
    signed_in(client, jeanne)
    assert client.get("/identifiant/verifier").url == UPDATE  # asked again: what waited is dead


def test_whose_covers_have_all_ended_reads_only_and_comes_back_with_a_new_one(
    client: CheckedClient, jeanne: Person, karim: Person, clock: Clock
) -> None:
    hers, his = account_of(jeanne), account_of(karim)
    ends(jeanne, clock.today)
    assert night(clock) == 0  # the last day is covered
    ends(jeanne, clock.today - timedelta(days=1))
    assert night(clock) == 2
    assert (state(hers), state(his)) == (AccountState.LEFT, AccountState.LEFT)
    signed_in(client, jeanne)
    assert client.get("/mes-contrats").status_code == 200
    ends(jeanne, None)
    assert night(clock) == 2
    assert (state(hers), state(his)) == (AccountState.ACTIVE, AccountState.ACTIVE)


def test_a_death_corrected_after_the_contract_ended_leads_to_reading_only(
    jeanne: Person, clock: Clock
) -> None:
    account = account_of(jeanne)
    ends(jeanne, clock.today - timedelta(days=1))
    night(clock)
    Person.objects.filter(pk=jeanne.pk).update(died_on=clock.today)
    night(clock)
    assert state(account) == AccountState.DECEASED
    Person.objects.filter(pk=jeanne.pk).update(died_on=None)
    night(clock)
    assert state(account) == AccountState.LEFT
    ends(jeanne, None)
    night(clock)
    assert state(account) == AccountState.ACTIVE


def test_a_carer_outside_the_file_has_no_cover_to_lose(salah: Person, clock: Clock) -> None:
    account = account_of(salah)
    ends(salah, clock.today - timedelta(days=1))
    Person.objects.filter(pk=salah.pk).update(in_file=False)
    assert night(clock) == 0
    assert state(account) == AccountState.ACTIVE


def test_the_indicator_counts_states_and_days(
    client: CheckedClient, other_client: CheckedClient, jeanne: Person, salah: Person,
    odette: Person, run_jobs: Jobs, clock: Clock,
) -> None:  # fmt: skip
    first = clock.today
    before = moving.states_today()
    assert before[AccountState.LEGACY] == 3  # each has a login of the old portal, none an account
    come_with_old_number(client, jeanne)
    choose(client)
    run_jobs(ANSWER)
    type_code(client)
    clock.advance(days=2)
    come_with_old_number(other_client, salah)
    choose(other_client)
    run_jobs(ANSWER)
    type_code(other_client)
    after = moving.states_today()
    assert (after[AccountState.LEGACY], after[AccountState.MIGRATED]) == (1, 2)
    assert sum(after.values()) == 3
    days = [first, first + timedelta(days=1), first + timedelta(days=2)]
    assert moving.migrated_per_day(first) == list(zip(days, (1, 0, 1), strict=True))
    assert moving.migrated_per_day(days[1]) == [(days[2], 1)]
