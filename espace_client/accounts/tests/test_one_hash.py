"""One Argon2id for a sign-in: for nobody, for one, for a couple (speed 4, decision 0013)."""

import os
import sys
import threading
import time
from collections.abc import Iterator

import argon2.low_level
import pytest
from django.contrib.auth.hashers import make_password
from django.http import HttpResponse

from espace_client.accounts import hashers, passwords
from espace_client.accounts.models import Account, HashScheme
from espace_client.accounts.rules import REFUSED_AFTER
from espace_client.members.models import Person
from tests.bench.pages import CheckedClient
from tests.old_portal import OLD_PASSWORD, old_login, wrap_all_now
from tests.people import PASSWORD, account_of

pytestmark = pytest.mark.django_db
_DEADLINE = REFUSED_AFTER.total_seconds()


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """The salts of the Argon2id that are computed, in order. They are computed all the same."""
    salts: list[bytes] = []
    honest = argon2.low_level.hash_secret

    def counted(secret: bytes, salt: bytes, *args: object, **options: object) -> bytes:
        salts.append(salt)
        return honest(secret, salt, *args, **options)

    monkeypatch.setattr(argon2.low_level, "hash_secret", counted)
    monkeypatch.setattr(hashers, "hash_secret", counted)
    return salts


def sign_in(email: str, password: str) -> HttpResponse:
    client = CheckedClient()
    return client.send(client.get("/connexion"), email=email, password=password)


@pytest.mark.promise("1.13")
@pytest.mark.promise("I4.18")
def test_a_sign_in_computes_one_hash_whoever_exists(
    jeanne: Person, paul: Person, marie_louise: Person, hashes: list[bytes]
) -> None:
    for person in (jeanne, paul, marie_louise):
        account_of(person)
    for email in (jeanne.email, paul.email, "personne@boite.example", "99999999", "48201937"):
        for password in (PASSWORD, "pas le bon mot de passe"):
            hashes.clear()
            sign_in(email, password)
            assert len(hashes) == 1, (email, password)


@pytest.mark.promise("I4.18")
def test_a_hash_gives_way_to_pages(jeanne: Person) -> None:
    """The thread that computes it is less urgent than those that answer, whatever it is for."""
    account_of(jeanne)
    sign_in(jeanne.email, PASSWORD)
    hashing = [one for one in threading.enumerate() if one.name.startswith("hashing")]
    assert hashing
    ours = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    for thread in hashing:
        assert thread.native_id
        behind = os.getpriority(os.PRIO_PROCESS, thread.native_id) > ours
        assert behind == (sys.platform == "linux")  # elsewhere a thread has no priority of its own


def test_a_host_that_gives_no_priorities_still_lets_people_in(
    jeanne: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_which: object) -> None:
        raise PermissionError

    account_of(jeanne)
    monkeypatch.setattr(os, "setpriority", refused)
    made = hashers.ThreadPoolExecutor(initializer=hashers._yield_to_pages)
    monkeypatch.setattr(hashers, "_HASHING", made)
    assert sign_in(jeanne.email, PASSWORD).status_code == 302


def test_a_mailbox_has_one_salt_that_nobody_else_can_tell(
    jeanne: Person, paul: Person, marie_louise: Person
) -> None:
    salts = [
        hashers.Argon2id().decode(passwords.hashed("x", account_of(person)))["salt"]
        for person in (jeanne, paul, marie_louise)
    ]
    assert salts[1] == salts[2] != salts[0]
    assert {len(salt) for salt in salts} == {22}, "128 bits"


def test_two_of_one_mailbox_under_two_salts_both_come_in_then_cost_one_hash(
    paul: Person, marie_louise: Person, hashes: list[bytes]
) -> None:
    """As after a change of e-mail whose password nobody knew."""
    account_of(paul)
    other = account_of(marie_louise, password="un autre secret de famille")
    moved = make_password("un autre secret de famille")
    Account.objects.filter(pk=other.pk).update(password=moved)
    hashes.clear()
    assert sign_in(paul.email, PASSWORD).status_code == 302
    assert len(hashes) == 2
    assert sign_in(paul.email, "un autre secret de famille").status_code == 302
    hashes.clear()
    assert sign_in(paul.email, "un autre secret de famille").status_code == 302
    assert len(hashes) == 1


def test_a_password_is_stored_anew_under_the_salt_of_a_new_mailbox(jeanne: Person) -> None:
    account = account_of(jeanne)
    account.email = account.email_key = "jeanne@boite.example"
    account.save()
    passwords.rehash(account, PASSWORD)
    account.refresh_from_db()
    assert account.password == passwords.hashed(PASSWORD, account)
    unchanged = account.password
    passwords.rehash(account, PASSWORD)
    assert Account.objects.get(pk=account.pk).password == unchanged


@pytest.mark.promise("1.13")
@pytest.mark.promise("I4.7")
@pytest.mark.parametrize("kind", ["unknown", "email", *HashScheme])
def test_every_refusal_lasts_the_same(jeanne: Person, kind: str) -> None:
    """Not less than the deadline, whatever there was to compute; tests/timing measures it."""
    account_of(jeanne)
    if kind in HashScheme:
        Account.objects.all().delete()
        old_login(jeanne, "48201937", scheme=HashScheme(kind))
        wrap_all_now()
    identifier = {"unknown": "99999999", "email": jeanne.email}.get(kind, "48201937")
    client = CheckedClient()
    page = client.get("/connexion")
    began = time.monotonic()
    assert client.send(page, email=identifier, password="pas le bon").status_code == 422
    assert time.monotonic() - began >= _DEADLINE


def test_whoever_is_right_does_not_wait(jeanne: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr("espace_client.accounts.views.on_time.time.sleep", waited.append)
    old_login(jeanne, "48201937")
    client = CheckedClient()
    page = client.get("/connexion")
    assert client.send(page, email="48201937", password="pas le bon").status_code == 422
    assert len(waited) == 1
    assert client.send(page, email="48201937", password=OLD_PASSWORD).status_code == 302
    assert len(waited) == 1
