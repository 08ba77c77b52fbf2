"""New recovery codes instead of the old ones."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.accounts import changing_factors, events, queries
from espace_client.accounts.models import Account, StepUp
from espace_client.kernel.actors import Actor
from espace_client.kernel.errors import UnableTo


class UnableToMakeCodes(UnableTo):
    """Recovery codes go with an app or a passkey."""


@transaction.atomic
def make_recovery_codes(
    *, account: Account, step_up: StepUp | None, actor: Actor, at: datetime
) -> list[str]:
    """Ten codes, that come back this once; those before give nothing any more. Raises NeedsStepUp
    or UnableToMakeCodes."""
    held = changing_factors.allowed(account, step_up, at=at)
    if not queries.has_own_factor(held):
        raise UnableToMakeCodes(_("Reliez d’abord une application ou une clé d’accès."))
    codes = changing_factors.new_codes(held, at=at)
    changing_factors.settle(
        held,
        events.RECOVERY_CODES_MADE,
        title=_("Nouveaux codes de secours"),
        what=_("De nouveaux codes de secours remplacent les anciens"),
        actor=actor,
        at=at,
    )
    return codes
