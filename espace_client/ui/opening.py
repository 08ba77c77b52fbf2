"""Each function opens on a date of the insurer; before it, its page says when."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from espace_client.ui.request import Request

type View = Callable[..., HttpResponse]


def opens(code: str) -> Callable[[View], View]:
    """Show the page only from the opening date of the function *code* of the insurer."""

    def decorate(view: View) -> View:
        @wraps(view)
        def door(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            if settings.INSURER.function(code).is_open(request.today):
                return view(request, *args, **kwargs)
            return not_open_yet(request, code)

        return door

    return decorate


def not_open_yet(request: Request, code: str) -> HttpResponse:
    """When the function opens, and what to do until then."""
    return render(request, "ui/not_open_yet.html", {"function": settings.INSURER.function(code)})
