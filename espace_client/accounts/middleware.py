"""Whose session it is, on which side of the site, and when it ends.

A member's session ends after 30 minutes without a page and after 12 hours whatever happens; on the
desk after 15 minutes and 8 hours (quality 1.11).
"""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, logout
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.functional import SimpleLazyObject

from espace_client.accounts import caring, leaving, operations
from espace_client.accounts.card_codes import SHOWN_QUICKLY
from espace_client.accounts.models import Account
from espace_client.accounts.staff import StaffMember
from espace_client.contracts.sharing import SHOWN_AT_A_COUNTER
from espace_client.ui import drafts
from espace_client.ui.acting import ACTING
from espace_client.ui.devices import label_of
from espace_client.ui.gates import CARD_ALONE
from espace_client.ui.request import Request
from espace_client.ui.sessions import kept_key
from espace_client.ui.source import source_of

ENDED = "ended"
SEEN = "seen"
STARTED = "started"
_OF_A_COUNTER = (*SHOWN_AT_A_COUNTER, *SHOWN_QUICKLY)
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
            longest_idle, longest = _limits(request)
            if idle >= longest_idle or age >= longest:
                request.ended_user = str(request.user.pk)
                request.ended_space = request.session.get(ACTING, "")
                logout(request)
                request.session[ENDED] = True
            elif idle >= _GRAIN_SECONDS:
                request.session[SEEN] = now.timestamp()
                operations.note_seen(session_key=_kept_key(request), at=now)
        return get_response(request)

    return middleware


def _limits(request: Request) -> tuple[int, int]:
    """How long the session may be idle, and how long it may last at all, in seconds."""
    if request.session.get(BACKEND_SESSION_KEY) == StaffMember.backend:
        return settings.STAFF_SESSION_IDLE_SECONDS, settings.STAFF_SESSION_SECONDS
    return settings.SESSION_IDLE_SECONDS, settings.SESSION_COOKIE_AGE


class EachOnTheirSide(LoginRequiredMiddleware):
    """Closed by default, on two sides. The insurer's people are visitors on the members' pages,
    and members are visitors on the desk's: a session never counts on the other side."""

    def process_request(self, request: HttpRequest) -> None:
        """Show the page only whom it is for. Nothing is read unless the page asks who is there."""
        found = request.user
        on_desk = is_on_desk(request)

        def here() -> AbstractBaseUser | AnonymousUser:
            staff = isinstance(found, StaffMember)
            return found if staff == on_desk else AnonymousUser()

        request.user = SimpleLazyObject(here)  # type: ignore[assignment]

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Closed by default; while an old number or its weak password is not replaced, open to
        the pages that replace them alone; in somebody else's space, to those of the functions that
        were given."""
        refused = super().process_view(request, view_func, view_args, view_kwargs)
        owner = getattr(request, "ended_user", "")
        if refused and owner and request.method == "POST" and hasattr(view_func, "keeps_draft"):
            drafts.keep(request, owner=owner, space=getattr(request, "ended_space", ""))
        over = caring.set_acting(cast("Request", request))
        leaving.set_departure(cast("Request", request))
        if refused is not None or not getattr(view_func, "login_required", True):
            return refused
        if over:
            return caring.ended(request)
        if (answer := leaving.closed(cast("Request", request))) is not None:
            return answer
        caring.refuse(cast("Request", request), caring.mark_of(view_func))
        account = request.user
        if not isinstance(account, Account) or account.is_whole:
            return None
        after_later = request.session.get(CARD_ALONE) and hasattr(view_func, "open_with_card_alone")
        if after_later or hasattr(view_func, "open_while_migrating"):
            return None
        return redirect_to_login(request.get_full_path(), resolve_url("accounts:update_identifier"))

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """What a carer has read is remembered."""
        if request.resolver_match is not None:
            mark = caring.mark_of(request.resolver_match.func)
            caring.remember(cast("Request", request), response, mark)
        return response

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        """To the sign-in page of the side where the page stands."""
        if is_on_desk(request):
            return redirect_to_login(request.get_full_path(), resolve_url(settings.STAFF_LOGIN_URL))
        return super().handle_no_permission(request, view_func)


def is_on_desk(request: HttpRequest) -> bool:
    """Whether the address is one of the desk. By its first part, so that the pages of errors know
    it too."""
    return request.path_info.startswith(f"/{settings.DESK_PATH}")


def begin_session(
    sender: object, request: Request, user: Account | StaffMember, **signal: object
) -> None:
    """Remember that somebody came in, whichever way, and begin the two delays of the session."""
    request.session[SEEN] = request.session[STARTED] = request.moment.timestamp()
    if isinstance(user, StaffMember):
        operations.enter_desk(staff=user, source=source_of(request), at=request.moment)
        return
    leaving.note_last_end(request, user)
    for key in _OF_A_COUNTER:  # a card that was shown here to somebody else
        request.session.pop(key, None)
    request.session.save()  # under the key that the list of sessions notes, in the same transaction
    operations.enter(
        account=user,
        session_key=_kept_key(request),
        device=label_of(request),
        source=source_of(request),
        at=request.moment,
    )


def follow_session(sender: object, before: str, after: str, **signal: object) -> None:
    """The list of a member's sessions follows one that goes on under another key."""
    operations.follow_session(before=before, after=after)


def _kept_key(request: Request) -> str:
    return kept_key(request.session.session_key or "")
