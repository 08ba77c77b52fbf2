"""Steps of a verb that put an end to codes and links of an account."""

from datetime import datetime

from espace_client.accounts.holding import kill_links
from espace_client.accounts.models import Account, KnownDevice, OneTimeCode, OpenSession, StepUp


def take_link(code: OneTimeCode, *, at: datetime) -> bool:
    """Whether the link of *code* worked, and is used up now. Two at once: exactly one wins."""
    alive = OneTimeCode.objects.filter(
        pk=code.pk, used_at__isnull=True, killed_at__isnull=True, link_expires_at__gt=at
    )
    return bool(alive.update(used_at=at))


def kill_codes(account: Account, *, at: datetime, but: OneTimeCode | None = None) -> None:
    """From now on no code and no link of *account*, which is held, gives anything."""
    alive = OneTimeCode.objects.filter(
        account=account, used_at__isnull=True, killed_at__isnull=True
    )
    (alive.exclude(pk=but.pk) if but else alive).update(killed_at=at)


def end_what_was_pending(account: Account, *, at: datetime, but: OneTimeCode | None = None) -> None:
    """A credential of *account*, which is held, has changed: no code, no link, and no step-up given
    before counts any more (quality 1.3, 1.10)."""
    kill_codes(account, at=at, but=but)
    kill_links(account, at=at)
    StepUp.objects.filter(account=account, used_at__isnull=True).update(used_at=at)


def end_open_sessions(account: Account, *, at: datetime, but: str = "") -> None:
    """The list of sessions of *account*, which is held, says that they ended; *but* is the key, as
    kept, of the one that goes on. What ends them is stating.end_other_sessions."""
    going_on = OpenSession.objects.filter(account=account, ended_at__isnull=True)
    going_on.exclude(session_key=but).update(ended_at=at)


def forget_devices(account: Account) -> None:
    """From now on no browser of *account*, which is held, comes in without a second step."""
    KnownDevice.objects.filter(account=account).delete()
