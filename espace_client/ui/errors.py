"""The pages that say something went wrong. They belong to the product: what happened, what is
kept, what to do, whom to call."""

import secrets
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def _page(request: HttpRequest, template: str, status: int, **context: object) -> HttpResponse:
    return render(request, f"ui/errors/{template}.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the browser sent something that cannot be read."""
    return _page(request, "bad_request", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403. Other people's things are 404; this is for what nobody may do."""
    return _page(request, "forbidden", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, the same for what does not exist and for what belongs to somebody else."""
    return _page(request, "not_found", 404)


def failure(request: HttpRequest) -> HttpResponse:
    """500, with a reference that can be read over the telephone; 503 while the database is away."""
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        return unavailable(request)
    return _page(request, "failure", 500, reference=secrets.token_hex(3).upper())


def unavailable(request: HttpRequest) -> HttpResponse:
    """503 while the database is away."""
    response = _page(request, "unavailable", 503)
    response.headers["Retry-After"] = "10"
    return response


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was opened too long ago, or sent from elsewhere. Nothing was done."""
    return _page(request, "stale_form", 403)


def sent_with_other_answers(request: HttpRequest) -> HttpResponse:
    """409: this very page was already sent, with other answers."""
    return _page(request, "sent_with_other_answers", 409, title=_("Page déjà envoyée"))
