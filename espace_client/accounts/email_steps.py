"""Steps of the verbs that change an e-mail; the account is held by its verb."""

from datetime import datetime

from espace_client.accounts import events
from espace_client.accounts.models import (
    Account,
    AccountState,
    ChangeState,
    EmailChange,
    OneTimeCode,
    Purpose,
)
from espace_client.audit.events import Event
from espace_client.audit.operations import record
from espace_client.kernel import emails
from espace_client.kernel.actors import Actor


def may_change(account: Account, *, migration: bool) -> bool:
    """Whether *account* may take another e-mail, in place of an old number or of the one it has."""
    return account.is_migrating if migration else account.is_active


def may_undo(change: EmailChange, account: Account, at: datetime) -> bool:
    """Whether the mailbox before may still take *change* back; not once a death closed it all."""
    return change.can_be_undone(at) and account.state != AccountState.DECEASED


def drop(change: EmailChange, *, at: datetime) -> None:
    """*change* waits no more, and what left for it is dead."""
    change.state, change.settled_at = ChangeState.DROPPED, at
    change.save(update_fields=["state", "settled_at"])
    OneTimeCode.objects.filter(
        account_id=change.account_id, purpose=Purpose.NEW_EMAIL, bound_to=str(change.pk),
        used_at__isnull=True, killed_at__isnull=True,
    ).update(killed_at=at)  # fmt: skip


def end_later_changes(change: EmailChange, *, at: datetime) -> None:
    """Whoever changed the e-mail after *change* must not undo what undoes it."""
    others = EmailChange.objects.filter(account_id=change.account_id)
    for waiting in others.filter(state=ChangeState.WAITING):
        drop(waiting, at=at)
    later = others.filter(state=ChangeState.DONE, settled_at__gte=change.settled_at)
    later.filter(undo_until__gt=at).exclude(pk=change.pk).update(undo_until=at)


def note(event: Event, change: EmailChange, *, actor: Actor, at: datetime) -> None:
    """Remember *event* of *change*, with the new e-mail masked."""
    record(
        event,
        actor=actor,
        at=at,
        person=change.account.person_id,
        subject=f"email_change:{change.pk}",
        masked_email=emails.masked(change.new_email),
    )


def drop_waiting(account: Account, *, actor: Actor, at: datetime) -> None:
    """No e-mail that *account*, which is held, gave waits any more: whoever gave it may be somebody
    else than who has just chosen the password, or opened the account."""
    waits = EmailChange.objects.filter(account=account, state=ChangeState.WAITING)
    for waiting in waits.select_related("account"):
        drop(waiting, at=at)
        note(events.EMAIL_CHANGE_DROPPED, waiting, actor=actor, at=at)
