"""Sending a code or a link to somebody's own channel, and taking it back once."""

import hmac
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from espace_client.accounts import codes, events, queries
from espace_client.accounts.models import Account, OneTimeCode, Purpose
from espace_client.accounts.rules import (
    CODE_LIFETIME,
    CODE_TRIES,
    CODES_A_DAY,
    RESETS_A_DAY,
    WAIT_BETWEEN_CODES,
)
from espace_client.accounts.whence import whence
from espace_client.audit.operations import record
from espace_client.delivery.models import Via
from espace_client.delivery.notices import Notice, Recipient
from espace_client.delivery.operations import post
from espace_client.kernel import tokens
from espace_client.kernel.actors import Actor
from espace_client.kernel.errors import UnableTo


class UnableToSendCode(UnableTo):
    """No other code can leave now. The sentence says when, or what else helps."""


class UnableToUseOneTimeCode(UnableTo):
    """The code gives nothing. The sentence is the same whatever is wrong with it."""


@transaction.atomic
def send_one_time_code(
    *,
    account: Account,
    purpose: Purpose,
    notice: Notice,
    to: Recipient,
    actor: Actor,
    at: datetime,
    bound_to: str = "",
    context: Mapping[str, object] | None = None,
    link_lifetime: timedelta | None = None,
    link_address: Callable[[str], str] | None = None,
) -> OneTimeCode:
    """Six digits of ten minutes leave by *notice*, for one purpose and, with `bound_to`, one thing;
    with `link_address` a link leaves in the same message (its template names `link_address`). What
    left before for the same thing dies.

    Raises UnableToSendCode less than a minute after the one before for the same thing, or after
    ten in a day for the purpose; for a forgotten password after twenty of one way.
    """
    if queries.code_left_since(account, purpose, bound_to, at - WAIT_BETWEEN_CODES):
        raise UnableToSendCode(_("Un code vient de partir. Attendez une minute."))
    since, reset = at - timedelta(days=1), purpose == Purpose.RESET
    left = queries.codes_left_since(account, purpose, since, bound_to=bound_to if reset else None)
    if left >= (RESETS_A_DAY if reset else CODES_A_DAY):
        raise UnableToSendCode(
            _("Assez de messages sont déjà partis aujourd’hui. Appelez-nous, nous vous aidons.")
            if reset
            else _("Dix codes sont déjà partis aujourd’hui. Appelez-nous, nous vous aidons.")
        )
    OneTimeCode.objects.filter(
        account=account, purpose=purpose, bound_to=bound_to,
        used_at__isnull=True, killed_at__isnull=True,
    ).update(killed_at=at)  # fmt: skip
    identifier, digits, token = uuid4(), codes.new_text_code(), tokens.new_token()
    code = OneTimeCode.objects.create(
        id=identifier,
        account=account,
        purpose=purpose,
        via=notice.via,
        bound_to=bound_to,
        code_hash=codes.one_time_hash(digits, code=identifier),
        link_hash=tokens.token_hash(token) if link_address else None,
        issued_at=at,
        expires_at=at + CODE_LIFETIME,
        link_expires_at=at + link_lifetime if link_address and link_lifetime else None,
    )
    secrets = {"code": digits}
    if link_address:
        # On the configured address alone: no header of a visitor can bend it (quality 1.7).
        secrets["link_address"] = settings.PUBLIC_URL.rstrip("/") + link_address(token)
    post(
        notice,
        to=to,
        actor=actor,
        at=at,
        once_key=f"{notice.code}:{identifier}",
        context={"purpose": purpose, **(context or {})},
        secrets=secrets,
    )
    unseen = purpose == Purpose.NEW_EMAIL
    record(
        events.ONE_TIME_CODE_SENT_UNSEEN if unseen else events.ONE_TIME_CODE_SENT,
        actor=actor,
        at=at,
        person=account.person_id,
        subject=f"one_time_code:{identifier}",
        how=_("par SMS") if notice.via is Via.SMS else _("par e-mail"),
        purpose=Purpose(purpose).label.lower(),
    )
    return code


def use_one_time_code(
    *,
    account: Account,
    purpose: Purpose,
    typed: str,
    actor: Actor,
    at: datetime,
    bound_to: str = "",
    source: str = "",
    device: str = "",
) -> OneTimeCode:
    """The six digits that left last for that purpose and thing, once. The sixth try finds a dead
    code (quality 1.9). Raises UnableToUseOneTimeCode.

    A try is counted before it is compared, and a refusal is remembered: it is raised outside the
    block that notes it.
    """
    code = queries.live_code(account, purpose, bound_to)
    with transaction.atomic():
        right = code is not None and _is_right(code, typed, at=at)
        if not right:
            record(
                events.ONE_TIME_CODE_REFUSED,
                actor=actor,
                at=at,
                person=account.person_id,
                purpose=Purpose(purpose).label.lower(),
                **whence(device, source),
            )
    if code is None or not right:
        raise UnableToUseOneTimeCode(
            _(
                "Ce code ne marche pas. Recopiez les 6 chiffres du dernier message, reçu il y a"
                " moins de 10 minutes. Ou demandez un nouveau code."
            )
        )
    return code


def _is_right(code: OneTimeCode, typed: str, *, at: datetime) -> bool:
    alive = OneTimeCode.objects.filter(
        pk=code.pk, used_at__isnull=True, killed_at__isnull=True, expires_at__gt=at
    )
    counted = alive.filter(tries__lt=CODE_TRIES).update(tries=F("tries") + 1)
    known = bytes(code.code_hash) if code.code_hash else bytes(32)
    same = hmac.compare_digest(codes.one_time_hash(typed, code=code.pk), known)
    return bool(counted and same and alive.update(used_at=at))
