"""What somebody was writing when their session ended: kept, and shown again after the sign-in.

A view marked `@keeps_draft` loses nothing: a form that is sent after the session ended, or when the
page says that it has ended, waits sealed in the visitor's session for the same account alone, in
the same space: what a carer wrote for somebody waits for them to be in that space again. The view
then fills its form with `fill(form, request)`. Files, passwords and codes are never kept.
"""

import json
import re
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from espace_client.kernel.sealing import CannotUnseal
from espace_client.ui.acting import ACTING
from espace_client.ui.request import Request

type View = Callable[..., HttpResponse]

_DRAFT = "draft"  # in the session
ONLY = "draft_only"  # a field: keep this, do nothing of it
_SECRET = re.compile(r"(^|_)(passwords?|codes?|secrets?|tokens?)(_|$)|^csrfmiddlewaretoken$")
_LONGEST = 60_000  # characters


def keeps_draft(view: View) -> View:
    """Lose nothing of the form of this page when the session ends while somebody writes."""

    @wraps(view)
    def door(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        owner = str(request.user.pk)
        if request.method == "POST" and ONLY in request.POST:
            keep(request, owner=owner, space=_space(request))
            return redirect(request.get_full_path())
        response = view(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == 302:
            request.session.pop(_DRAFT, None)
        return response

    door.keeps_draft = True  # type: ignore[attr-defined]  # the middleware of sessions reads it
    return door


def keep(request: HttpRequest, *, owner: str, space: str) -> None:
    """Seal what was sent, for *owner* and this page, in that *space* (the access of a carer; empty:
    one's own)."""
    typed = {
        name: values
        for name, values in request.POST.lists()
        if name != ONLY and not _SECRET.search(name)
    }
    written = json.dumps(typed)
    if typed and len(written) <= _LONGEST:
        bound_to = _bound_to(request, owner, space)
        sealed = settings.SEALING_KEYS.seal_bytes(written.encode(), bound_to=bound_to)
        request.session[_DRAFT] = {
            "path": request.path,
            "space": space,
            "sealed": sealed.hex(),
        }


def is_kept(request: HttpRequest) -> bool:
    """Whether something waits for whoever signs in again."""
    return _DRAFT in request.session


def fill(form: forms.BaseForm, request: Request) -> None:
    """Put into *form* what was being written on this page by this account, as it was: nothing of
    it is judged before it is sent. `form.from_draft` then says so on the page."""
    draft = _draft_of(request)
    if form.is_bound or draft is None:
        return
    for name, field in form.fields.items():
        key = form.add_prefix(name)
        form.initial[name] = field.widget.value_from_datadict(draft, {}, key)
    form.from_draft = True  # type: ignore[attr-defined]


def _draft_of(request: Request) -> QueryDict | None:
    kept = request.session.get(_DRAFT)
    space = _space(request)
    if kept is None or (kept["path"], kept["space"]) != (request.path, space):
        return None
    try:
        written = settings.SEALING_KEYS.unseal_bytes(
            bytes.fromhex(kept["sealed"]), bound_to=_bound_to(request, str(request.user.pk), space)
        )
    except CannotUnseal:  # of somebody else
        del request.session[_DRAFT]
        return None
    return QueryDict(urlencode(json.loads(written), doseq=True))


def _space(request: HttpRequest) -> str:
    return str(request.session.get(ACTING, ""))


def _bound_to(request: HttpRequest, owner: str, space: str) -> str:
    return f"draft:{owner}:{space}:{request.path}"
