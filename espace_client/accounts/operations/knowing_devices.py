"""The browsers that are not asked for a code again."""

from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from espace_client.accounts import events
from espace_client.accounts.models import Account, KnownDevice
from espace_client.accounts.rules import DEVICE_LIFETIME
from espace_client.accounts.telling_owner import tell_owner
from espace_client.audit.operations import record
from espace_client.kernel import tokens
from espace_client.kernel.actors import Actor


@transaction.atomic
def remember_device(
    *,
    account: Account,
    token: str,
    label: str,
    tell: bool,
    actor: Actor,
    at: datetime,
    replaces: str = "",
) -> KnownDevice:
    """The browser whose cookie will hold *token* has shown a second step of *account*: it is not
    asked again for 180 days. `tell`: a message says so, where nothing else does.

    *replaces*: the token that its cookie held. Whoever knew that browser knows it by the new one;
    a copy of the old one is known nowhere any more."""
    if replaces:
        KnownDevice.objects.filter(token_hash=tokens.token_hash(replaces)).update(
            token_hash=tokens.token_hash(token)
        )
    device, new = KnownDevice.objects.update_or_create(
        account=account,
        token_hash=tokens.token_hash(token),
        defaults={"label": label, "last_seen_at": at, "expires_at": at + DEVICE_LIFETIME},
        create_defaults={
            "label": label,
            "first_seen_at": at,
            "last_seen_at": at,
            "expires_at": at + DEVICE_LIFETIME,
        },
    )
    if new:
        record(
            events.DEVICE_REMEMBERED,
            actor=actor,
            at=at,
            person=account.person_id,
            subject=f"device:{device.pk}",
            device=label,
        )
        if tell:
            tell_owner(
                account,
                title=_("Nouvel appareil"),
                what=_("Votre espace se souvient d’un nouvel appareil : {device}").format(
                    device=label
                ),
                actor=actor,
                at=at,
            )
    return device


_SEEN = """
UPDATE accounts_knowndevice SET last_seen_at = %s, label = %s
WHERE account_id = %s AND token_hash = %s AND expires_at > %s
"""


def note_device_seen(*, account: Account, token: str, label: str, at: datetime) -> bool:
    """Whether *account* knows the device whose cookie holds that token still. It came again, and
    its browser may have a newer name; the 180 days do not start anew."""
    if not token:
        return False
    with connection.cursor() as cursor:
        cursor.execute(_SEEN, [at, label, account.pk, tokens.token_hash(token), at])
        return bool(cursor.rowcount)
