"""The second step after a password: what can be shown, what leaves for it, and whether it is right.

One way in for a new device and for an act that matters: an app or a passkey if the member has one,
else a code to their own mailbox, else to their mobile; and the printed codes always.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app as procrastinate

from espace_client.accounts import codes, events, notices, sending
from espace_client.accounts.finding_factors import secret_of
from espace_client.accounts.holding import held_with_person
from espace_client.accounts.models import (
    Account,
    AuthenticatorApp,
    OneTimeCode,
    Purpose,
    SpareCode,
    SpareKind,
)
from espace_client.accounts.operations.one_time_codes import (
    UnableToUseOneTimeCode,
    send_one_time_code,
    use_one_time_code,
)
from espace_client.accounts.rules import CODE_TRY
from espace_client.accounts.second_factor import accepted_step
from espace_client.accounts.sheets import retire_older_sheets
from espace_client.accounts.throttle import forget, pass_through
from espace_client.accounts.ways import Way, ways_of
from espace_client.accounts.whence import whence
from espace_client.audit.operations import record
from espace_client.contracts.queries import number_of
from espace_client.kernel import spelling
from espace_client.kernel.actors import Actor
from espace_client.members.queries import as_recipient

_DIGITS = 6


@transaction.atomic
def send_second_step(
    *, account: Account, purpose: Purpose, actor: Actor, at: datetime, bound_to: str = ""
) -> OneTimeCode | None:
    """A code leaves to the mailbox, else to the mobile; nothing when the second step is an app, a
    passkey or paper. Two at once: one leaves. Raises UnableToSendCode."""
    account = held_with_person(account)
    ways = ways_of(account)
    if Way.EMAIL in ways:
        to, notice = (
            as_recipient(account.person, number=number_of(account.person), email=account.email),
            notices.ONE_TIME_CODE,
        )
    elif Way.SMS in ways:
        to, notice = sending.recipient(account.person), notices.ONE_TIME_CODE_TEXT
    else:
        return None
    return send_one_time_code(
        account=account, purpose=purpose, notice=notice, to=to, actor=actor, at=at,
        bound_to=bound_to,
    )  # fmt: skip


def show_second_step(
    *,
    account: Account,
    purpose: Purpose,
    typed: str,
    actor: Actor,
    at: datetime,
    bound_to: str = "",
    source: str = "",
    device: str = "",
) -> None:
    """Take the code that somebody typed: of the app, of the message, or of the paper; each serves
    once. Raises UnableToUseOneTimeCode or TooManyTries. A passkey is shown elsewhere.

    A try is counted and a refusal remembered, so it is raised outside the blocks that note it.
    """
    with transaction.atomic():
        pass_through(CODE_TRY, f"{account.pk}/{purpose}", at=at)
    typed = spelling.cleaned(typed)
    sent = {Way.EMAIL, Way.SMS} & set(ways_of(account))
    if len(typed) == _DIGITS and typed.isdigit() and sent:
        use_one_time_code(
            account=account, purpose=purpose, typed=typed, actor=actor, at=at,
            bound_to=bound_to, source=source, device=device,
        )  # fmt: skip
    else:
        _show_own(account, typed, purpose, actor=actor, at=at, source=source, device=device)
    forget(CODE_TRY, f"{account.pk}/{purpose}")


def _show_own(
    account: Account,
    typed: str,
    purpose: Purpose,
    *,
    actor: Actor,
    at: datetime,
    source: str,
    device: str,
) -> None:
    with transaction.atomic():
        right = _is_code_of_app(account, typed, at=at) or _is_spare(account, typed, actor, at=at)
        if not right:
            record(
                events.ONE_TIME_CODE_REFUSED,
                actor=actor,
                at=at,
                person=account.person_id,
                purpose=Purpose(purpose).label.lower(),
                **whence(device, source),
            )
    if not right:
        raise UnableToUseOneTimeCode(
            _("Ce code ne marche pas, ou il a déjà servi. Prenez le suivant.")
        )


def _is_code_of_app(account: Account, typed: str, *, at: datetime) -> bool:
    app = AuthenticatorApp.objects.select_for_update().filter(
        account=account, confirmed_at__isnull=False
    )
    known = app.first()
    if known is None:
        return False
    step = accepted_step(secret_of(known), typed, at=at, last=known.last_step)
    if step is None:
        return False
    app.update(last_step=step)
    return True


def _is_spare(account: Account, typed: str, actor: Actor, *, at: datetime) -> bool:
    unused = SpareCode.objects.filter(
        account=account,
        code_hash=codes.spare_hash(typed, account=account.pk),
        used_at__isnull=True,
        counts_since__isnull=False,
    )
    used = unused.first()
    if used is None or not unused.update(used_at=at):
        return False
    if used.kind == SpareKind.SHEET:
        retire_older_sheets(used)
        refill = procrastinate.configure_task("accounts.refill_sheet", queue="letters")
        refill.defer(account_id=str(account.pk))
    record(events.SPARE_CODE_USED, actor=actor, at=at, person=account.person_id)
    return True
