"""Whom somebody may be who types an e-mail, the number of the card or an old login."""

from dataclasses import dataclass

from django.db.models import Case, Q, QuerySet, When

from espace_client.accounts.legacy import LegacyLogin, has_own_password, key_of_login
from espace_client.accounts.models import MIGRATING_STATES, OPEN_STATES, Account, AccountState
from espace_client.accounts.passwords import salt_of
from espace_client.accounts.rules import OLD_NUMBER_MIN, SHARED_MAILBOX_MAX
from espace_client.kernel import emails, identifiers
from espace_client.statements.built_once import BuiltOnce, Given

# Their password is asked for: the last two are then told why they do not come in.
_ANSWERED = OPEN_STATES | MIGRATING_STATES | {AccountState.BLOCKED, AccountState.DECEASED}
_CARD_FIGURES = 8


@dataclass(frozen=True, slots=True)
class Meant:
    """The accounts that have a password of their own, then the old logins whose owners have none
    yet: two in all at most. `salt` is that of what was typed, for whoever does not exist."""

    accounts: list[Account]
    logins: list[LegacyLogin]
    salt: str


def key_of(typed: str) -> str:
    """The form under which all spellings of an e-mail, or of a number, are one."""
    if identifiers.is_email(typed):
        return emails.canonical(typed)
    return identifiers.number_key(typed) or typed.strip().casefold()


def whom(typed: str) -> Meant:
    """Whom *typed* may mean. Two queries, whoever exists."""
    key = key_of(typed)
    email = identifiers.is_email(typed)
    if email:
        accounts = _OF_MAILBOX.all(key=key)
    else:
        accounts = _OF_CARD.all(key=key, padded=key.zfill(_CARD_FIGURES))
    logins = _logins(typed, key, is_number=not email)
    by_login = [login.person.account for login in logins if has_own_password(login)]
    accounts += [owner for owner in by_login if owner not in accounts and owner.state in _ANSWERED]
    # A closed account never takes the place of one that opens.
    accounts = sorted(accounts, key=lambda one: one.state not in OPEN_STATES)[:SHARED_MAILBOX_MAX]
    old = [login for login in logins if not has_own_password(login)]
    return Meant(accounts, old[: SHARED_MAILBOX_MAX - len(accounts)], salt_of(key))


def _accounts() -> QuerySet[Account]:
    answered = Account.objects.filter(state__in=_ANSWERED).exclude(password="")
    return answered.select_related("person").order_by("pk")


def _logins(typed: str, key: str, *, is_number: bool) -> list[LegacyLogin]:
    by_key = is_number and len(key) >= OLD_NUMBER_MIN
    bare = typed.strip()
    return (_BY_KEY if by_key else _SPELLED_SO).all(
        bare=bare, upper=bare.upper(), lower=bare.lower(), key=key
    )


def _logins_of(wanted: Q) -> QuerySet[LegacyLogin]:
    """The old logins spelled so first, then those that are so in other spellings."""
    nearest = Case(When(login=Given("bare"), then=0), When(_EXACT, then=1), default=2)
    found = LegacyLogin.objects.alias(key=key_of_login()).filter(wanted)
    ordered = found.select_related("person__account").order_by(nearest, "login")
    return ordered[:SHARED_MAILBOX_MAX]


_EXACT = Q(login__in=[Given("bare"), Given("upper"), Given("lower"), Given("key")])
_OF_MAILBOX = BuiltOnce(lambda: _accounts().filter(email_key=Given("key")))
_OF_CARD = BuiltOnce(
    lambda: _accounts().filter(person__member_number__in=[Given("key"), Given("padded")])
)
_SPELLED_SO = BuiltOnce(lambda: _logins_of(_EXACT))
_BY_KEY = BuiltOnce(lambda: _logins_of(_EXACT | Q(key=Given("key"))))
