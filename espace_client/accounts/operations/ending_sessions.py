"""Ending sessions from afar, and forgetting devices."""

from datetime import datetime

from django.db import transaction

from espace_client.accounts import events
from espace_client.accounts.finding_devices import open_sessions
from espace_client.accounts.models import Account, KnownDevice, OpenSession
from espace_client.audit.operations import record
from espace_client.kernel.actors import Actor
from espace_client.ui import sessions


@transaction.atomic
def end_session(*, session: OpenSession, actor: Actor, at: datetime) -> None:
    """End one session: its next request finds nobody. Ended before: nothing happens."""
    if not OpenSession.objects.filter(pk=session.pk, ended_at__isnull=True).update(ended_at=at):
        return
    session.refresh_from_db(fields=["session_key"])  # it may have gone on under another key
    sessions.end([session.session_key])
    record(
        events.SESSION_ENDED,
        actor=actor,
        at=at,
        person=session.account.person_id,
        subject=f"session:{session.pk}",
        device=session.label,
    )


@transaction.atomic
def end_sessions(*, account: Account, but: str = "", actor: Actor, at: datetime) -> None:
    """End every session of *account*; that of the key *but* (as kept) goes on."""
    for session in open_sessions(account, at=at):
        if session.session_key != but:
            end_session(session=session, actor=actor, at=at)


@transaction.atomic
def forget_device(*, device: KnownDevice, actor: Actor, at: datetime) -> None:
    """Ask that browser for a code the next time. Forgotten before: nothing happens."""
    gone, _what = KnownDevice.objects.filter(pk=device.pk).delete()
    if gone:
        record(
            events.DEVICE_FORGOTTEN,
            actor=actor,
            at=at,
            person=device.account.person_id,
            subject=f"device:{device.pk}",
            device=device.label,
        )
