"""« Mes appareils »: the sessions that are open, the devices that are known."""

from uuid import UUID

from django.contrib import auth
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.accounts import finding_devices, operations
from espace_client.accounts.models import Account
from espace_client.ui.browser import kept
from espace_client.ui.once import forget_replays, once
from espace_client.ui.request import Request
from espace_client.ui.sessions import kept_key

_DONE = "devices_done"


@require_safe
def sessions(request: Request) -> HttpResponse:
    """Where one is signed in, and which devices are not asked for a code."""
    account, here = _account(request), kept_key(request.session.session_key or "")
    found = finding_devices.open_sessions(account, at=request.moment)
    this = finding_devices.device_here(account, kept(request).device_token)
    context = {
        "this_session": next((one for one in found if one.session_key == here), None),
        "others": [one for one in found if one.session_key != here],
        "devices": finding_devices.known_devices(account, at=request.moment),
        "this_device": this,
        "done": request.session.pop(_DONE, ""),
        "place": "security",
    }
    return TemplateResponse(request, "accounts/sessions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def end_session(request: Request, session: UUID) -> HttpResponse:
    """« Déconnecter » one of them."""
    account = _account(request)
    found = finding_devices.session_of(account, session)
    if found is None:
        raise Http404
    if request.method == "POST":
        operations.end_session(session=found, actor=account.actor, at=request.moment)
        forget_replays(str(account.pk))
        request.session[_DONE] = "session"
    return redirect("accounts:sessions")


@require_http_methods(["GET", "HEAD", "POST"])
@once
def end_sessions(request: Request) -> HttpResponse:
    """« Tout déconnecter »: the others, and this one too if asked."""
    if request.method != "POST":
        return redirect("accounts:sessions")
    account, here_too = _account(request), "here_too" in request.POST
    here = "" if here_too else kept_key(request.session.session_key or "")
    operations.end_sessions(account=account, but=here, actor=account.actor, at=request.moment)
    forget_replays(str(account.pk))
    if not here_too:
        request.session[_DONE] = "sessions"
        return redirect("accounts:sessions")
    auth.logout(request)
    response = redirect("accounts:signed_out")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@once
def forget_device(request: Request, device: UUID) -> HttpResponse:
    """« Oublier » a device: it shows a code the next time."""
    account = _account(request)
    found = finding_devices.known_device(account, device)
    if found is None:
        raise Http404
    if request.method == "POST":
        operations.forget_device(device=found, actor=account.actor, at=request.moment)
        request.session[_DONE] = "device"
    return redirect("accounts:sessions")


def _account(request: Request) -> Account:
    assert isinstance(request.user, Account)
    return request.user
