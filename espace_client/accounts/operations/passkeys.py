"""Passkeys: added, shown as the second step, taken away."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.accounts import changing_factors, events
from espace_client.accounts.finding_factors import passkeys_of
from espace_client.accounts.models import Account, Passkey, Purpose, StepUp
from espace_client.accounts.passkeys import WrongPasskey, made, shown
from espace_client.accounts.rules import CODE_TRY, PASSKEYS_MAX
from espace_client.accounts.throttle import forget, pass_through
from espace_client.audit.operations import record
from espace_client.kernel.actors import Actor
from espace_client.kernel.errors import UnableTo


class UnableToAddPasskey(UnableTo):
    """The key is not added."""


class UnableToShowPasskey(UnableTo):
    """The key that was shown opens nothing."""


@transaction.atomic
def add_passkey(
    *,
    account: Account,
    label: str,
    state: dict[str, Any],
    answer: str,
    device_token: str,
    step_up: StepUp | None,
    actor: Actor,
    at: datetime,
) -> list[str]:
    """A key that the browser has just made: from now on it is asked for, instead of a code by
    e-mail. Ten recovery codes come back this once, unless some serve already.

    Raises UnableToAddPasskey or NeedsStepUp; nothing is used up then.
    """
    held = changing_factors.allowed(account, step_up, at=at)
    if len(passkeys_of(held)) >= PASSKEYS_MAX:
        raise UnableToAddPasskey(_("Vous avez déjà dix clés. Retirez-en une d’abord."))
    try:
        key = made(state, answer)
    except WrongPasskey as error:
        raise UnableToAddPasskey(
            _("L’appareil n’a pas donné de clé. Appuyez encore une fois sur le bouton.")
        ) from error
    if Passkey.objects.filter(credential_id=key.credential_id).exists():
        raise UnableToAddPasskey(_("Cette clé sert déjà. Prenez-en une autre."))
    Passkey.objects.create(
        account=held,
        credential_id=key.credential_id,
        credential=key.credential,
        sign_count=key.sign_count,
        label=label,
        added_at=at,
    )
    codes = changing_factors.first_codes(held, at=at)
    changing_factors.ask_other_devices(held, but=device_token)
    changing_factors.settle(
        held,
        events.PASSKEY_ADDED,
        title=_("Clé d’accès ajoutée"),
        what=_("Une clé d’accès protège maintenant votre espace"),
        actor=actor,
        at=at,
        label=label,
    )
    return codes


def show_passkey(
    *,
    account: Account,
    purpose: Purpose,
    state: dict[str, Any],
    answer: str,
    source: str,
    device: str,
    actor: Actor,
    at: datetime,
) -> None:
    """The second step by a passkey: it has signed the challenge of this page.

    Raises UnableToShowPasskey or TooManyTries. A try is counted and a refusal remembered, so it is
    raised outside the blocks that note it.
    """
    with transaction.atomic():
        pass_through(CODE_TRY, f"{account.pk}/{purpose}", at=at)
    with transaction.atomic():
        known = list(Passkey.objects.select_for_update().filter(account=account))
        try:
            passkey, count = shown(state, answer, known)
        except WrongPasskey:
            right = False
            record(
                events.PASSKEY_REFUSED,
                actor=actor,
                at=at,
                person=account.person_id,
                device=device,
                source=source,
            )
        else:
            right = True
            Passkey.objects.filter(pk=passkey.pk).update(sign_count=count, last_used_at=at)
            forget(CODE_TRY, f"{account.pk}/{purpose}")
    if not right:
        raise UnableToShowPasskey(
            _("Cette clé n’ouvre pas votre espace. Essayez encore, ou prenez un autre moyen.")
        )


@transaction.atomic
def remove_passkey(*, passkey: Passkey, step_up: StepUp | None, actor: Actor, at: datetime) -> None:
    """That key opens nothing any more; without another factor, codes come by e-mail again. Raises
    NeedsStepUp."""
    held = changing_factors.allowed(passkey.account, step_up, at=at)
    if not Passkey.objects.filter(pk=passkey.pk, account=held).delete()[0]:
        return
    changing_factors.drop_codes_without_factor(held)
    changing_factors.settle(
        held,
        events.PASSKEY_REMOVED,
        title=_("Clé d’accès retirée"),
        what=_("Une clé d’accès ne protège plus votre espace"),
        actor=actor,
        at=at,
        label=passkey.label,
    )
