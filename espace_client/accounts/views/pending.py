"""Between the right password and the second step: who is waited for, in a session that is
nobody's. It names nobody to Django: no right comes with it."""

from collections.abc import Sequence
from datetime import timedelta

from espace_client.accounts import queries
from espace_client.accounts.models import Account
from espace_client.accounts.second_factor import CODE_WAIT
from espace_client.ui.request import Request

_WHO, _PROOF, _SINCE, _NEXT = "step_who", "step_proof", "step_since", "step_next"
_CHOICE, _CHOICE_SINCE = "who_signs_in", "who_since"
_SHOWN = "step_shown"


def wait_for(request: Request, account: Account, following: str) -> None:
    """Remember that *account* gave its password here, and owes a second step."""
    request.session.cycle_key()
    request.session[_WHO] = str(account.pk)
    request.session[_PROOF] = account.get_session_auth_hash()
    request.session[_SINCE] = request.moment.timestamp()
    request.session[_NEXT] = following


def who_waits(request: Request) -> Account | None:
    """Whose second step is waited for: for ten minutes, and while the password is the same."""
    if not _is_fresh(request, _SINCE):
        return None
    same = _unchanged({request.session[_WHO]: request.session[_PROOF]})
    return same[0] if same else None


def asked_for(request: Request) -> str:
    """The page that was asked for before the password."""
    return str(request.session.get(_NEXT, ""))


def stop_waiting(request: Request) -> None:
    """The second step was shown, or given up."""
    for key in (_WHO, _PROOF, _SINCE, _NEXT):
        request.session.pop(key, None)


def note_shown(request: Request, account: Account) -> None:
    """This session has shown the second step of *account*: going on in it asks for none again."""
    request.session[_SHOWN] = str(account.pk)


def has_shown(request: Request, account: Account) -> bool:
    """Whether the second step of *account* was shown when this session began."""
    return request.session.get(_SHOWN) == str(account.pk)


def let_choose(request: Request, accounts: Sequence[Account]) -> None:
    """Remember that one password opens each of *accounts*: one says who one is."""
    request.session.cycle_key()
    request.session[_CHOICE] = {str(one.pk): one.get_session_auth_hash() for one in accounts}
    request.session[_CHOICE_SINCE] = request.moment.timestamp()


def who_may_choose(request: Request) -> Sequence[Account]:
    """Between whom one chooses: for ten minutes, and while no password is another one."""
    if not _is_fresh(request, _CHOICE_SINCE):
        return []
    proofs = request.session[_CHOICE]
    same = _unchanged(proofs)
    return same if len(same) == len(proofs) else []


def stop_choosing(request: Request) -> None:
    """One has said who one is."""
    for key in (_CHOICE, _CHOICE_SINCE):
        request.session.pop(key, None)


def _is_fresh(request: Request, moment: str) -> bool:
    since = request.session.get(moment)
    return since is not None and request.moment.timestamp() - since <= CODE_WAIT / timedelta(
        seconds=1
    )


def _unchanged(proofs: dict[str, str]) -> Sequence[Account]:
    found = queries.accounts_by_id(list(proofs))
    return [one for one in found if one.get_session_auth_hash() == proofs[str(one.pk)]]
