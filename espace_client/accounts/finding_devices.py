"""The sessions that are open and the devices that are known, of one account."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.db.models import Q

from espace_client.accounts.models import Account, KnownDevice, OpenSession
from espace_client.accounts.rules import SHARED_MAILBOX_MAX
from espace_client.kernel import tokens
from espace_client.statements.built_once import BuiltOnce, Given
from espace_client.ui.sessions import live_contents

# Looked for among those of one account or of two: the index is by account.
_OF_TWO = BuiltOnce(
    lambda: KnownDevice.objects.filter(
        Q(account=Given("one")) | Q(account=Given("other")),
        token_hash=Given("token_hash"),
        expires_at__gt=Given("at"),
    ).values_list("account", "pk")
)


def devices_of(accounts: Sequence[Account], token: str, *, at: datetime) -> dict[UUID, UUID]:
    """The device whose cookie holds that token, by the account that knows it still: of one account
    or of the two of a mailbox. One query."""
    assert len(accounts) <= SHARED_MAILBOX_MAX
    if not token or not accounts:
        return {}
    one, other = accounts[0].pk, accounts[-1].pk
    hashed = tokens.token_hash(token)
    return dict(_OF_TWO.all(one=one, other=other, token_hash=hashed, at=at))


def open_sessions(account: Account, *, at: datetime) -> list[OpenSession]:
    """The sessions that would show a page if they asked for one now, the last seen first. What
    holds is the session itself: it is still there, and was opened with today's credentials."""
    found = OpenSession.objects.filter(
        account=account,
        ended_at__isnull=True,
        last_seen_at__gt=at - timedelta(seconds=settings.SESSION_IDLE_SECONDS),
        opened_at__gt=at - timedelta(seconds=settings.SESSION_COOKIE_AGE),
    ).order_by("-last_seen_at", "-opened_at")
    noted = list(found)
    contents = live_contents([one.session_key for one in noted], at=at)
    proof = account.get_session_auth_hash()
    return [
        one for one in noted if contents.get(one.session_key, {}).get(HASH_SESSION_KEY) == proof
    ]


def session_of(account: Account, session: UUID) -> OpenSession | None:
    """One session of *account*, open or ended."""
    return OpenSession.objects.filter(account=account, pk=session).first()


def known_devices(account: Account, *, at: datetime) -> list[KnownDevice]:
    """The devices that are not asked for a code, the last seen first."""
    known = KnownDevice.objects.filter(account=account, expires_at__gt=at)
    return list(known.order_by("-last_seen_at", "-first_seen_at"))


def known_device(account: Account, device: UUID) -> KnownDevice | None:
    """One known device of *account*."""
    return KnownDevice.objects.filter(account=account, pk=device).first()


def device_here(account: Account, token: str) -> UUID | None:
    """Which known device of *account* holds that token, if any."""
    known = KnownDevice.objects.filter(account=account, token_hash=tokens.token_hash(token))
    return known.values_list("pk", flat=True).first() if token else None
