"""What every change of the second step has in common, inside the transaction of its verb."""

from datetime import datetime
from uuid import uuid4

from django.db.models import Q

from espace_client.accounts import codes, queries
from espace_client.accounts.ending import kill_codes
from espace_client.accounts.holding import hold_person
from espace_client.accounts.models import (
    Account,
    Act,
    AuthenticatorApp,
    KnownDevice,
    Passkey,
    SpareCode,
    SpareKind,
    StepUp,
)
from espace_client.accounts.second_factor import RECOVERY_CODES
from espace_client.accounts.stating import end_other_sessions
from espace_client.accounts.step_ups import use_step_up
from espace_client.accounts.telling_owner import tell_owner
from espace_client.audit.events import Event
from espace_client.audit.operations import record
from espace_client.kernel import tokens
from espace_client.kernel.actors import Actor


def allowed(account: Account, step_up: StepUp | None, *, at: datetime) -> Account:
    """*account* as it is now, held, once *step_up* is used up. Raises NeedsStepUp."""
    hold_person(account.person)
    use_step_up(step_up, account=account, act=Act.SECOND_FACTORS, at=at)
    return Account.objects.select_related("person").get(pk=account.pk)


def settle(
    account: Account, event: Event, *, title: str, what: str, actor: Actor, at: datetime,
    **facts: str,
) -> None:  # fmt: skip
    """The other sessions end, the codes that had left die, the history and its owner know."""
    end_other_sessions(account)
    kill_codes(account, at=at)
    record(
        event,
        actor=actor,
        at=at,
        person=account.person_id,
        subject=f"account:{account.pk}",
        **facts,
    )
    tell_owner(account, title=title, what=what, actor=actor, at=at)


def ask_other_devices(account: Account, *, but: str) -> None:
    """From now on every browser but that of the token *but* shows the new second step."""
    known = KnownDevice.objects.filter(account=account)
    (known.exclude(token_hash=tokens.token_hash(but)) if but else known).delete()


def new_codes(account: Account, *, at: datetime) -> list[str]:
    """Ten recovery codes instead of those there were. Their hashes alone are kept."""
    SpareCode.objects.filter(account=account, kind=SpareKind.RECOVERY).delete()
    batch, made = uuid4(), [codes.new_spare_code() for _ in range(RECOVERY_CODES)]
    SpareCode.objects.bulk_create(
        SpareCode(
            account=account,
            kind=SpareKind.RECOVERY,
            batch=batch,
            code_hash=codes.spare_hash(code, account=account.pk),
            counts_since=at,
        )
        for code in made
    )
    return made


def first_codes(account: Account, *, at: datetime) -> list[str]:
    """Recovery codes, if none serves yet: whoever has an app or a passkey can lose it."""
    if queries.spare_codes_left(account, SpareKind.RECOVERY):
        return []
    return new_codes(account, at=at)


def take_back_since(account: Account, since: datetime) -> None:
    """Every app, passkey and recovery code that *account*, which is held, has had since then is
    gone: whoever added them is not its owner. Those from before go on."""
    AuthenticatorApp.objects.filter(
        Q(added_at__gte=since) | Q(confirmed_at__gte=since), account=account
    ).delete()
    Passkey.objects.filter(account=account, added_at__gte=since).delete()
    SpareCode.objects.filter(
        account=account, kind=SpareKind.RECOVERY, counts_since__gte=since
    ).delete()
    drop_codes_without_factor(account)


def drop_codes_without_factor(account: Account) -> None:
    """Recovery codes go with the last app or passkey: what remains is the mailbox."""
    if not queries.has_own_factor(account):
        SpareCode.objects.filter(account=account, kind=SpareKind.RECOVERY).delete()
