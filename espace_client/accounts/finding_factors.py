"""What an account has beside its password."""

from django.conf import settings

from espace_client.accounts.factors import app_bound_to
from espace_client.accounts.models import Account, AuthenticatorApp, Passkey


def app_of(account: Account, *, confirmed: bool = True) -> AuthenticatorApp | None:
    """The app that makes codes; with `confirmed=False` the one that is being linked."""
    found = AuthenticatorApp.objects.filter(account=account, confirmed_at__isnull=not confirmed)
    return found.first()


def secret_of(app: AuthenticatorApp) -> str:
    """What the telephone makes its codes from. Shown while it is being linked, never after."""
    sealed = bytes(app.secret_sealed)
    opened = settings.SEALING_KEYS.unseal_bytes(sealed, bound_to=app_bound_to(app.account_id))
    return opened.decode()


def passkeys_of(account: Account) -> list[Passkey]:
    """The passkeys that open it, the oldest first."""
    return list(Passkey.objects.filter(account=account).order_by("added_at", "pk"))
