"""Each night the accounts follow the insurer's file: who has died, who has left, who is back."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from espace_client.accounts import moving
from espace_client.accounts.email_steps import drop_waiting
from espace_client.accounts.ending import end_open_sessions, end_what_was_pending
from espace_client.accounts.holding import held_with_person
from espace_client.accounts.models import Account, AccountState
from espace_client.accounts.stating import change_state, end_other_sessions
from espace_client.kernel import clock
from espace_client.kernel.actors import Actor


def follow_the_file(*, actor: Actor, at: datetime) -> int:
    """Close the account of whoever has died, keep that of whoever has no cover left for reading,
    and undo both when the file was corrected. How many changed.

    Each account has a transaction of its own: cut anywhere, the next night goes on.
    """
    on = clock.date_in_paris(at)
    changed = 0
    for identifier in list(moving.accounts_to_move(on=on).values_list("pk", flat=True)):
        changed += _follow(identifier, on=on, actor=actor, at=at)
    return changed


@transaction.atomic
def _follow(identifier: UUID, *, on: date, actor: Actor, at: datetime) -> bool:
    account = held_with_person(Account.objects.select_related("person").get(pk=identifier))
    found = moving.accounts_to_move(on=on).filter(pk=identifier).first()
    if found is None:  # somebody else moved it meanwhile
        return False
    to = moving.state_in_the_file(found)
    if to == AccountState.DECEASED:
        drop_waiting(account, actor=actor, at=at)
        end_what_was_pending(account, at=at)
        end_other_sessions(account)
        end_open_sessions(account, at=at)
    change_state(account, to=to, actor=actor, at=at)
    return True
