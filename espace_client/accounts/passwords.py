"""The password policy, with its lists. The lists are read once per process."""

import secrets
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.utils.translation import gettext as _

from espace_client.accounts.models import Account
from espace_client.accounts.rules import (
    SHARED_MAILBOX_MAX,
    Fault,
    normal_password,
    password_faults,
    personal_words,
)
from espace_client.accounts.staff import StaffMember
from espace_client.kernel.errors import UnableTo
from espace_client.members.models import Person

_FRENCH_LIST = Path(__file__).parent / "data" / "french_common_passwords.txt"


class UnableToUsePassword(UnableTo):
    """The password does not follow the rules. The sentence says which, and how to mend it."""


def check_policy(password: str, *, person: Person) -> None:
    """Raise UnableToUsePassword unless *password* (already normal) is good for *person*."""
    _check(password, _words_of(person), birth_date=person.birth_date)


def check_staff_policy(password: str, *, staff: StaffMember) -> None:
    """The same policy for one of the insurer's people."""
    words = [staff.full_name, staff.email.partition("@")[0], settings.INSURER.name]
    _check(password, words, birth_date="")


def _words_of(person: Person) -> list[str]:
    return [
        person.birth_name,
        person.usual_name,
        person.first_names,
        person.member_number or "",
        person.email.partition("@")[0],
        settings.INSURER.name,
    ]


def _check(password: str, words: list[str], *, birth_date: str) -> None:
    personal = personal_words(words, birth_date=birth_date)
    if faults := password_faults(password, common=_common(), personal=personal):
        raise UnableToUsePassword(" ".join(_sentence(fault) for fault in faults))


def hashed(password: str, account: Account) -> str:
    """What is stored of *password* for *account*."""
    return make_password(normal_password(password))


def right_accounts(candidates: list[Account], typed: str) -> list[Account]:
    """Those of *candidates* whose password is *typed*.

    Always computes the same number of hashes, whether nobody, one person or a couple uses the
    mailbox: the time of an answer tells nothing (decisions.md, « Shared mailbox »).
    """
    password = normal_password(typed)
    padded = [*candidates, *[None] * SHARED_MAILBOX_MAX][:SHARED_MAILBOX_MAX]
    return [
        account
        for account in padded
        if check_password(password, account.password if account else _nobody()) and account
    ]


def is_right_for(staff: StaffMember | None, typed: str) -> bool:
    """Whether *typed* is the password of *staff*. One hash, whoever is asked for."""
    known = staff.password if staff else _nobody()
    return check_password(normal_password(typed), known) and staff is not None


def _sentence(fault: Fault) -> str:
    match fault:
        case Fault.TOO_SHORT:
            return _(
                "Votre mot de passe est trop court. Ajoutez des mots : il faut 12 caractères au"
                " moins."
            )
        case Fault.TOO_LONG:
            return _("Votre mot de passe est trop long. Gardez 128 caractères au plus.")
        case Fault.COMMON:
            return _("Ce mot de passe est trop courant. Prenez plusieurs mots sans rapport.")
        case Fault.PERSONAL:
            return _(
                "Votre mot de passe contient votre nom, votre numéro, votre date de naissance ou"
                " notre nom. Enlevez-les."
            )
        case Fault.GUESSABLE:
            return _("Ce mot de passe se devine trop vite. Ajoutez un ou deux mots sans rapport.")


@cache
def _common() -> frozenset[str]:
    """Django's 20 000 most common passwords, and words common in France."""
    french = _FRENCH_LIST.read_text("utf-8").split()
    return frozenset(CommonPasswordValidator().passwords) | frozenset(french)


@cache
def _nobody() -> str:
    """A hash that no password opens, at the same cost as a real one."""
    return make_password(secrets.token_urlsafe())
