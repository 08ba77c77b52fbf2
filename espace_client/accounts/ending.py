"""Steps of a verb that put an end to codes and links of an account."""

from datetime import datetime

from espace_client.accounts.models import Account, OneTimeCode


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
