"""Another e-mail to sign in with: asked, confirmed from it, undone from the one before."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from espace_client.accounts import operations, queries
from espace_client.accounts.models import (
    Account,
    AccountState,
    Act,
    ChangeState,
    EmailChange,
    KnownDevice,
    OneTimeCode,
    Purpose,
    StepUp,
)
from espace_client.accounts.operations.one_time_codes import UnableToUseOneTimeCode
from espace_client.accounts.step_ups import NeedsStepUp
from espace_client.accounts.tests.journey import PASSWORD as OTHER
from espace_client.accounts.tests.journey import last_secret, notices
from espace_client.accounts.throttle import TooManyTries
from espace_client.audit.models import Entry
from espace_client.audit.queries import history_of, whole_history_of
from espace_client.contracts.models import Contract, Relationship
from espace_client.delivery.models import Parcel
from espace_client.kernel import emails
from espace_client.kernel.actors import visitor
from espace_client.members.models import Address, Person
from tests.bench.clock import Clock
from tests.bench.smtp import Mailbox
from tests.people import account_of, cover, helped

pytestmark = pytest.mark.django_db
Jobs = Callable[..., list[str]]
NEW = "jeanne.nouvelle@poste.example"
ANSWER = "accounts.answer_email_change"


def step_up(account: Account, clock: Clock, act: Act = Act.CHANGE_EMAIL) -> StepUp:
    return StepUp.objects.create(
        account=account, act=act, session_key="k", given_at=clock.now,
        expires_at=clock.now + timedelta(minutes=10),
    )  # fmt: skip


def ask(
    account: Account, clock: Clock, email: str = NEW, *, proof: StepUp | None = None
) -> EmailChange:
    return operations.ask_email_change(
        account=account, email=email, migration=False, actor=account.actor, at=clock.now,
        step_up=proof or step_up(account, clock),
    )  # fmt: skip


def type_code(change: EmailChange, clock: Clock, typed: str = "") -> Account:
    return operations.confirm_email_change(
        change=change, typed=typed or last_secret("accounts.new_email", "code"),
        actor=change.account.actor, at=clock.now,
    )  # fmt: skip


def changed(account: Account, clock: Clock, run_jobs: Jobs, email: str = NEW) -> EmailChange:
    change = ask(account, clock, email)
    run_jobs(ANSWER)
    type_code(change, clock)
    change.refresh_from_db()
    account.refresh_from_db()
    return change


@pytest.mark.promise("1.10")
@pytest.mark.promise("I4.13")
def test_the_code_changes_the_email_and_every_known_channel_is_told(
    jeanne: Person, clock: Clock, run_jobs: Jobs, channels: object
) -> None:
    account = account_of(jeanne)
    change = ask(account, clock)
    run_jobs(ANSWER)
    assert notices() == [("accounts.new_email", NEW)]
    account.refresh_from_db()
    assert account.email == jeanne.email
    epoch = account.epoch
    type_code(change, clock)
    account.refresh_from_db()
    assert (account.email, account.email_key, account.state) == (NEW, NEW, AccountState.ACTIVE)
    assert account.epoch == epoch + 1
    assert sorted(notices()) == [
        ("accounts.email_changed", jeanne.email),
        ("accounts.email_changed_here", NEW),
        ("accounts.email_changed_text", ""),
        ("accounts.new_email", NEW),
    ]
    here = Parcel.objects.get(notice="accounts.email_changed_here")
    assert here.secrets is None  # whoever took the account over gets no link that undoes


@pytest.mark.promise("1.10")
def test_who_has_no_other_channel_is_told_by_letter(
    jeanne: Person, clock: Clock, run_jobs: Jobs, channels: object
) -> None:
    account = account_of(jeanne)
    Account.objects.update(state=AccountState.WITHOUT_EMAIL, email="", email_key="")
    Person.objects.filter(pk=jeanne.pk).update(email="", mobile="")
    account.refresh_from_db()
    account.person.refresh_from_db()
    changed(account, clock, run_jobs)
    assert account.state == AccountState.ACTIVE
    assert Address.objects.filter(person=jeanne).exists()
    assert {notice for notice, _ in notices()} == {
        "accounts.new_email", "accounts.email_changed_letter", "accounts.email_changed_here",
    }  # fmt: skip


@pytest.mark.promise("I4.13")
def test_a_wrong_code_changes_nothing_and_the_sixth_finds_a_dead_one(
    jeanne: Person, clock: Clock, run_jobs: Jobs
) -> None:
    account = account_of(jeanne)
    change = ask(account, clock)
    run_jobs(ANSWER)
    right = last_secret("accounts.new_email", "code")
    wrong = "000000" if right != "000000" else "000001"
    for _ in range(5):
        with pytest.raises(UnableToUseOneTimeCode):
            type_code(change, clock, wrong)
    assert OneTimeCode.objects.get().tries == 5
    with pytest.raises(UnableToUseOneTimeCode):
        type_code(change, clock, right)
    account.refresh_from_db()
    assert account.email == jeanne.email


def test_the_code_lives_ten_minutes_to_the_second_and_the_link_a_day(
    jeanne: Person, clock: Clock, run_jobs: Jobs
) -> None:
    change = ask(account_of(jeanne), clock)
    run_jobs(ANSWER)
    code = OneTimeCode.objects.get(purpose=Purpose.NEW_EMAIL)
    clock.advance(minutes=10)
    with pytest.raises(UnableToUseOneTimeCode):
        type_code(change, clock)
    clock.advance(hours=23, minutes=49, seconds=59)
    operations.confirm_email_change(change=change, code=code, actor=visitor(), at=clock.now)
    assert Account.objects.get().email == NEW
    with pytest.raises(operations.UnableToChangeEmail):
        operations.confirm_email_change(change=change, code=code, actor=visitor(), at=clock.now)


def test_a_day_later_the_link_is_dead(jeanne: Person, clock: Clock, run_jobs: Jobs) -> None:
    change = ask(account_of(jeanne), clock)
    run_jobs(ANSWER)
    code = OneTimeCode.objects.get(purpose=Purpose.NEW_EMAIL)
    clock.advance(hours=24)
    with pytest.raises(operations.UnableToChangeEmail):
        operations.confirm_email_change(change=change, code=code, actor=visitor(), at=clock.now)


@pytest.mark.promise("1.9")
@pytest.mark.promise("1.10")
def test_what_waited_a_day_is_not_sent_again_without_a_step_up(
    jeanne: Person, clock: Clock, run_jobs: Jobs
) -> None:
    account = account_of(jeanne)
    first = ask(account, clock)
    run_jobs(ANSWER)
    clock.advance(hours=23, minutes=59, seconds=59)
    assert queries.waiting_email_change(account, at=clock.now) == first
    clock.advance(seconds=1)
    assert queries.waiting_email_change(account, at=clock.now) is None
    with pytest.raises(NeedsStepUp):
        operations.ask_email_change(
            account=account, email=NEW, migration=False, actor=account.actor, at=clock.now
        )
    assert ask(account, clock) != first


@pytest.mark.promise("1.10")
def test_another_password_ends_the_address_that_waited(
    jeanne: Person, clock: Clock, run_jobs: Jobs
) -> None:
    account = account_of(jeanne)
    change = ask(account, clock)
    run_jobs(ANSWER)
    operations.change_password(
        account=account, password=OTHER, step_up=step_up(account, clock, Act.CHANGE_PASSWORD),
        session_key="k", actor=account.actor, at=clock.now,
    )  # fmt: skip
    change.refresh_from_db()
    assert change.state == ChangeState.DROPPED
    assert Entry.objects.filter(event="accounts.email_change_dropped").exists()


@pytest.mark.promise("1.9")
def test_without_a_step_up_nothing_is_asked(jeanne: Person, clock: Clock) -> None:
    account = account_of(jeanne)
    old = step_up(account, clock)
    other = step_up(account, clock, Act.CHANGE_PASSWORD)
    clock.advance(minutes=10)
    for proof in (None, old, other):
        with pytest.raises(NeedsStepUp):
            operations.ask_email_change(
                account=account, email=NEW, migration=False, actor=account.actor, at=clock.now,
                step_up=proof,
            )  # fmt: skip
    assert not EmailChange.objects.exists()


def test_a_corrected_address_kills_what_left_to_the_first_one(
    jeanne: Person, clock: Clock, run_jobs: Jobs
) -> None:
    account = account_of(jeanne)
    proof = step_up(account, clock)
    first = ask(account, clock, "jeanne.nouvele@poste.example", proof=proof)
    run_jobs(ANSWER)
    dead = OneTimeCode.objects.get()
    clock.advance(seconds=1)
    second = ask(account, clock, proof=proof)  # at once: a mistake is seen at once
    run_jobs(ANSWER)
    first.refresh_from_db()
    assert first.state == ChangeState.DROPPED
    with pytest.raises(operations.UnableToChangeEmail):
        operations.confirm_email_change(change=first, code=dead, actor=visitor(), at=clock.now)
    type_code(second, clock)
    proof.refresh_from_db()
    assert proof.used_at  # the change that is done uses it up
    with pytest.raises(NeedsStepUp):
        ask(account, clock, "une.autre@poste.example", proof=proof)


def test_the_same_message_leaves_again_after_a_minute_and_five_times_a_day(
    jeanne: Person, clock: Clock, run_jobs: Jobs
) -> None:
    account = account_of(jeanne)
    ask(account, clock)
    with pytest.raises(operations.UnableToChangeEmail):
        ask(account, clock)
    for _ in range(5):
        run_jobs(ANSWER)
        clock.advance(seconds=60)
        ask(account, clock)
    run_jobs(ANSWER)
    assert OneTimeCode.objects.count() == 6
    assert OneTimeCode.objects.filter(killed_at=None).count() == 1
    clock.advance(seconds=60)
    with pytest.raises(TooManyTries):
        ask(account, clock)


@pytest.mark.promise("I4.6")
def test_an_address_of_another_family_gets_nothing_and_nobody_is_told(
    jeanne: Person, salah: Person, clock: Clock, run_jobs: Jobs
) -> None:
    account_of(salah)
    account = account_of(jeanne)
    change = ask(account, clock, salah.email)
    run_jobs(ANSWER)
    change.refresh_from_db()
    assert change.blocked
    assert notices() == []
    with pytest.raises(UnableToUseOneTimeCode):
        type_code(change, clock, "123456")
    account.refresh_from_db()
    assert account.email == jeanne.email


@pytest.mark.promise("I4.6")
def test_the_history_tells_nobody_that_others_use_an_address(
    jeanne: Person, odette: Person, salah: Person, clock: Clock, run_jobs: Jobs, mailbox: Mailbox
) -> None:
    """What the member reads of an address that is free, and of one that is not."""
    account_of(salah)
    read = []
    for person, address in ((jeanne, NEW), (odette, salah.email)):
        change = ask(account_of(person), clock, address)
        run_jobs(ANSWER)
        with pytest.raises(UnableToUseOneTimeCode):
            type_code(change, clock, "12345")
        run_jobs()
        masked = emails.masked(address)
        read.append([line.sentence.replace(masked, "…") for line in history_of(person.pk)])
    assert len(mailbox.to(NEW)) == 1
    assert read[0] == read[1]
    # The insurer's people read that a message left, and that none did.
    whole = [" ".join(one.sentence for one in whole_history_of(p.pk)) for p in (jeanne, odette)]
    assert "envoyé." in whole[0]
    assert "aucun message parti" in whole[1]


def test_the_first_mailbox_of_a_carer_undoes_one_change_and_hears_of_no_other(
    jeanne: Person, clock: Clock, run_jobs: Jobs
) -> None:
    """Somebody outside the file has no other e-mail than that of the account."""
    first = "camille@boite.example"
    camille = Person.objects.create(
        reference="AIDANT-1", birth_name="Voisin", first_names="Camille", email=first, in_file=False
    )
    camille.refresh_from_db()
    helped(jeanne, camille)
    account = account_of(camille)
    change = changed(account, clock, run_jobs, "camille.deux@poste.example")
    assert ("accounts.email_changed", first) in notices()
    clock.advance(hours=24)
    changed(account, clock, run_jobs, "camille.trois@poste.example")
    told = [to for notice, to in notices() if notice == "accounts.email_changed"]
    assert sorted(told) == sorted([first, "camille.deux@poste.example"])
    # What is undone goes back to where it was, in both places.
    change.refresh_from_db()
    undo(change, clock)
    camille.refresh_from_db()
    assert (Account.objects.get(person=camille).email, camille.email) == (first, first)


@pytest.mark.promise("1.14")
def test_a_couple_may_share_a_mailbox(
    jeanne: Person, karim: Person, clock: Clock, run_jobs: Jobs
) -> None:
    account_of(jeanne)
    account = account_of(karim)
    changed(account, clock, run_jobs, jeanne.email)
    assert account.email == jeanne.email
    assert Account.objects.get(person=jeanne).email == jeanne.email


def test_a_mailbox_never_serves_three_even_of_one_family(
    paul: Person, marie_louise: Person, odette: Person, clock: Clock, run_jobs: Jobs
) -> None:
    for person in (paul, marie_louise):
        account_of(person)
    cover(Contract.objects.get(holder=paul), odette, Relationship.CHILD)
    change = ask(account_of(odette), clock, paul.email)
    run_jobs(ANSWER)
    change.refresh_from_db()
    assert change.blocked
    assert notices() == []


def test_an_address_that_is_taken_meanwhile_is_not_taken_again(
    jeanne: Person, salah: Person, clock: Clock, run_jobs: Jobs
) -> None:
    account = account_of(jeanne)
    change = ask(account, clock)
    run_jobs(ANSWER)
    account_of(salah, email=NEW)
    with pytest.raises(UnableToUseOneTimeCode):
        type_code(change, clock)
    account.refresh_from_db()
    assert account.email == jeanne.email
    assert EmailChange.objects.get().blocked


def undo(change: EmailChange, clock: Clock) -> Account:
    return operations.undo_email_change(change=change, actor=visitor(), at=clock.now)


@pytest.mark.promise("1.10")
@pytest.mark.promise("I4.13")
def test_the_old_mailbox_undoes_the_change_and_blocks_the_account(
    jeanne: Person, clock: Clock, run_jobs: Jobs, channels: object
) -> None:
    account = account_of(jeanne)
    KnownDevice.objects.create(
        account=account, token_hash=bytes(32), label="x", first_seen_at=clock.now,
        last_seen_at=clock.now, expires_at=clock.now + timedelta(days=180),
    )  # fmt: skip
    change = changed(account, clock, run_jobs)
    clock.advance(days=6, hours=23, minutes=59, seconds=59)
    epoch = account.epoch
    undo(change, clock)
    account.refresh_from_db()
    assert (account.email, account.state) == (jeanne.email, AccountState.BLOCKED)
    assert account.epoch == epoch + 1
    assert not KnownDevice.objects.exists()
    told = [(notice, to) for notice, to in notices() if "undone" in notice]
    assert sorted(told) == [
        ("accounts.email_undone", jeanne.email),
        ("accounts.email_undone_text", ""),
    ]
    assert (NEW in {to for notice, to in notices() if "undone" in notice}) is False
    with pytest.raises(operations.UnableToChangeEmail):
        undo(change, clock)


@pytest.mark.promise("1.10")
def test_seven_days_later_to_the_second_nothing_is_undone(
    jeanne: Person, clock: Clock, run_jobs: Jobs
) -> None:
    account = account_of(jeanne)
    change = changed(account, clock, run_jobs)
    clock.advance(days=7)
    with pytest.raises(operations.UnableToChangeEmail):
        undo(change, clock)
    account.refresh_from_db()
    assert account.email == NEW


@pytest.mark.promise("1.10")
def test_who_changed_it_twice_does_not_undo_what_undid_it(
    jeanne: Person, clock: Clock, run_jobs: Jobs
) -> None:
    account = account_of(jeanne)
    first = changed(account, clock, run_jobs)
    clock.advance(hours=1)
    second = changed(account, clock, run_jobs, "encore.une@poste.example")
    undo(first, clock)
    account.refresh_from_db()
    assert account.email == jeanne.email
    with pytest.raises(operations.UnableToChangeEmail):
        undo(second, clock)
    account.refresh_from_db()
    assert account.email == jeanne.email


def test_the_move_from_an_old_number_can_be_undone_too(
    jeanne: Person, clock: Clock, run_jobs: Jobs, channels: object
) -> None:
    account = account_of(jeanne)
    Account.objects.update(state=AccountState.LEGACY, email="", email_key="")
    account.refresh_from_db()
    change = operations.ask_email_change(
        account=account, email=NEW, migration=True, actor=account.actor, at=clock.now
    )
    account.refresh_from_db()
    assert account.state == AccountState.TO_VERIFY
    run_jobs(ANSWER)
    type_code(change, clock)
    account.refresh_from_db()
    assert (account.state, account.email) == (AccountState.MIGRATED, NEW)
    assert ("accounts.email_changed", jeanne.email) in notices()
    change.refresh_from_db()
    undo(change, clock)
    account.refresh_from_db()
    assert (account.state, account.email) == (AccountState.BLOCKED, "")


def test_a_move_to_the_address_of_another_family_is_to_be_cleared_up(
    jeanne: Person, salah: Person, clock: Clock, run_jobs: Jobs
) -> None:
    account_of(salah)
    account = account_of(jeanne)
    Account.objects.filter(pk=account.pk).update(state=AccountState.LEGACY, email="", email_key="")
    account.refresh_from_db()
    operations.ask_email_change(
        account=account, email=salah.email, migration=True, actor=account.actor, at=clock.now
    )
    run_jobs(ANSWER)
    account.refresh_from_db()
    assert account.state == AccountState.CONFLICT
    assert notices() == []


def test_a_change_that_is_dropped_leaves_everything_as_it_was(
    jeanne: Person, clock: Clock, run_jobs: Jobs
) -> None:
    account = account_of(jeanne)
    change = ask(account, clock)
    run_jobs(ANSWER)
    operations.drop_email_change(change=change, actor=account.actor, at=clock.now)
    with pytest.raises(UnableToUseOneTimeCode):
        type_code(change, clock)
    account.refresh_from_db()
    assert account.email == jeanne.email
