"""What a member can show as the second step, after the password."""

from collections.abc import Sequence
from enum import StrEnum

from espace_client.accounts import queries, sending
from espace_client.accounts.models import Account, SpareCode


class Way(StrEnum):
    """How somebody can show the second step."""

    PASSKEY = "passkey"
    APP = "app"
    EMAIL = "email"
    SMS = "sms"
    PAPER = "paper"


def ways_of(account: Account) -> Sequence[Way]:
    """What *account* can show, the best first. Whoever chose an app or a passkey is not asked for
    less: a code by e-mail would undo what they chose."""
    ways = []
    if queries.has_passkey(account):
        ways.append(Way.PASSKEY)
    if queries.has_app(account):
        ways.append(Way.APP)
    if not ways and account.email:
        ways.append(Way.EMAIL)
    if not ways and sending.can_be_texted(sending.recipient(account.person)):
        ways.append(Way.SMS)
    if SpareCode.objects.filter(
        account=account, used_at__isnull=True, counts_since__isnull=False
    ).exists():
        ways.append(Way.PAPER)
    return ways


def can_go_without_email(account: Account) -> bool:
    """Whether something else than a mailbox shows the second step: without it, whoever gives up
    the e-mail would be locked out."""
    return bool(set(ways_of(account)) - {Way.EMAIL}) or sending.can_be_texted(
        sending.recipient(account.person)
    )
