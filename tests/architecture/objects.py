"""What stands in the variable part of an address: mine, somebody else's, and nothing at all.

A route with a variable part names one of these in its block of access_matrix.toml.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.test import Client

from espace_client.accounts.models import (
    OpenSession,
    Passkey,
    SecondProof,
)
from espace_client.accounts.staff import StaffMember, StaffRole
from espace_client.contracts.models import Contract
from espace_client.kernel import clock
from espace_client.members.models import Person
from tests.people import account_of, at_home, certificate_of
from tests.staff import opened

NOWHERE = UUID("00000000-0000-4000-8000-000000000000")


@dataclass(frozen=True)
class Objects:
    """Three values for the variable part. `foreign` is None for what is nobody's in particular."""

    own: object
    foreign: object | None
    unknown: object


def _contract(owner: Person, stranger: Person) -> Objects:
    mine, theirs = (Contract.objects.get(holder=person).pk for person in (owner, stranger))
    return Objects(mine, theirs, NOWHERE)


def _document(owner: Person, stranger: Person) -> Objects:
    mine, theirs = (certificate_of(person).pk for person in (owner, stranger))
    return Objects(mine, theirs, NOWHERE)


def _file(owner: Person, stranger: Person) -> Objects:
    """A file that is open for everybody at the desk, and one that nobody has opened."""
    for staff in StaffMember.objects.all():
        opened(staff, owner)
    return Objects(owner.pk, stranger.pk, NOWHERE)


def _somebody(owner: Person, stranger: Person) -> Objects:
    return Objects(owner.pk, None, NOWHERE)


def _proof(owner: Person, stranger: Person) -> Objects:
    """A second proof in an open file, and one in a file that is not."""
    _file(owner, stranger)
    return Objects(_waiting(owner).pk, _waiting(stranger).pk, NOWHERE)


def _waiting(person: Person) -> SecondProof:
    at = clock.now()
    proof, _made = SecondProof.objects.get_or_create(
        person=person,
        defaults={
            "email": "nouvelle@boite.example",
            "email_key": "nouvelle@boite.example",
            "terms_version": clock.today(),
            "asked_at": at,
            "expires_at": at + timedelta(days=45),
        },
    )
    return proof


def _staff(owner: Person, stranger: Person) -> Objects:
    supervisor = StaffMember.objects.filter(role=StaffRole.SUPERVISOR).first()
    return Objects(supervisor.pk if supervisor else NOWHERE, None, NOWHERE)


def _public(known: object, unknown: object) -> Callable[[Person, Person], Objects]:
    return lambda owner, stranger: Objects(known, None, unknown)


def _session(owner: Person, stranger: Person) -> Objects:
    """A session of each, that neither of them uses to ask."""
    mine, theirs = (
        OpenSession.objects.create(
            account=account_of(one), session_key=f"elsewhere-{one.pk}"[:40], label="Safari sur Mac",
            opened_at=clock.now(), last_seen_at=clock.now(),
        ).pk
        for one in (owner, stranger)
    )  # fmt: skip
    return Objects(mine, theirs, NOWHERE)


def _device(owner: Person, stranger: Person) -> Objects:
    for one in (owner, stranger):
        at_home(Client(), one)
    mine, theirs = (account_of(one).devices.get().pk for one in (owner, stranger))
    return Objects(mine, theirs, NOWHERE)


def _passkey(owner: Person, stranger: Person) -> Objects:
    """A key that its owner alone is asked about; before that, everybody shows a step-up."""
    key = Passkey.objects.create(
        account=account_of(owner), credential_id=b"of the matrix", credential=b"", label="Clé",
        added_at=clock.now(),
    )  # fmt: skip
    return Objects(key.pk, None, NOWHERE)


FACTORIES: dict[str, Callable[[Person, Person], Objects]] = {
    "contract": _contract,
    "document": _document,
    "file": _file,
    "somebody": _somebody,
    "proof": _proof,
    "staff": _staff,
    "terms": _public(date(2022, 3, 24), date(1999, 1, 1)),
    "text_size": _public("grand", "enorme"),
    "function": _public("card", "sweepstake"),
    "number_shape": _public("autre-forme", "neuf-lettres"),
    # A link that nobody issued; those that somebody did are tried in accounts/tests.
    "session": _session,
    "device": _device,
    "passkey": _passkey,
    "act": _public("change_email", "sweepstake"),
    "token": _public("A" * 43, "x"),
}
