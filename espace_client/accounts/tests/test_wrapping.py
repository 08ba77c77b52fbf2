"""The job that wraps old passwords: killed anywhere and begun again, it ends alike (I4.17)."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import StringIO
from os import cpu_count

import pytest
from django.core.management import call_command
from django.db import transaction

from espace_client.accounts import operations, queries
from espace_client.accounts.jobs import wrap
from espace_client.accounts.models import Account, AccountState, HashScheme, LegacyLogin
from espace_client.accounts.old_passwords import is_right
from espace_client.accounts.operations import wrapping
from espace_client.accounts.wrapping import wrap_all
from espace_client.kernel import clock
from espace_client.kernel.actors import robot, visitor
from espace_client.members.models import Person
from tests.bench.jobs import waiting_jobs
from tests.old_portal import OLD_PASSWORD, many_old_logins, old_login
from tests.people import account_of

pytestmark = pytest.mark.django_db
_JOB = robot("un essai")


class Killed(Exception):
    """The machine stopped here."""


def end_state() -> list[tuple[str, str, bool, str]]:
    """Everything that the job decides."""
    rows = LegacyLogin.objects.order_by("login").select_related("person__account")
    return [
        (one.login, one.wrapped, one.hash_sealed is None, one.person.account.state) for one in rows
    ]


def wrap_killed_at_random(seed: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """Run the job, killed at random rows and between batches, until it comes to its end."""
    draw, honest, kills = random.Random(seed), wrapping.wrapped, 0

    def maybe(login: LegacyLogin) -> str:
        if draw.random() < 0.015:
            raise Killed(login.login)
        return honest(login)

    with monkeypatch.context() as patched:
        patched.setattr(wrapping, "wrapped", maybe)
        while True:
            try:
                for _batch in wrap_all(actor=_JOB):
                    if draw.random() < 0.2:
                        raise Killed("between two batches")
            except Killed:
                kills += 1
            else:
                return kills


def _ends_alike(monkeypatch: pytest.MonkeyPatch) -> int:
    straight = []
    with suppress(Killed), transaction.atomic():
        for _batch in wrap_all(actor=_JOB):
            pass
        straight = end_state()
        raise Killed("and everything is as before")
    assert LegacyLogin.objects.filter(hash_sealed__isnull=False).exists()
    kills = wrap_killed_at_random(2022, monkeypatch)
    assert end_state() == straight
    assert not LegacyLogin.objects.filter(hash_sealed__isnull=False).exists()
    assert {state for *_, state in straight} == {"legacy_actif"}
    for login in LegacyLogin.objects.exclude(wrapped="").order_by("?")[:20]:
        assert is_right(login, OLD_PASSWORD)
        assert not is_right(login, "horizon2020")
    return kills


def signs_in_in_each_scheme(count: int) -> dict[HashScheme, int]:
    """How many came in with what they typed on the old portal, *count* of each scheme at most."""
    came_in = dict.fromkeys(HashScheme, 0)
    for scheme in HashScheme:
        known = LegacyLogin.objects.filter(scheme=scheme).exclude(wrapped="")
        for login in known.order_by("?")[:count]:
            [opened] = operations.sign_in(
                identifier=login.login, password=OLD_PASSWORD, source="198.51.100.7",
                actor=visitor(), at=clock.now(),
            )  # fmt: skip
            kept = LegacyLogin.objects.get(pk=login.pk)
            assert (opened.person_id, kept.wrapped) == (login.person_id, "")
            came_in[scheme] += 1
    return came_in


@pytest.mark.promise("I4.17")
def test_killed_anywhere_and_begun_again_it_ends_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    many_old_logins(150)
    assert _ends_alike(monkeypatch) >= 2
    assert signs_in_in_each_scheme(1) == dict.fromkeys(HashScheme, 1)


def compute_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The job takes each wrap from those computed here, once, on every core. It computes the same
    from the same seal (the story above has it do so, thrice for many rows); at 22 ms each, ten
    thousand of them twice over, and again after each kill, are what made this take a quarter of an
    hour."""
    logins = LegacyLogin.objects.filter(hash_sealed__isnull=False)
    with ThreadPoolExecutor(cpu_count()) as cores:
        known = dict(cores.map(lambda login: (login.login, wrapping.wrapped(login)), logins))
    monkeypatch.setattr(wrapping, "wrapped", lambda login: known[login.login])


@pytest.mark.audit
@pytest.mark.promise("I4.17")
def test_ten_thousand_old_accounts_end_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    many_old_logins(10_000)
    compute_once(monkeypatch)
    kills = _ends_alike(monkeypatch)
    assert kills >= 100
    assert signs_in_in_each_scheme(20) == dict.fromkeys(HashScheme, 20)


def test_the_job_of_the_worker_goes_on_in_batches_after_the_mails(
    run_jobs: Callable[..., list[str]],
) -> None:
    many_old_logins(120)
    wrap(0)
    wrap(0)  # the next quarter of an hour: it is under way
    [waiting] = waiting_jobs("accounts.wrap_batch")
    assert waiting.priority < 0
    assert run_jobs("accounts.wrap_batch") == ["accounts.wrap_batch"] * 4
    assert not queries.has_hashes_to_wrap()
    wrap(0)
    assert not waiting_jobs("accounts.wrap_batch"), "nothing is left to do"


def test_the_command_does_it_all(jeanne: Person, salah: Person) -> None:
    old_login(jeanne, "48201937")
    old_login(salah, "0012345", scheme=HashScheme.SHA1)
    said = StringIO()
    call_command("wrap-old-passwords", stdout=said, stderr=StringIO())
    assert "protégés : 2" in said.getvalue().replace("\u00a0", " ")
    assert not queries.has_hashes_to_wrap()


def test_each_owner_of_an_old_login_has_an_account_to_count(
    jeanne: Person, salah: Person, lucien: Person
) -> None:
    old_login(jeanne, "48201937")
    old_login(salah, "0012345")
    old_login(lucien, "0012346")
    account_of(jeanne)
    Person.objects.filter(pk=lucien.pk).update(died_on=clock.today())
    assert operations.count_old_accounts(actor=_JOB, at=clock.now()) == 2
    assert operations.count_old_accounts(actor=_JOB, at=clock.now()) == 0
    states = {one.person: one.state for one in Account.objects.select_related("person")}
    assert states == {
        jeanne: AccountState.ACTIVE,
        salah: AccountState.LEGACY,
        lucien: AccountState.DECEASED,
    }


def test_a_seal_whose_key_is_gone_is_left_and_said(jeanne: Person, salah: Person) -> None:
    old_login(jeanne, "48201937")
    kept = old_login(salah, "0012345")
    LegacyLogin.objects.filter(pk=kept.pk).update(hash_sealed=b"\x05other" + bytes(60))
    said = StringIO()
    call_command("wrap-old-passwords", stdout=said, stderr=StringIO())
    assert "Illisibles" in said.getvalue()
    assert LegacyLogin.objects.get(pk=kept.pk).hash_sealed is not None
    assert not is_right(LegacyLogin.objects.get(pk=kept.pk), OLD_PASSWORD)
