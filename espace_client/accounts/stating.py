"""Moving an account from one state to the next: its date, its channel and a memory of it."""

from datetime import datetime

from espace_client.accounts import events
from espace_client.accounts.models import Account, AccountState
from espace_client.audit.operations import record
from espace_client.kernel.actors import Actor

_BY_THE_FILE = (AccountState.LEFT, AccountState.DECEASED)


def change_state(account: Account, *, to: AccountState, actor: Actor, at: datetime) -> None:
    """Put *account*, which is held, into another state (product B.2.2). Equal: nothing happens.

    What the insurer's file closed remembers what it was, for the day when the file is corrected.
    """
    if account.state == to:
        return
    read_before = _as_the_member_reads(account.state)
    if to not in _BY_THE_FILE:
        account.state_before = ""
    elif account.state not in _BY_THE_FILE:
        account.state_before = account.state
    account.state, account.state_since, account.state_channel = to, at, actor.channel
    account.save(update_fields=["state", "state_before", "state_since", "state_channel"])
    subject = f"account:{account.pk}"
    if to != (read := _as_the_member_reads(to)) or read == read_before:
        label = AccountState(to).label.lower()
        record(
            events.STATE_CHANGED_UNSEEN, actor=actor, at=at, person=account.person_id,
            subject=subject, state=label,
        )  # fmt: skip
    if read != read_before:
        record(
            events.STATE_CHANGED, actor=actor, at=at, person=account.person_id, subject=subject,
            state=read.label.lower(),
        )  # fmt: skip


def _as_the_member_reads(state: str) -> AccountState:
    """An address to clear up reads like one to verify: else the history would tell a member that
    another family uses it (quality 1.1)."""
    return AccountState.TO_VERIFY if state == AccountState.CONFLICT else AccountState(state)


def end_other_sessions(account: Account) -> None:
    """A credential of *account*, which is held, has changed: whoever is signed in is so no more.
    The session that made the change goes on if its view calls update_session_auth_hash."""
    account.epoch += 1
    account.save(update_fields=["epoch"])
