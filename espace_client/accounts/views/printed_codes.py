"""Recovery codes to print, kept from the gesture that made them to the page that shows them.

Sealed: a session is a row of the database, and these codes open it."""

from django.conf import settings

from espace_client.accounts.models import Account
from espace_client.ui.request import Request

_CODES = "recovery_codes"


def keep_codes(request: Request, account: Account, codes: list[str]) -> None:
    """Keep them for one page."""
    sealed = settings.SEALING_KEYS.seal_bytes(" ".join(codes).encode(), bound_to=_of(account))
    request.session[_CODES] = sealed.hex()


def kept_codes(request: Request, account: Account) -> list[str]:
    """Those that are still to be printed."""
    sealed = request.session.get(_CODES)
    if sealed is None:
        return []
    opened = settings.SEALING_KEYS.unseal_bytes(bytes.fromhex(sealed), bound_to=_of(account))
    return opened.decode().split()


def drop_codes(request: Request) -> None:
    """They are printed."""
    request.session.pop(_CODES, None)


def _of(account: Account) -> str:
    return f"member recovery codes to print:{account.pk}"
