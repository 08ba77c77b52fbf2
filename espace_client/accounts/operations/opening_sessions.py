"""The list of a member's sessions: one opens, goes on, and ends."""

from datetime import datetime

from django.db import connection, transaction

from espace_client.accounts import events
from espace_client.accounts.models import Account, OpenSession
from espace_client.accounts.whence import whence
from espace_client.audit.operations import record

# Put together by hand: a sign-in has little to spend beside its hash (docs/speed.md).
_OPEN = """
INSERT INTO accounts_opensession
    (account_id, session_key, label, source, opened_at, last_seen_at)
VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (session_key) DO UPDATE SET (account_id, label, source, opened_at, last_seen_at) =
    (excluded.account_id, excluded.label, excluded.source, excluded.opened_at,
    excluded.last_seen_at), ended_at = NULL
"""


@transaction.atomic(savepoint=False)
def enter(*, account: Account, session_key: str, device: str, source: str, at: datetime) -> None:
    """Note that the member came in with *account*, by whichever way, and where."""
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, [account.pk, session_key, device, source, at, at])
    record(
        events.SIGNED_IN,
        actor=account.actor,
        at=at,
        person=account.person_id,
        subject=f"account:{account.pk}",
        device=device,
        source=source,
    )


def note_seen(*, session_key: str, at: datetime) -> None:
    """The session asked for a page. Once a minute at most; nothing to remember in the history."""
    OpenSession.objects.filter(session_key=session_key).update(last_seen_at=at)


def follow_session(*, before: str, after: str) -> None:
    """The session goes on under another key, as it does after each gesture that matters."""
    OpenSession.objects.filter(session_key=before).update(session_key=after)


@transaction.atomic
def leave(
    *, account: Account, session_key: str, at: datetime, source: str = "", device: str = ""
) -> None:
    """Note that the member signed out, and where."""
    OpenSession.objects.filter(session_key=session_key).update(ended_at=at)
    record(
        events.SIGNED_OUT,
        actor=account.actor,
        at=at,
        person=account.person_id,
        subject=f"account:{account.pk}",
        **whence(device, source),
    )
