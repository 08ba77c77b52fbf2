"""Old passwords at rest: the seal of each hash replaced by Argon2id of it, in batches."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from espace_client.accounts import events
from espace_client.accounts.legacy import LegacyLogin, has_own_password
from espace_client.accounts.old_passwords import wrapped
from espace_client.accounts.rules import LATERS, WRAPPED_AT_ONCE
from espace_client.audit.operations import record
from espace_client.kernel.actors import Actor
from espace_client.kernel.sealing import CannotUnseal

_ACCOUNTS = """
    INSERT INTO accounts_account (password, person_id, email, email_key, state, state_since,
        state_channel, epoch, must_choose_password, laters_left)
    SELECT DISTINCT '', person.id, '', '',
        CASE WHEN person.died_on IS NULL THEN 'legacy_actif' ELSE 'decede' END, %(at)s::timestamptz,
        %(channel)s, 0, false, %(laters)s::smallint
    FROM accounts_legacylogin AS login JOIN members_person AS person ON person.id = login.person_id
    WHERE NOT EXISTS (SELECT FROM accounts_account WHERE person_id = person.id)
    ON CONFLICT (person_id) DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Batch:
    """How many were wrapped, how many seals do not open, and after which login to go on."""

    wrapped: int
    unreadable: int
    last: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing was left to do."""
        return not self.last


@transaction.atomic
def wrap_old_passwords(
    *, actor: Actor, at: datetime, after: str = "", most: int = WRAPPED_AT_ONCE
) -> Batch:
    """Wrap the next old hashes: all of the batch, or nothing if the machine stops. Whoever signs in
    meanwhile is not waited for. A seal that does not open, its key being gone, is left as it is."""
    sealed = LegacyLogin.objects.filter(hash_sealed__isnull=False, login__gt=after)
    free = sealed.select_for_update(skip_locked=True, of=("self",)).select_related(
        "person__account"
    )
    batch = list(free.order_by("login")[:most])
    unreadable = 0
    for login in batch:
        try:
            login.wrapped = "" if has_own_password(login) else wrapped(login)
            login.hash_sealed = None
        except CannotUnseal:
            unreadable += 1
    LegacyLogin.objects.bulk_update(batch, ["wrapped", "hash_sealed"])
    done = len(batch) - unreadable
    if batch:
        record(events.OLD_PASSWORDS_WRAPPED, actor=actor, at=at, count=done, unreadable=unreadable)
    return Batch(done, unreadable, batch[-1].login if batch else "")


@transaction.atomic
def count_old_accounts(*, actor: Actor, at: datetime) -> int:
    """Give an account, not opened yet, to each owner of an old login who has none: so that how far
    the move has come can be counted. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(_ACCOUNTS, {"at": at, "channel": actor.channel, "laters": LATERS})
        made = cursor.rowcount
    if made:
        record(events.OLD_ACCOUNTS_COUNTED, actor=actor, at=at, count=made)
    return made
