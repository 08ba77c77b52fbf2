"""One form, one request: double click, F5, back and send again, two retries at once.

The page holds a hidden token (`{% form_token %}`). The first sending claims it in the database,
inside the transaction of what it does; a second one waits, then gets the same answer. The same
token with other answers is refused with a clear page (the contract of Stripe's idempotency keys).
"""

import hmac
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import auth
from django.db import connection, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from espace_client.ui import errors
from espace_client.ui.models import SentForm
from espace_client.ui.request import Request

type View = Callable[..., HttpResponse]

_FIELD = "form_token"
_NOT_CONTENT = {_FIELD, "csrfmiddlewaretoken"}


def once(view: View) -> View:
    """Make each filled-in form count once. A view that redirects has done its work; one that
    shows the form again (an error) leaves the token free."""

    @wraps(view)
    def door(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        token = _token(request)
        if token is None:
            return errors.stale_form(request)
        with transaction.atomic():
            if _claim(request, token):
                response = view(request, *args, **kwargs)
                _settle(request, token, response)
                return response
        return _again(request, token)

    return door


def _token(request: Request) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get(_FIELD, ""))
    except ValueError:
        return None


def _content(request: Request) -> bytes:
    """A keyed hash: what was typed may hold a password, and must not be guessed from it."""
    fields = sorted((k, v) for k, v in request.POST.lists() if k not in _NOT_CONTENT)
    return hmac.digest(settings.SECRET_KEY.encode(), repr(fields).encode(), "sha256")


def _claim(request: Request, token: uuid.UUID) -> bool:
    """Whether this sending is the first. Waits for another one that is under way."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ui_sentform (token, path, content, at, location, account)"
            " VALUES (%s, %s, %s, %s, '', '') ON CONFLICT (token) DO NOTHING RETURNING true",
            [token, request.path[:300], _content(request), request.moment],
        )
        return cursor.fetchone() is not None


def _settle(request: Request, token: uuid.UUID, response: HttpResponse) -> None:
    sent = SentForm.objects.filter(token=token)
    if isinstance(response, HttpResponseRedirect):
        account = request.session.get(auth.SESSION_KEY, "")
        sent.update(location=response.url, account=account)
    else:
        sent.delete()


def _again(request: Request, token: uuid.UUID) -> HttpResponse:
    sent = SentForm.objects.get(token=token)
    if bytes(sent.content) != _content(request) or sent.path != request.path[:300]:
        return errors.sent_with_other_answers(request)
    if sent.account and not request.user.is_authenticated:
        # The browser dropped the first answer and its cookie with it. Whoever sends the same
        # secret token and the same password again is the same person.
        backend = auth.load_backend(settings.AUTHENTICATION_BACKENDS[0])
        if (account := backend.get_user(sent.account)) is not None:
            auth.login(request, account)
    return redirect(sent.location)
