"""The proof that an act that matters was asked for again: used up by the act (quality 1.9)."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from espace_client.accounts.models import Account, Act, StepUp
from espace_client.kernel.errors import UnableTo


class NeedsStepUp(UnableTo):
    """The act needs the password and a fresh code again."""


def use_step_up(step_up: StepUp | None, *, account: Account, act: Act, at: datetime) -> None:
    """Use up *step_up* for *act*, inside the transaction of the act. Raises NeedsStepUp when it is
    of another act, of somebody else, older than ten minutes, or used."""
    if step_up is None or not _living(account, act, at).filter(pk=step_up.pk).update(used_at=at):
        raise NeedsStepUp(_sentence())


def check_step_up(step_up: StepUp | None, *, account: Account, act: Act, at: datetime) -> None:
    """The same without using it up: for an act that a later step completes, which uses it up
    (ending.end_what_was_pending). Until then a mistake can be mended."""
    if step_up is None or not _living(account, act, at).filter(pk=step_up.pk).exists():
        raise NeedsStepUp(_sentence())


def _living(account: Account, act: Act, at: datetime) -> QuerySet[StepUp]:
    return StepUp.objects.filter(
        account=account, act=act, used_at__isnull=True, given_at__lte=at, expires_at__gt=at
    )


def _sentence() -> str:
    return _("Pour votre sécurité, tapez à nouveau votre mot de passe et un nouveau code.")
