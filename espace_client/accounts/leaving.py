"""The door of somebody who has left: they read for 24 months after their last cover, then the space
is closed. Whoever helps somebody keeps what that needs, and nothing of their own."""

from datetime import date
from typing import cast
from uuid import UUID

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect

from espace_client.accounts import caring
from espace_client.accounts.finding_carers import helps_somebody
from espace_client.accounts.models import Account
from espace_client.contracts.leaving import last_end_of
from espace_client.contracts.rules import Departure, departure
from espace_client.ui.request import Request

# In the session, so that a page asks nothing more: the last day of the last cover of its owner, and
# that of whom a carer helps, with whose it is.
_LAST_END, _HELPED = "last_cover_ended", "last_cover_of_helped"
# What somebody still opens who has no space to read and helps another: how they come in, and whom
# they help.
_STAYS_OPEN = frozenset({"home:security", "home:history", "home:phrase"})


def note_last_end(request: Request, account: Account) -> None:
    """Keep in the session that begins when the covers of its owner ended."""
    known = getattr(request, "last_cover_ended", None)  # asked just before, at the sign-in
    request.session[_LAST_END] = _kept(account.person_id) if known is None else known


def set_departure(request: Request) -> None:
    """Note on the request whether whose space is shown has left (None: they have not)."""
    request.departure = None
    if isinstance(request.user, Account):
        last = _last_end_of_helped(request) if request.acting else request.session.get(_LAST_END)
        request.departure = _departure(last, request)


def _last_end_of_helped(request: Request) -> str:
    """Asked once in each space that a carer enters."""
    assert request.acting is not None
    space, last = request.session.get(_HELPED, ("", ""))
    if space != str(request.acting.person):
        space, last = str(request.acting.person), _kept(request.acting.person)
        request.session[_HELPED] = (space, last)
    return cast("str", last)


def _departure(last: str | None, request: Request) -> Departure | None:
    return departure(date.fromisoformat(last) if last else None, on=request.today)


def _kept(person: UUID) -> str:
    last = last_end_of(person)
    return last.isoformat() if last else ""


def is_closed(request: Request, account: Account) -> bool:
    """Whether nothing of the space of *account* can be read any more, and they help nobody."""
    request.last_cover_ended = last = _kept(account.person_id)
    left = _departure(last, request)
    over = left is not None and left.is_over(request.today)
    return over and not helps_somebody(account.person_id, on=request.today)


def closed(request: Request) -> HttpResponse | None:
    """What answers instead of the page, once the space is closed; None while it is open."""
    left = request.departure
    if left is None or not left.is_over(request.today):
        return None
    if request.acting is not None:
        caring.leave_space(request)
        return caring.ended(request)
    request.space_is_over = True
    person = cast("Account", request.user).person_id
    if not helps_somebody(person, on=request.today):
        logout(request)
        return redirect("accounts:left_space")
    assert request.resolver_match is not None
    name = request.resolver_match.view_name
    if name.startswith("accounts:") or name in _STAYS_OPEN:
        return None
    return redirect("accounts:carers")
