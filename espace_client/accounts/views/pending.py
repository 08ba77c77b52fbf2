"""Between the right password and the second step: who is waited for, in a session that is
nobody's. It names nobody to Django: no right comes with it."""

from datetime import timedelta

from espace_client.accounts import queries
from espace_client.accounts.models import Account
from espace_client.accounts.second_factor import CODE_WAIT
from espace_client.ui.request import Request

_WHO, _PROOF, _SINCE, _NEXT = "step_who", "step_proof", "step_since", "step_next"


def wait_for(request: Request, account: Account, following: str) -> None:
    """Remember that *account* gave its password here, and owes a second step."""
    request.session.cycle_key()
    request.session[_WHO] = str(account.pk)
    request.session[_PROOF] = account.get_session_auth_hash()
    request.session[_SINCE] = request.moment.timestamp()
    request.session[_NEXT] = following


def who_waits(request: Request) -> Account | None:
    """Whose second step is waited for: for ten minutes, and while the password is the same."""
    since = request.session.get(_SINCE)
    if since is None or request.moment.timestamp() - since > CODE_WAIT / timedelta(seconds=1):
        return None
    found = queries.accounts_by_id([request.session[_WHO]])
    same = [one for one in found if one.get_session_auth_hash() == request.session[_PROOF]]
    return same[0] if same else None


def asked_for(request: Request) -> str:
    """The page that was asked for before the password."""
    return str(request.session.get(_NEXT, ""))


def stop_waiting(request: Request) -> None:
    """The second step was shown, or given up."""
    for key in (_WHO, _PROOF, _SINCE, _NEXT):
        request.session.pop(key, None)
