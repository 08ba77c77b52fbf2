"""Moving an account from one state to the next: its date, its channel and a memory of it."""

from datetime import datetime

from espace_client.accounts import events
from espace_client.accounts.models import Account, AccountState
from espace_client.audit.operations import record
from espace_client.kernel.actors import Actor


def change_state(account: Account, *, to: AccountState, actor: Actor, at: datetime) -> None:
    """Put *account*, which is held, into another state (product B.2.2). Equal: nothing happens."""
    if account.state == to:
        return
    account.state, account.state_since, account.state_channel = to, at, actor.channel
    account.save(update_fields=["state", "state_since", "state_channel"])
    record(
        events.STATE_CHANGED,
        actor=actor,
        at=at,
        person=account.person_id,
        subject=f"account:{account.pk}",
        state=AccountState(to).label.lower(),
    )


def end_other_sessions(account: Account) -> None:
    """A credential of *account*, which is held, has changed: whoever is signed in is so no more.
    The session that made the change goes on if its view calls update_session_auth_hash."""
    account.epoch += 1
    account.save(update_fields=["epoch"])
