"""Coming in and going out."""

from collections.abc import Sequence

from django.contrib import auth
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.accounts import operations, queries
from espace_client.accounts.forms import SignInForm
from espace_client.accounts.middleware import ENDED
from espace_client.accounts.models import Account
from espace_client.accounts.views.entering import come_in
from espace_client.accounts.views.identifiers import told_first
from espace_client.accounts.views.on_time import refuses_on_time
from espace_client.accounts.views.pending import let_choose, stop_choosing, wait_for, who_may_choose
from espace_client.accounts.views.second_step import send
from espace_client.kernel.actors import visitor
from espace_client.kernel.errors import UnableTo
from espace_client.ui.acting import carers_may
from espace_client.ui.addresses import our_own
from espace_client.ui.browser import kept
from espace_client.ui.devices import label_of
from espace_client.ui.drafts import is_kept
from espace_client.ui.gates import open_while_migrating
from espace_client.ui.once import forget_replays, once
from espace_client.ui.opening import opens
from espace_client.ui.request import Request
from espace_client.ui.sessions import kept_key
from espace_client.ui.source import source_of

_NEXT = "next"


@login_not_required
@opens("sign_in")
@require_http_methods(["GET", "HEAD", "POST"])
@refuses_on_time
@once
def sign_in(request: Request) -> HttpResponse:
    """E-mail, or old number, and password. What was asked for before is shown afterwards."""
    if request.user.is_authenticated and request.method == "GET":
        return redirect("home:home")
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opened = operations.sign_in(
                identifier=form.cleaned_data["email"],
                password=form.cleaned_data["password"],
                source=source_of(request),
                device=label_of(request),
                device_token=kept(request).device_token,
                actor=visitor(),
                at=request.moment,
            )
        except operations.UnableToEnterClosedSpace:
            return redirect("accounts:closed_space")
        except operations.UnableToEnterBlockedSpace:
            return redirect("accounts:blocked_space")
        except UnableTo as refusal:
            request.refused = isinstance(refusal, operations.UnableToSignIn)
            form.add_error(None, refusal.sentence)
        else:
            return _come_in(request, opened, typed=form.cleaned_data["email"])
    context = {
        "form": form,
        "next": _safe_next(request),
        "session_ended": request.method == "GET" and request.session.pop(ENDED, False),
        "draft_kept": is_kept(request),
    }
    return TemplateResponse(
        request, "accounts/sign_in.html", context, status=422 if form.errors else 200
    )


@login_not_required
@opens("sign_in")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def who(request: Request) -> HttpResponse:
    """« Vous êtes Jeanne ou Paul ? » for a couple with one mailbox and one password."""
    accounts = who_may_choose(request)
    if not accounts:
        return redirect("accounts:sign_in")
    chosen = next((a for a in accounts if str(a.pk) == request.POST.get("account")), None)
    if request.method == "POST" and chosen:
        following = request.session.pop(_NEXT, "")
        stop_choosing(request)
        return _enter(request, chosen, following)
    context = {"accounts": accounts, "missing": request.method == "POST"}
    return TemplateResponse(
        request, "accounts/who.html", context, status=422 if context["missing"] else 200
    )


@carers_may()
@open_while_migrating
@require_http_methods(["GET", "HEAD", "POST"])
@once
def sign_out(request: Request) -> HttpResponse:
    """Close the session here and on the server."""
    if request.method != "POST":
        return redirect("home:home")
    assert isinstance(request.user, Account)
    operations.leave(
        account=request.user,
        session_key=kept_key(request.session.session_key or ""),
        source=source_of(request),
        device=label_of(request),
        at=request.moment,
    )
    forget_replays(str(request.user.pk))
    auth.logout(request)
    response = redirect("accounts:signed_out")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@login_not_required
@require_safe
def signed_out(request: Request) -> HttpResponse:
    """You have left; how to come back."""
    return TemplateResponse(request, "accounts/signed_out.html")


def _come_in(request: Request, opened: Sequence[Account], *, typed: str) -> HttpResponse:
    following = told_first(opened[0], typed=typed, following=_safe_next(request))
    if len(opened) == 1:
        return _enter(request, opened[0], following)
    let_choose(request, opened)
    request.session[_NEXT] = following
    return redirect("accounts:who")


def _enter(request: Request, account: Account, following: str) -> HttpResponse:
    """The password was right. A device that is known is in; so is whoever has still to replace an
    old number, who sees nothing else, unless an app or a passkey guards it already. Everybody else
    shows a second step."""
    if account.is_migrating and not queries.has_own_factor(account):
        return come_in(request, account, following)
    if operations.note_device_seen(
        account=account,
        token=kept(request).device_token,
        label=label_of(request),
        at=request.moment,
    ):
        return come_in(request, account, following)
    wait_for(request, account, following)
    send(request, account)
    return redirect("accounts:second_step")


def _safe_next(request: Request) -> str:
    """The page first asked for, if it is one of ours."""
    return our_own(request.POST.get("next") or request.GET.get("next", ""))
