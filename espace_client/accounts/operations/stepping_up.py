"""Showing the password and a fresh code again, for one act that matters."""

from datetime import datetime

from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.accounts import events
from espace_client.accounts.models import Account, Act, Purpose, StepUp
from espace_client.accounts.operations.second_steps import show_second_step
from espace_client.accounts.rules import STEP_UP, STEP_UP_LIFETIME, normal_password
from espace_client.accounts.throttle import forget, pass_through
from espace_client.audit.operations import record
from espace_client.kernel.actors import Actor
from espace_client.kernel.errors import UnableTo


class UnableToStepUp(UnableTo):
    """The password is wrong."""


def step_up(
    *,
    account: Account,
    act: Act,
    password: str,
    code: str,
    session_key: str,
    actor: Actor,
    at: datetime,
) -> StepUp:
    """The right to do *act*, once and within ten minutes, in the session of that key (as kept).

    Raises UnableToStepUp (the password; the code is not looked at), UnableToUseOneTimeCode or
    TooManyTries. A refusal is counted and remembered, so it is raised outside the blocks that note
    it.
    """
    who, label = account.person_id, Act(act).label
    with transaction.atomic():
        pass_through(STEP_UP, str(account.pk), at=at)
    right = check_password(normal_password(password), account.password)
    if not right:
        with transaction.atomic():
            record(events.STEP_UP_REFUSED, actor=actor, at=at, person=who, act=label)
        raise UnableToStepUp(
            _("Ce mot de passe ne correspond pas. Vérifiez les majuscules, puis essayez encore.")
        )
    show_second_step(
        account=account, purpose=Purpose.STEP_UP, typed=code, actor=actor, at=at, bound_to=act
    )
    with transaction.atomic():
        forget(STEP_UP, str(account.pk))
        record(events.STEP_UP_GIVEN, actor=actor, at=at, person=who, act=label)
        return StepUp.objects.create(
            account=account,
            act=act,
            session_key=session_key,
            given_at=at,
            expires_at=at + STEP_UP_LIFETIME,
        )
