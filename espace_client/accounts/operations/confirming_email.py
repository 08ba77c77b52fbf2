"""Another e-mail to sign in with is confirmed from it; and undone from the one before."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.accounts import events, passwords, telling_everybody
from espace_client.accounts.changing_factors import take_back_since
from espace_client.accounts.closing_access import close_given_since
from espace_client.accounts.email_steps import end_later_changes, may_change, may_undo, note
from espace_client.accounts.ending import (
    end_open_sessions,
    end_what_was_pending,
    forget_devices,
    take_link,
)
from espace_client.accounts.holding import held_with_person, hold_address
from espace_client.accounts.mailboxes import is_closed_to
from espace_client.accounts.models import (
    Account,
    AccountState,
    Act,
    ChangeState,
    EmailChange,
    OneTimeCode,
    Purpose,
)
from espace_client.accounts.operations.changing_email import UnableToChangeEmail
from espace_client.accounts.operations.changing_words import change_two_words
from espace_client.accounts.operations.one_time_codes import (
    UnableToUseOneTimeCode,
    use_one_time_code,
)
from espace_client.accounts.operations.stepping_up import show_password
from espace_client.accounts.rules import UNDO_LIFETIME
from espace_client.accounts.stating import change_state, end_other_sessions
from espace_client.contracts.operations import stop_sharing_cards
from espace_client.kernel import emails, tokens
from espace_client.kernel.actors import Actor
from espace_client.kernel.errors import UnableTo


def confirm_email_change(
    *,
    change: EmailChange,
    actor: Actor,
    at: datetime,
    typed: str = "",
    code: OneTimeCode | None = None,
    session_key: str = "",
    source: str = "",
    device: str = "",
) -> Account:
    """The new e-mail is confirmed, by the six digits *typed* or by the link of *code*: from now on
    *account* signs in with it. Every known channel is told, mailboxes with a link that undoes it
    for seven days; every other session, code and link ends. `session_key` (as kept) goes on.

    Raises UnableToUseOneTimeCode or UnableToChangeEmail. Two at once: exactly one wins. A wrong
    code is counted, so it is raised outside the block that counts it.
    """
    with transaction.atomic():
        account = held_with_person(change.account)
        hold_address(change.new_email_key)
        change = EmailChange.objects.select_related("account__person").get(pk=change.pk)
        facts = {"actor": actor, "at": at, "source": source, "device": device}
        refused = _refused(change, account, typed, code, facts)
        if refused is None:
            _take(change, account, actor=actor, at=at, session_key=session_key)
    if refused is not None:
        raise refused
    return account


def confirm_email_elsewhere(
    *,
    change: EmailChange,
    code: OneTimeCode,
    password: str,
    actor: Actor,
    at: datetime,
    source: str = "",
    device: str = "",
) -> Account:
    """The same by the link of *code*, in a browser that is not signed in as that account: the
    *password* is shown too, since an address may be mistyped and its mailbox a stranger's.

    Raises UnableToStepUp or TooManyTries, and the link stays good; or UnableToChangeEmail.
    """
    account = change.account
    show_password(
        account=account, act=Act.CHANGE_EMAIL, password=password, actor=actor, at=at, by_link=True,
        source=source, device=device,
    )  # fmt: skip
    account = confirm_email_change(change=change, code=code, actor=account.actor, at=at)
    passwords.rehash(account, password)
    return account


@transaction.atomic
def undo_email_change(*, change: EmailChange, actor: Actor, at: datetime) -> Account:
    """« Ce n’est pas moi », from a mailbox known before: the e-mail goes back, and the account is
    blocked until its password is chosen anew. Every session, device, code and link ends, later
    changes can no longer be undone, and everybody is told. What was installed since the change goes
    with it: apps, passkeys, recovery codes, accesses that were given; and the two words, which its
    messages carried, are others. Raises UnableToChangeEmail when its seven days are over or it has
    served."""
    account = held_with_person(change.account)
    change = EmailChange.objects.select_related("account__person").get(pk=change.pk)
    if not may_undo(change, account, at):
        raise UnableToChangeEmail(_("Ce lien ne marche plus."))
    assert change.settled_at is not None
    dropped, since = change.new_email, change.settled_at
    hold_address(emails.canonical(change.old_email))
    taken = bool(change.old_email) and is_closed_to(account.person, change.old_email)
    account.email = "" if taken else change.old_email
    account.email_key = emails.canonical(account.email)
    end_later_changes(change, at=at)
    change.state, change.undone_at = ChangeState.UNDONE, at
    change.save(update_fields=["state", "undone_at"])
    change_state(account, to=AccountState.BLOCKED, actor=actor, at=at)
    account.save(update_fields=["email", "email_key"])
    _follow(account, change.old_email)
    end_what_was_pending(account, at=at)
    end_other_sessions(account)
    end_open_sessions(account, at=at)
    forget_devices(account)
    take_back_since(account, since)
    close_given_since(account.person, since, actor=actor, at=at)
    stop_sharing_cards(person=account.person_id, actor=actor, at=at)
    note(events.EMAIL_CHANGE_UNDONE, change, actor=actor, at=at)
    telling_everybody.tell_email_undone(
        account, dropped=dropped, about=str(change.pk), actor=actor, at=at
    )
    change_two_words(account=account, actor=actor, at=at)
    return account


def _refused(
    change: EmailChange,
    account: Account,
    typed: str,
    code: OneTimeCode | None,
    facts: Mapping[str, Any],
) -> UnableTo | None:
    """Why the code or the link does not confirm *change*; None: it did, and is used up. *facts*:
    who tries it, when and from where."""
    waits = change.state == ChangeState.WAITING and not change.blocked
    if not waits or not may_change(account, migration=change.migration):
        return _dead_link() if code else _wrong_code(change, account, "", facts)
    if is_closed_to(account.person, change.new_email):  # somebody took it meanwhile
        EmailChange.objects.filter(pk=change.pk).update(blocked=True)
        return _dead_link() if code else _wrong_code(change, account, "", facts)
    if code is not None:
        ours = (code.purpose, code.bound_to) == (Purpose.NEW_EMAIL, str(change.pk))
        return None if ours and take_link(code, at=facts["at"]) else _dead_link()
    return _wrong_code(change, account, typed, facts)


def _wrong_code(
    change: EmailChange, account: Account, typed: str, facts: Mapping[str, Any]
) -> UnableToUseOneTimeCode | None:
    try:
        use_one_time_code(
            account=account,
            purpose=Purpose.NEW_EMAIL,
            typed=typed,
            bound_to=str(change.pk),
            **facts,
        )
    except UnableToUseOneTimeCode as refusal:
        return refusal
    return None


def _dead_link() -> UnableToChangeEmail:
    return UnableToChangeEmail(_("Ce lien a déjà servi ou n’est plus valable."))


def _take(
    change: EmailChange, account: Account, *, actor: Actor, at: datetime, session_key: str
) -> None:
    token = tokens.new_token()
    change.old_email, change.state, change.settled_at = account.email, ChangeState.DONE, at
    change.undo_hash, change.undo_until = tokens.token_hash(token), at + UNDO_LIFETIME
    change.save(update_fields=["old_email", "state", "settled_at", "undo_hash", "undo_until"])
    account.email, account.email_key = change.new_email, change.new_email_key
    account.save(update_fields=["email", "email_key"])
    _follow(account, change.new_email)
    if change.migration:
        change_state(account, to=AccountState.MIGRATED, actor=actor, at=at)
    elif account.state == AccountState.WITHOUT_EMAIL:
        change_state(account, to=AccountState.ACTIVE, actor=actor, at=at)
    end_what_was_pending(account, at=at)
    end_other_sessions(account)
    end_open_sessions(account, at=at, but=session_key)
    note(events.EMAIL_CHANGED, change, actor=actor, at=at)
    telling_everybody.tell_email_changed(account, change, token=token, actor=actor, at=at)


def _follow(account: Account, email: str) -> None:
    """Whoever stands in no file of the insurer has no other e-mail than that of the account: the
    one before gets the link that undoes this change, and no later message."""
    if not account.person.in_file:
        account.person.email = email
        account.person.save(update_fields=["email"])
