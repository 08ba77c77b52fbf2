"""Showing the password and a fresh code again, for one act that matters."""

from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.accounts import events
from espace_client.accounts.models import Account, Act, Purpose, StepUp
from espace_client.accounts.operations.passkeys import show_passkey
from espace_client.accounts.operations.second_steps import show_second_step
from espace_client.accounts.rules import STEP_UP, STEP_UP_LIFETIME, normal_password
from espace_client.accounts.throttle import forget, pass_through
from espace_client.accounts.whence import whence
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
    source: str = "",
    device: str = "",
) -> StepUp:
    """The right to do *act*, once and within ten minutes, in the session of that key (as kept).

    Raises UnableToStepUp (the password; the code is not looked at), UnableToUseOneTimeCode or
    TooManyTries. A refusal is counted and remembered, so it is raised outside the blocks that note
    it.
    """
    show_password(
        account=account, act=act, password=password, actor=actor, at=at, source=source,
        device=device,
    )  # fmt: skip
    show_second_step(
        account=account, purpose=Purpose.STEP_UP, typed=code, actor=actor, at=at, bound_to=act,
        source=source, device=device,
    )  # fmt: skip
    return _give(account, act, session_key, whence(device, source), actor=actor, at=at)


def step_up_by_passkey(
    *,
    account: Account,
    act: Act,
    password: str,
    state: dict[str, Any],
    answer: str,
    source: str,
    device: str,
    session_key: str,
    actor: Actor,
    at: datetime,
) -> StepUp:
    """The same, with a passkey instead of a code. Raises UnableToStepUp (the password),
    UnableToShowPasskey or TooManyTries."""
    show_password(
        account=account, act=act, password=password, actor=actor, at=at, source=source,
        device=device,
    )  # fmt: skip
    show_passkey(
        account=account, purpose=Purpose.STEP_UP, state=state, answer=answer, source=source,
        device=device, actor=actor, at=at,
    )  # fmt: skip
    return _give(account, act, session_key, whence(device, source), actor=actor, at=at)


def show_password(
    *,
    account: Account,
    act: Act,
    password: str,
    actor: Actor,
    at: datetime,
    by_link: bool = False,
    source: str = "",
    device: str = "",
) -> None:
    """Take the password that somebody types again for *act*. `by_link`: on a page that a link
    opened, where tries are counted apart: whoever has the link must not close the door to the
    member who is signed in. Raises UnableToStepUp or TooManyTries.

    A try is counted and a refusal remembered, so it is raised outside the blocks that note it.
    """
    door_of = f"{account.pk}/link" if by_link else str(account.pk)
    with transaction.atomic():
        pass_through(STEP_UP, door_of, at=at)
    if check_password(normal_password(password), account.password):
        if by_link:
            forget(STEP_UP, door_of)
        return
    with transaction.atomic():
        record(
            events.STEP_UP_REFUSED,
            actor=actor,
            at=at,
            person=account.person_id,
            act=Act(act).label,
            **whence(device, source),
        )
    raise UnableToStepUp(
        _("Ce mot de passe ne correspond pas. Vérifiez les majuscules, puis essayez encore.")
    )


@transaction.atomic
def _give(
    account: Account,
    act: Act,
    session_key: str,
    facts: dict[str, str],
    *,
    actor: Actor,
    at: datetime,
) -> StepUp:
    forget(STEP_UP, str(account.pk))
    record(
        events.STEP_UP_GIVEN,
        actor=actor,
        at=at,
        person=account.person_id,
        act=Act(act).label,
        **facts,
    )
    return StepUp.objects.create(
        account=account,
        act=act,
        session_key=session_key,
        given_at=at,
        expires_at=at + STEP_UP_LIFETIME,
    )
