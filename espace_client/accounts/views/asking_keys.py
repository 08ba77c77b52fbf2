"""A challenge for a passkey, kept in the session from the page to the answer. It serves once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from espace_client.accounts.passkeys import Asked
from espace_client.accounts.second_factor import CODE_WAIT
from espace_client.ui.request import Request

_STATE = "passkey_challenge"


def ask(request: Request, asked: Callable[[], Asked]) -> str:
    """What the page hands to the browser, as JSON."""
    options, state = asked()
    request.session[_STATE] = {**state, "at": request.moment.timestamp()}
    return options


def answered(request: Request) -> dict[str, Any]:
    """What was asked, if it was less than ten minutes ago. A second answer finds nothing."""
    state = request.session.pop(_STATE, None)
    if state is None:
        return {}
    late = request.moment.timestamp() - state.pop("at") > CODE_WAIT / timedelta(seconds=1)
    return {} if late else state
