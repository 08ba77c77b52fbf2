"""The app of a telephone that makes codes: linked, confirmed by a first code, taken away."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.accounts import changing_factors, events
from espace_client.accounts.factors import app_bound_to
from espace_client.accounts.finding_factors import secret_of
from espace_client.accounts.models import Account, AuthenticatorApp, StepUp
from espace_client.accounts.rules import CODE_TRY
from espace_client.accounts.second_factor import accepted_step, new_secret
from espace_client.accounts.throttle import forget, pass_through
from espace_client.audit.operations import record
from espace_client.kernel import spelling
from espace_client.kernel.actors import Actor
from espace_client.kernel.errors import UnableTo


class UnableToLinkApp(UnableTo):
    """The app is not linked: one is already, or its code is wrong."""


@transaction.atomic
def begin_app(*, account: Account, actor: Actor, at: datetime) -> AuthenticatorApp:
    """A fresh secret for an app that is to be linked. It gives nothing before its first code.
    Raises UnableToLinkApp when one is linked."""
    sealed = settings.SEALING_KEYS.seal_bytes(
        new_secret().encode(), bound_to=app_bound_to(account.pk)
    )
    app, new = AuthenticatorApp.objects.select_for_update().get_or_create(
        account=account, defaults={"secret_sealed": sealed, "added_at": at}
    )
    if app.confirmed_at is not None:
        raise UnableToLinkApp(_("Une application est déjà reliée. Retirez-la d’abord."))
    if not new:
        app.secret_sealed, app.added_at = sealed, at
        app.save(update_fields=["secret_sealed", "added_at"])
    record(
        events.APP_BEGUN,
        actor=actor,
        at=at,
        person=account.person_id,
        subject=f"account:{account.pk}",
    )
    return app


def confirm_app(
    *,
    account: Account,
    typed: str,
    device_token: str,
    step_up: StepUp | None,
    actor: Actor,
    at: datetime,
) -> list[str]:
    """The first code shows that the telephone knows the secret: from now on it is asked for,
    instead of a code by e-mail. Ten recovery codes come back this once, unless some serve already.

    Raises UnableToLinkApp, NeedsStepUp or TooManyTries. A try is counted, so a refusal is raised
    outside.
    """
    with transaction.atomic():
        pass_through(CODE_TRY, f"{account.pk}/app", at=at)
    with transaction.atomic():
        held = changing_factors.allowed(account, step_up, at=at)
        linking = AuthenticatorApp.objects.select_for_update().filter(
            account=account, confirmed_at__isnull=True
        )
        app = linking.first()
        code = spelling.cleaned(typed)
        step = accepted_step(secret_of(app), code, at=at, last=None) if app else None
        if app is None or step is None:
            raise UnableToLinkApp(
                _("Ce code ne correspond pas. Attendez le suivant, puis tapez ses 6 chiffres.")
            )
        app.confirmed_at, app.last_step = at, step
        app.save(update_fields=["confirmed_at", "last_step"])
        forget(CODE_TRY, f"{account.pk}/app")
        codes = changing_factors.first_codes(held, at=at)
        changing_factors.ask_other_devices(held, but=device_token)
        changing_factors.settle(
            held,
            events.APP_LINKED,
            title=_("Application de codes reliée"),
            what=_("Une application donne maintenant vos codes de connexion"),
            actor=actor,
            at=at,
        )
    return codes


@transaction.atomic
def remove_app(*, account: Account, step_up: StepUp | None, actor: Actor, at: datetime) -> None:
    """The app gives no more codes; without a passkey, they come by e-mail again. Raises
    NeedsStepUp."""
    held = changing_factors.allowed(account, step_up, at=at)
    if not AuthenticatorApp.objects.filter(account=held).delete()[0]:
        return
    changing_factors.drop_codes_without_factor(held)
    changing_factors.settle(
        held,
        events.APP_REMOVED,
        title=_("Application de codes retirée"),
        what=_("L’application ne donne plus vos codes de connexion"),
        actor=actor,
        at=at,
    )
