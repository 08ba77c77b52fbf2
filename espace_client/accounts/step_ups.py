"""The proof that an act that matters was asked for again: used up by the act (quality 1.9)."""

from datetime import datetime

from django.utils.translation import gettext as _

from espace_client.accounts.models import Account, Act, StepUp
from espace_client.kernel.errors import UnableTo


class NeedsStepUp(UnableTo):
    """The act needs the password and a fresh code again."""


def use_step_up(step_up: StepUp | None, *, account: Account, act: Act, at: datetime) -> None:
    """Use up *step_up* for *act*, inside the transaction of the act. Raises NeedsStepUp when it is
    of another act, of somebody else, older than ten minutes, or used."""
    if step_up is None or not StepUp.objects.filter(
        pk=step_up.pk,
        account=account,
        act=act,
        used_at__isnull=True,
        given_at__lte=at,
        expires_at__gt=at,
    ).update(used_at=at):
        raise NeedsStepUp(
            _("Pour votre sécurité, tapez à nouveau votre mot de passe et un nouveau code.")
        )
