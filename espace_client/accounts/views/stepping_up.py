"""The door before an act that matters: password and code again, within ten minutes."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from espace_client.accounts.models import Account, Act, StepUp
from espace_client.ui.request import Request
from espace_client.ui.sessions import kept_key

type View = Callable[..., HttpResponse]


def after_step_up(act: Act) -> Callable[[View], View]:
    """Show the page once the password and a code were given again for *act*, in this session.

    The view finds the proof in `request.step_up` and hands it to its verb, which uses it up.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def door(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            found = step_up_of(request, act)
            if found is None:
                query = urlencode({"next": request.path})
                return redirect(f"{reverse('accounts:step_up', args=[act])}?{query}")
            request.step_up = found
            return view(request, *args, **kwargs)

        door.act = act  # type: ignore[attr-defined]  # the access matrix reads it
        return door

    return decorate


def step_up_of(request: Request, act: Act) -> StepUp | None:
    """What was shown again for *act* in this session, while it counts."""
    assert isinstance(request.user, Account)
    given = StepUp.objects.filter(
        account=request.user,
        act=act,
        session_key=kept_key(request.session.session_key or ""),
        used_at__isnull=True,
        given_at__lte=request.moment,
        expires_at__gt=request.moment,
    )
    return given.order_by("-given_at").first()
