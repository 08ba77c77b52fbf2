"""« Ce n’est pas moi » takes back what was installed since the change, and says so to the owner."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from espace_client.accounts import operations
from espace_client.accounts.models import (
    Account,
    AccountState,
    AuthenticatorApp,
    OneTimeCode,
    Passkey,
    SpareCode,
    SpareKind,
    StepUp,
)
from espace_client.accounts.telling_owner import tell_owner
from espace_client.accounts.tests.journey import notices
from espace_client.accounts.tests.test_change_email import NEW, changed, step_up, undo
from espace_client.delivery.models import Parcel
from espace_client.kernel.actors import robot
from espace_client.members.models import Delegation, Person
from espace_client.members.queries import phrase_of
from tests.bench.clock import Clock
from tests.people import account_of, helped

pytestmark = pytest.mark.django_db
Jobs = Callable[..., list[str]]


def add_passkey(account: Account, clock: Clock, label: str) -> None:
    Passkey.objects.create(
        account=account, credential_id=label.encode(), credential=b"x", label=label,
        added_at=clock.now,
    )  # fmt: skip


def add_app(account: Account, clock: Clock) -> None:
    AuthenticatorApp.objects.create(
        account=account, secret_sealed=b"x", added_at=clock.now, confirmed_at=clock.now
    )


def add_code(account: Account, clock: Clock, kind: SpareKind = SpareKind.RECOVERY) -> None:
    SpareCode.objects.create(
        account=account, kind=kind, batch=uuid4(), code_hash=uuid4().bytes * 2,
        counts_since=clock.now,
    )  # fmt: skip


def test_factors_and_codes_added_since_the_change_are_gone(
    jeanne: Person, clock: Clock, run_jobs: Jobs
) -> None:
    account = account_of(jeanne)
    change = changed(account, clock, run_jobs)
    clock.advance(hours=1)
    add_passkey(account, clock, "d’un voleur")
    add_app(account, clock)
    add_code(account, clock)
    add_code(account, clock, SpareKind.SHEET)
    step_up(account, clock)
    undo(change, clock)
    assert not Passkey.objects.exists()
    assert not AuthenticatorApp.objects.exists()
    assert [code.kind for code in SpareCode.objects.all()] == [SpareKind.SHEET]
    assert not StepUp.objects.filter(used_at=None).exists()
    assert not OneTimeCode.objects.filter(used_at=None, killed_at=None).exists()


def test_what_the_owner_had_before_the_change_goes_on(
    jeanne: Person, clock: Clock, run_jobs: Jobs
) -> None:
    account = account_of(jeanne)
    add_passkey(account, clock, "de Jeanne")
    add_code(account, clock)
    clock.advance(hours=1)
    change = changed(account, clock, run_jobs)
    clock.advance(hours=1)
    add_passkey(account, clock, "d’un voleur")
    undo(change, clock)
    assert [key.label for key in Passkey.objects.all()] == ["de Jeanne"]
    assert SpareCode.objects.count() == 1


def test_accesses_given_since_the_change_end_and_both_are_told(
    jeanne: Person, odette: Person, salah: Person, clock: Clock, run_jobs: Jobs
) -> None:
    account = account_of(jeanne)
    account_of(odette)
    before = helped(jeanne, salah)
    clock.advance(hours=1)
    change = changed(account, clock, run_jobs)
    clock.advance(hours=1)
    invitation = helped(jeanne, odette, accepted_at=None)
    Delegation.objects.filter(pk=invitation.pk).update(carer=None)
    since = helped(jeanne, odette)
    Parcel.objects.all().delete()
    undo(change, clock)
    ended = set(Delegation.objects.exclude(ended_at=None).values_list("pk", flat=True))
    assert ended == {since.pk, invitation.pk}
    assert Delegation.objects.not_ended().get() == before
    assert ("accounts.help_ended", account_of(odette).email) in notices()
    assert ("accounts.access_ended", jeanne.email) in notices()
    assert NEW not in {to for _, to in notices()}


def told_of_safety(account: Account, clock: Clock) -> list[str]:
    Parcel.objects.all().delete()
    tell_owner(account, title="x", what="Une clé", actor=robot("un essai"), at=clock.now)
    return sorted(to for notice, to in notices() if notice == "accounts.safety_changed")


def test_while_the_change_can_be_undone_the_mailboxes_before_read_what_is_told(
    jeanne: Person, clock: Clock, run_jobs: Jobs
) -> None:
    account = account_of(jeanne, email="avant@boite.example")
    assert told_of_safety(account, clock) == ["avant@boite.example"]
    changed(account, clock, run_jobs)
    clock.advance(days=6, hours=23, minutes=59, seconds=59)
    assert told_of_safety(account, clock) == sorted(["avant@boite.example", jeanne.email, NEW])
    clock.advance(seconds=1)
    assert told_of_safety(account, clock) == [NEW]


def test_they_read_of_the_accesses_too(
    jeanne: Person, odette: Person, clock: Clock, run_jobs: Jobs
) -> None:
    account = account_of(jeanne)
    changed(account, clock, run_jobs)
    access = helped(jeanne, odette)
    operations.end_access(access=access, account=account, actor=account.actor, at=clock.now)
    told = [to for notice, to in notices() if notice == "accounts.access_ended"]
    assert sorted(told) == sorted([jeanne.email, NEW])


def test_the_mailbox_thrown_out_reads_nothing_more(
    jeanne: Person, clock: Clock, run_jobs: Jobs
) -> None:
    account = account_of(jeanne)
    change = changed(account, clock, run_jobs)
    Parcel.objects.all().delete()
    undo(change, clock)
    assert ("accounts.email_undone", jeanne.email) in notices()
    assert NEW not in {to for _, to in notices()}


def test_the_two_words_are_others_after_an_undo(
    jeanne: Person, clock: Clock, run_jobs: Jobs
) -> None:
    account = account_of(jeanne)
    words = set(phrase_of(jeanne).split())
    change = changed(account, clock, run_jobs)
    undo(change, clock)
    jeanne.refresh_from_db()
    after = set(phrase_of(jeanne).split())
    assert not words & after
    told = Parcel.objects.get(notice="accounts.words_changed")
    assert told.address == jeanne.email
    assert phrase_of(jeanne) in told.text
    assert Account.objects.get().state == AccountState.BLOCKED
