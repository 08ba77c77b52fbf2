"""Sessions end after 30 minutes without a page, and after 12 hours whatever happens."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponse

from espace_client.accounts import operations
from espace_client.accounts.models import Account
from espace_client.ui.request import Request

ENDED = "ended"
SEEN = "seen"
STARTED = "started"
_GRAIN_SECONDS = 60  # the session is written at most once a minute, not on each page


def end_idle_sessions(
    get_response: Callable[[Request], HttpResponse],
) -> Callable[[Request], HttpResponse]:
    """Close a session that was idle or open too long, and note that it is alive."""

    def middleware(request: Request) -> HttpResponse:
        if SEEN in request.session:
            now = request.moment
            # A host whose clock is a moment behind must not throw anybody out.
            idle = max(0.0, now.timestamp() - request.session[SEEN])
            age = now.timestamp() - request.session[STARTED]
            if idle >= settings.SESSION_IDLE_SECONDS or age >= settings.SESSION_COOKIE_AGE:
                logout(request)
                request.session[ENDED] = True
            elif idle >= _GRAIN_SECONDS:
                request.session[SEEN] = now.timestamp()
        return get_response(request)

    return middleware


def begin_session(sender: object, request: Request, user: Account, **signal: object) -> None:
    """Remember that somebody came in, whichever way, and begin the two delays of the session."""
    request.session[SEEN] = request.session[STARTED] = request.moment.timestamp()
    operations.enter(account=user, at=request.moment)
