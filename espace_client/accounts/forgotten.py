"""Whom somebody means who has forgotten a password, and by which way they may choose another."""

from collections.abc import Sequence
from enum import StrEnum
from uuid import uuid4

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from espace_client.accounts.legacy import LegacyLogin, key_of_login
from espace_client.accounts.models import (
    MIGRATING_STATES,
    OPEN_STATES,
    Account,
    AccountState,
    ChangeState,
    EmailChange,
)
from espace_client.kernel import emails, identifiers
from espace_client.members.models import Person
from espace_client.members.queries import people_with_email

_MOST = 4  # accounts that one e-mail or number may mean; more would be an error of the file
_MOST_READ = 100  # people whom the file writes to at one e-mail
_FIGURES = 8
_ANSWERED = OPEN_STATES | MIGRATING_STATES | {AccountState.BLOCKED, AccountState.CREATED}


class ResetWay(StrEnum):
    """What gives another password."""

    EMAIL = "email"
    SMS = "sms"
    LETTER = "letter"


def key_of(typed: str) -> str:
    """The form under which all spellings of an e-mail or a number are one."""
    if identifiers.is_email(typed):
        return emails.canonical(typed)
    return identifiers.number_key(typed)


def sealed(typed: str) -> str:
    """What was typed, for a job or a session: neither keeps an e-mail in clear."""
    mark = str(uuid4())
    content = settings.SEALING_KEYS.seal_bytes(typed.encode(), bound_to=f"forgotten:{mark}")
    return f"{mark}.{content.hex()}"


def unsealed(kept: str) -> str:
    """What was sealed."""
    mark, _, content = kept.partition(".")
    opened = settings.SEALING_KEYS.unseal_bytes(
        bytes.fromhex(content), bound_to=f"forgotten:{mark}"
    )
    return opened.decode()


def people_meant(typed: str) -> Sequence[Person]:
    """Who signs in with that e-mail or number, or did on the old portal; also whom the file writes
    to at that e-mail, as long as they have none to sign in with."""
    key = key_of(typed)
    if not key:
        return []
    # Each through an index of its own: one query for all would read every member there is.
    if identifiers.is_email(typed):
        with_it = Account.objects.filter(email_key=key).values_list("person", flat=True)
        held = set(people_with_email(key).values_list("pk", flat=True)[:_MOST_READ])
        others = Account.objects.filter(person__in=held).exclude(email="")
        wanted = {*with_it, *(held - set(others.values_list("person", flat=True)))}
    else:
        card = Person.objects.filter(member_number=key.zfill(_FIGURES))
        logins = LegacyLogin.objects.alias(key=key_of_login()).filter(key=key)
        wanted = {
            *card.values_list("pk", flat=True),
            *logins.values_list("person", flat=True),
        }
    if not wanted:
        return []
    old = LegacyLogin.objects.filter(person=OuterRef("pk"))
    found = Person.objects.filter(pk__in=wanted, died_on=None).filter(
        Q(account__state__in=_ANSWERED) | Q(Exists(old), account=None)
    )
    return list(found.order_by("pk")[:_MOST])


def accounts_meant(typed: str) -> Sequence[Account]:
    """The accounts among them that exist, by person: whoever holds several rows takes them in this
    order."""
    people = people_meant(typed)
    found = Account.objects.filter(person__in=people).select_related("person")
    return list(found.order_by("person_id"))


def state_after(account: Account) -> AccountState:
    """In which state a blocked account opens again: as it was before the change that was undone."""
    undone = EmailChange.objects.filter(account=account, state=ChangeState.UNDONE)
    last = undone.order_by("-undone_at").first()
    if account.email:
        return AccountState.ACTIVE
    return AccountState.LEGACY if last and last.migration else AccountState.WITHOUT_EMAIL


def can_be_reset(account: Account) -> bool:
    """Whether a new password opens *account*: it is open, it moves, or it is blocked; and its
    person lives: the night that closes the account may not have come yet."""
    if account.person.died_on:
        return False
    return account.is_active or account.is_migrating or account.state == AccountState.BLOCKED
