"""One form, one request: double click, F5, back and send again, two retries at once.

The page holds a hidden token (`{% form_token %}`). The first sending claims it in the database,
inside the transaction of what it does; a second one waits, then gets the same answer. The same
token with other answers is refused with a clear page (the contract of Stripe's idempotency keys).

A browser that clicks twice drops the first answer, and its cookie with it: what the first one put
in the session is given to the second too, and if it opened a session or gave it another id, so
does the second. Only to
the same browser (it sends the same form cookie), within a minute, while the password is the same.
"""

import hmac
import json
import uuid
from collections.abc import Callable
from datetime import timedelta
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
_A_CLICK = timedelta(minutes=1)
_NOT_CONTENT = {_FIELD, "csrfmiddlewaretoken"}
_CLAIM = """
INSERT INTO ui_sentform
    (token, path, content, sender, at, location, account, account_proof, session)
VALUES (%s, %s, %s, %s, %s, '', '', '', '{}')
ON CONFLICT (token) DO NOTHING RETURNING true
"""
_SETTLE = """
UPDATE ui_sentform SET location = %s, session = %s::jsonb, account = %s, account_proof = %s
WHERE token = %s
"""


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
        before = dict(request.session.items())
        key = request.session.session_key
        with transaction.atomic():
            if _claim(request, token):
                response = view(request, *args, **kwargs)
                _settle(request, token, response, before, moved=request.session.session_key != key)
                return response
        return _again(request, token)

    return door


def forget_replays(account: str) -> None:
    """From now on no form that was sent opens a session of *account* again: it has signed out."""
    SentForm.objects.filter(account=account).update(account="")


def _token(request: Request) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get(_FIELD, ""))
    except ValueError:
        return None


def _keyed(content: str) -> bytes:
    """A keyed hash: what was typed may hold a password, and must not be guessed from it."""
    return hmac.digest(settings.SECRET_KEY.encode(), content.encode(), "sha256")


def _content(request: Request) -> bytes:
    fields = sorted((k, v) for k, v in request.POST.lists() if k not in _NOT_CONTENT)
    return _keyed(repr(fields))


def _sender(request: Request) -> bytes:
    return _keyed(request.COOKIES.get(settings.CSRF_COOKIE_NAME, ""))


def _claim(request: Request, token: uuid.UUID) -> bool:
    """Whether this sending is the first. Waits for another one that is under way."""
    values: list[Any] = [
        token,
        request.path[:300],
        _content(request),
        _sender(request),
        request.moment,
    ]
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, values)
        return cursor.fetchone() is not None


def _settle(
    request: Request,
    token: uuid.UUID,
    response: HttpResponse,
    before: dict[str, Any],
    *,
    moved: bool,
) -> None:
    if not isinstance(response, HttpResponseRedirect):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM ui_sentform WHERE token = %s", [token])
        return
    after = request.session.items()
    put = {k: v for k, v in after if not k.startswith("_") and before.get(k) != v}
    opened = request.session.get(auth.SESSION_KEY, "")
    if opened == before.get(auth.SESSION_KEY, "") and not moved:
        opened = ""
    proof = request.session.get(auth.HASH_SESSION_KEY, "") if opened else ""
    with connection.cursor() as cursor:
        cursor.execute(_SETTLE, [response.url, json.dumps(put), opened, proof, token])


def _again(request: Request, token: uuid.UUID) -> HttpResponse:
    sent = SentForm.objects.get(token=token)
    if (bytes(sent.content), sent.path) != (_content(request), request.path[:300]):
        return errors.sent_with_other_answers(request)
    fresh = request.moment - sent.at < _A_CLICK and bytes(sent.sender) == _sender(request)
    if fresh:
        _restore(request, sent)
    return redirect(sent.location)


def _restore(request: Request, sent: SentForm) -> None:
    """Give the second click the session that the first one got."""
    if sent.account and not (request.user.is_authenticated and _goes_on(request)):
        for backend in settings.AUTHENTICATION_BACKENDS:  # keys are random: one of them knows it
            account = auth.load_backend(backend).get_user(sent.account)
            if account is not None and account.get_session_auth_hash() == sent.account_proof:
                if request.user.is_authenticated:
                    request.session.cycle_key()  # login leaves the key of whoever is signed in
                auth.login(request, account, backend=backend)
                break
        else:
            return
    request.session.update(sent.session)


def _goes_on(request: Request) -> bool:
    """Whether the session that this click came with is still there: the first one may have given
    it another id."""
    key = request.session.session_key
    return key is not None and request.session.exists(key)
