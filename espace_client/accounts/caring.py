"""The door of a carer: in whose space a session is, which pages it opens, what is remembered."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from espace_client.accounts import operations
from espace_client.accounts.models import Account
from espace_client.members.models import Delegation
from espace_client.members.permissions import Right, may
from espace_client.ui.acting import ACTING, Acting, Mark
from espace_client.ui.request import Request


def enter_space(request: Request, access: Delegation) -> None:
    """From now on this session is in the space of whom the access is to."""
    request.session[ACTING] = str(access.pk)


def leave_space(request: Request) -> None:
    """Back to one's own space."""
    request.session.pop(ACTING, None)


def set_acting(request: Request) -> bool:
    """Note on the request in whose space it happens. Asked anew each time: whether the session
    was in a space that is closed to it now (quality 2.9)."""
    request.acting = None
    kept = request.session.get(ACTING)
    if kept is None or not isinstance(request.user, Account):
        return False
    in_force = Delegation.objects.in_force(request.today).select_related("giver")
    access = in_force.filter(pk=kept, carer=request.user.person_id).first()
    if access is None:
        leave_space(request)
        return True
    request.acting = Acting(access.pk, access.giver_id, str(access.giver), frozenset(access.rights))
    return False


def mark_of(view: object) -> Mark | None:
    """What a page is to a carer; None: closed."""
    return cast("Mark | None", getattr(view, "carers_may", None))


def ended(request: HttpRequest) -> HttpResponse:
    """404: the access is over, and this session is back in its owner's own space."""
    return render(request, "accounts/carers_access_over.html", status=404)


def refuse(request: Request, mark: Mark | None) -> None:
    """The same 404 as for what does not exist, if the page with its *mark* is closed to who is in
    somebody else's space."""
    acting = request.acting
    if acting is None or (mark is not None and mark.right is None):
        return
    viewer = cast("Account", request.user).person_id
    if mark is None or not may(viewer, cast("Right", mark.right), acting.person, on=request.today):
        raise Http404


def remember(request: Request, response: HttpResponseBase, mark: Mark | None) -> None:
    """A page that a carer has read leaves a line in the history of its owner, once a day."""
    acting: Acting | None = getattr(request, "acting", None)
    if acting is None or mark is None or not mark.does:
        return
    if request.method == "GET" and response.status_code == 200:
        assert request.resolver_match is not None
        operations.note_caring(
            access=acting.access,
            person=acting.person,
            page=request.resolver_match.view_name,
            does=str(mark.does),
            actor=cast("Account", request.user).actor,
            at=request.moment,
        )
