"""Who walks through the pages that replace the old number, and where they wanted to go first."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from espace_client.accounts import moving
from espace_client.accounts.models import Account
from espace_client.members.models import Guardianship, Measure
from espace_client.members.queries import guardians_of
from espace_client.ui.addresses import our_own
from espace_client.ui.gates import open_while_migrating
from espace_client.ui.request import Request

type View = Callable[..., HttpResponse]

_NEXT = "after_the_move"
_HERE = "/identifiant/"


def while_moving(view: View) -> View:
    """For an account that still has its old number: whoever has moved is led on, and for somebody
    whom a guardian represents in everything the page says who that is. A visitor goes to sign in,
    also behind `login_not_required`, which lets a second click get the answer of the first."""

    @open_while_migrating
    @wraps(view)
    def door(request: Request) -> HttpResponse:
        account = request.user
        if not isinstance(account, Account):
            return redirect("accounts:sign_in")
        keep_following(request)
        if not account.is_migrating:
            return led_on(request)
        found = guardians_of(account.person_id, on=request.today)
        if represented := [one for one in found if one.measure == Measure.TUTELLE]:
            return show_guardian(request, represented)
        return view(request)

    return door


def account_of(request: Request) -> Account:
    """Whose session it is."""
    assert isinstance(request.user, Account)
    return request.user


def led_on(request: Request) -> HttpResponse:
    """Where somebody who has moved goes: to the password that is still asked for, or on."""
    if account_of(request).must_choose_password:
        return redirect(with_following(request, "accounts:replace_password"))
    return redirect(following(request) or "home:home")


def keep_following(request: Request) -> None:
    """Remember the page first asked for, if it is one of ours and none of these."""
    asked = our_own(request.GET.get("next", ""))
    if asked and not asked.startswith(_HERE):
        request.session[_NEXT] = asked


def following(request: Request) -> str:
    """The page first asked for; empty when none was."""
    kept: str = request.session.get(_NEXT, "")
    return kept


def with_following(request: Request, name: str) -> str:
    """The address of a page that will remember it too, in the session that begins there."""
    asked = following(request)
    return f"{reverse(name)}?{urlencode({'next': asked})}" if asked else reverse(name)


def show_guardian(
    request: Request, guardians: list[Guardianship], *, may_go_on: bool = False
) -> HttpResponse:
    """« Quelqu’un vous représente »: who, and whom to call."""
    context = {"guardians": guardians, "may_go_on": may_go_on, **around(request)}
    return TemplateResponse(request, "accounts/identifier_guardian.html", context)


def around(request: Request) -> dict[str, object]:
    """What each of these pages says of the person and of « Plus tard »."""
    account = account_of(request)
    return {
        "person": account.person,
        "laters_left": moving.laters_left(account, on=request.today),
        "last_day_for_later": moving.last_day_for_later(),
        "later_is_over": account.laters_left > 0,
    }
