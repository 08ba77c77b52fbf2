"""Whom somebody means who has forgotten a password, and by which way they may choose another."""

from collections.abc import Sequence
from enum import StrEnum
from uuid import uuid4

from django.conf import settings
from django.db.models import Q

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
    logins = LegacyLogin.objects.alias(key=key_of_login())
    if identifiers.is_email(typed):
        held = people_with_email(key).filter(Q(account=None) | Q(account__email=""))
        wanted = Q(account__email_key=key) | Q(pk__in=held.values("pk"))
    else:
        wanted = Q(member_number=key.zfill(_FIGURES)) | Q(
            pk__in=logins.filter(key=key).values("person")
        )
    found = Person.objects.filter(wanted, died_on=None).filter(
        Q(account__state__in=_ANSWERED) | Q(account=None, legacy_logins__isnull=False)
    )
    return list(found.distinct().order_by("pk")[:_MOST])


def accounts_meant(typed: str) -> Sequence[Account]:
    """The accounts among them that exist."""
    people = people_meant(typed)
    return list(Account.objects.filter(person__in=people).select_related("person").order_by("pk"))


def state_after(account: Account) -> AccountState:
    """In which state a blocked account opens again: as it was before the change that was undone."""
    undone = EmailChange.objects.filter(account=account, state=ChangeState.UNDONE)
    last = undone.order_by("-undone_at").first()
    if account.email:
        return AccountState.ACTIVE
    return AccountState.LEGACY if last and last.migration else AccountState.WITHOUT_EMAIL


def can_be_reset(account: Account) -> bool:
    """Whether a new password opens *account*: it is open, it moves, or it is blocked."""
    return account.is_active or account.is_migrating or account.state == AccountState.BLOCKED
