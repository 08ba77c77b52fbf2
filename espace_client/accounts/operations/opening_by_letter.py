"""Using the letter that opens an account without e-mail: a password, and its owner is inside."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.accounts import events, queries, telling
from espace_client.accounts.email_changes import ChangeState
from espace_client.accounts.ending import end_open_sessions, end_what_was_pending, forget_devices
from espace_client.accounts.holding import held_with_person
from espace_client.accounts.legacy import forget_old_passwords
from espace_client.accounts.models import Account, AccountState, EmailChange, OneTimeCode, Purpose
from espace_client.accounts.passwords import check_policy, hashed
from espace_client.accounts.rules import normal_password
from espace_client.accounts.settling import end_waiting_proofs
from espace_client.accounts.sheets import begin_sheet
from espace_client.accounts.stating import change_state, end_other_sessions
from espace_client.audit.operations import record
from espace_client.kernel import clock
from espace_client.kernel.actors import Actor
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.french import date_in_words


class UnableToOpenByLetter(UnableTo):
    """The code of the letter opens nothing any more. The sentence says what to do."""


def open_by_letter(
    *, code: OneTimeCode, password: str, terms_version: date, actor: Actor, at: datetime
) -> Account:
    """Use the code once: choose the password, open the account without e-mail, begin its sheet of
    codes, tell every known channel. What was under way by e-mail ends, and so does the old number.

    Raises UnableToUsePassword (nothing is used up), or UnableToOpenByLetter. Two at the same
    instant: exactly one wins.
    """
    check_policy(normal_password(password), person=code.account.person)
    chosen = hashed(password, code.account)  # before any row is held: it takes time
    with transaction.atomic():
        account = held_with_person(code.account)
        if account.is_active:
            raise UnableToOpenByLetter(_("Votre compte est déjà ouvert. Connectez-vous."))
        if not queries.opens_by_letter(account, on=clock.date_in_paris(at)):
            raise UnableToOpenByLetter(_("Le compte ne peut pas s’ouvrir ainsi. Appelez-nous."))
        won = OneTimeCode.objects.filter(
            pk=code.pk, purpose=Purpose.LETTER,
            used_at__isnull=True, killed_at__isnull=True, expires_at__gt=at,
        ).update(used_at=at)  # fmt: skip
        if not won:
            raise UnableToOpenByLetter(_("Ce code a déjà servi ou n’est plus valable."))
        _open(account, chosen, terms_version, at=at)
        begin_sheet(account, batch=code.pk, at=at)
        change_state(account, to=AccountState.WITHOUT_EMAIL, actor=account.actor, at=at)
        record(
            events.OPENED_BY_LETTER,
            actor=account.actor,
            at=at,
            person=account.person_id,
            subject=f"account:{account.pk}",
            terms=date_in_words(terms_version),
        )
        end_waiting_proofs(account.person, actor=account.actor, at=at)
        telling.tell_opened_by_letter(account, actor=account.actor, at=at)
    return account


def _open(account: Account, chosen: str, terms_version: date, *, at: datetime) -> None:
    """The password and the terms; whatever an e-mail that nobody verified had begun is over."""
    account.password, account.must_choose_password = chosen, False
    account.email = account.email_key = ""
    account.terms_version = terms_version
    account.save(
        update_fields=["password", "must_choose_password", "email", "email_key", "terms_version"]
    )
    forget_old_passwords(account.person)
    end_what_was_pending(account, at=at)
    EmailChange.objects.filter(account=account, state=ChangeState.WAITING).update(
        state=ChangeState.DROPPED, settled_at=at
    )
    forget_devices(account)
    end_other_sessions(account)
    end_open_sessions(account, at=at)
