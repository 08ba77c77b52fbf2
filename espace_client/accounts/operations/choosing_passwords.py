"""A new password: chosen after it was forgotten, or changed by whoever is signed in."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.accounts import events, forgotten, telling_everybody
from espace_client.accounts.email_steps import drop_waiting
from espace_client.accounts.ending import (
    end_open_sessions,
    end_what_was_pending,
    forget_devices,
    take_link,
)
from espace_client.accounts.holding import held_with_person
from espace_client.accounts.legacy import forget_old_passwords
from espace_client.accounts.models import Account, AccountState, Act, OneTimeCode, Purpose, StepUp
from espace_client.accounts.passwords import check_policy, hashed
from espace_client.accounts.rules import normal_password
from espace_client.accounts.stating import change_state, end_other_sessions
from espace_client.accounts.step_ups import use_step_up
from espace_client.accounts.whence import whence
from espace_client.audit.events import Event
from espace_client.audit.operations import record
from espace_client.kernel.actors import Actor
from espace_client.kernel.errors import UnableTo


class UnableToReset(UnableTo):
    """The link gives no password any more."""


def reset_password(
    *,
    code: OneTimeCode,
    password: str,
    actor: Actor,
    at: datetime,
    source: str = "",
    device: str = "",
) -> Account:
    """Use the link, or what a text message opened, once: choose the password. A blocked account is
    open again, every session, device, code and other link ends, and so does a change of e-mail that
    waits; every known channel is told.

    Raises UnableToUsePassword (nothing is used up), or UnableToReset when it was used, replaced or
    has expired meanwhile. Two at the same instant: exactly one wins.
    """
    check_policy(normal_password(password), person=code.account.person)
    chosen = hashed(password, code.account)  # before any row is held: it takes time
    with transaction.atomic():
        account = held_with_person(code.account)
        if not forgotten.can_be_reset(account) or code.purpose != Purpose.RESET:
            raise UnableToReset(_("Ce lien n’est plus valable."))
        if not take_link(code, at=at):
            raise UnableToReset(_("Ce lien a déjà servi ou n’est plus valable."))
        _keep(account, chosen)
        if account.state == AccountState.BLOCKED:
            to = forgotten.state_after(account)
            change_state(account, to=to, actor=account.actor, at=at)
        forget_devices(account)
        _end_the_rest(account, actor=account.actor, at=at)
        facts = whence(device, source)
        _tell(events.PASSWORD_RESET, account, actor=account.actor, at=at, **facts)
    return account


def change_password(
    *,
    account: Account,
    password: str,
    step_up: StepUp | None,
    session_key: str,
    actor: Actor,
    at: datetime,
) -> Account:
    """Choose another password, after a step-up, which is used up. Every other session, code and
    link ends, and a change of e-mail that waits; `session_key` (as kept) goes on. Every known
    channel is told.

    Raises UnableToUsePassword or NeedsStepUp: nothing is used up.
    """
    check_policy(normal_password(password), person=account.person)
    chosen = hashed(password, account)
    with transaction.atomic():
        account = held_with_person(account)
        use_step_up(step_up, account=account, act=Act.CHANGE_PASSWORD, at=at)
        _keep(account, chosen)
        _end_the_rest(account, actor=actor, at=at, but=session_key)
        _tell(events.PASSWORD_CHANGED, account, actor=actor, at=at)
    return account


def _keep(account: Account, chosen: str) -> None:
    account.password, account.must_choose_password = chosen, False
    account.save(update_fields=["password", "must_choose_password"])
    forget_old_passwords(account.person)  # what the old portal knew opens nothing any more


def _end_the_rest(account: Account, *, actor: Actor, at: datetime, but: str = "") -> None:
    drop_waiting(account, actor=actor, at=at)
    end_what_was_pending(account, at=at)
    end_other_sessions(account)
    end_open_sessions(account, at=at, but=but)


def _tell(event: Event, account: Account, *, actor: Actor, at: datetime, **facts: str) -> None:
    subject = f"account:{account.pk}"
    record(event, actor=actor, at=at, person=account.person_id, subject=subject, **facts)
    telling_everybody.tell_password_changed(account, actor=actor, at=at)
