"""A password of the old portal that is too weak is replaced once the e-mail is verified."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.accounts import events, telling_everybody
from espace_client.accounts.email_steps import drop_waiting
from espace_client.accounts.ending import end_open_sessions, end_what_was_pending
from espace_client.accounts.holding import held_with_person
from espace_client.accounts.models import Account
from espace_client.accounts.passwords import check_policy, hashed
from espace_client.accounts.rules import normal_password
from espace_client.accounts.stating import end_other_sessions
from espace_client.audit.operations import record
from espace_client.kernel.actors import Actor
from espace_client.kernel.errors import UnableTo


class UnableToReplacePassword(UnableTo):
    """The password is not asked for here any more."""


def replace_old_password(*, account: Account, password: str, actor: Actor, at: datetime) -> Account:
    """Put a password that follows the rules in the place of the old one. Sessions, codes and
    links end, and so does a change of e-mail that waits; every known channel is told.

    Raises UnableToUsePassword, or UnableToReplacePassword when none is asked for: who wants to
    change a good password shows it again first (quality 1.9).
    """
    chosen = normal_password(password)
    check_policy(chosen, person=account.person)
    fresh = hashed(chosen, account)  # before any row is held: it takes time
    with transaction.atomic():
        account = held_with_person(account)
        if not account.is_active or not account.must_choose_password:
            raise UnableToReplacePassword(_("Votre mot de passe est déjà choisi."))
        account.password, account.must_choose_password = fresh, False
        account.save(update_fields=["password", "must_choose_password"])
        drop_waiting(account, actor=actor, at=at)
        end_what_was_pending(account, at=at)
        end_other_sessions(account)
        end_open_sessions(account, at=at)
        record(
            events.OLD_PASSWORD_REPLACED,
            actor=actor,
            at=at,
            person=account.person_id,
            subject=f"account:{account.pk}",
        )
        telling_everybody.tell_password_changed(account, actor=actor, at=at)
    return account
