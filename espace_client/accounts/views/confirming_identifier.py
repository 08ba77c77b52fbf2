"""The link that verifies an e-mail, on whatever device it is opened."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.accounts import moving, operations, queries
from espace_client.accounts.models import ChangeState, EmailChange, OneTimeCode, Purpose
from espace_client.accounts.views.moved import move_in
from espace_client.accounts.views.pressing import password_form, press
from espace_client.kernel import emails
from espace_client.kernel.errors import UnableTo
from espace_client.ui.once import once
from espace_client.ui.request import Request

_LINK, _CONFIRMED, _SENT = "identifier_link", "identifier_confirmed", "identifier_link_sent"
_GARBAGE = "none"


@login_not_required
@require_safe
def open_identifier_link(request: Request, raw: str) -> HttpResponse:
    """Keep which link was opened, and go to an address without the token. Uses nothing up: mail
    scanners open links before people do (quality 1.4)."""
    code = queries.code_of_link(raw, Purpose.NEW_EMAIL)
    request.session[_LINK] = str(code.pk) if code else _GARBAGE
    response = redirect("accounts:confirm_identifier")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def confirm_identifier(request: Request) -> HttpResponse:
    """One button. In the browser that waits the space opens; another device shows the password
    first, and there nothing opens."""
    code, change = _opened(request)
    if code is None or change is None or not _waits(change):
        return _unusable(request, code, change)
    if not code.link_works(request.moment):
        return _unusable(request, code, change)
    form = password_form(request, change.account)
    if request.method == "POST":
        try:
            moved = press(request, change, code, form)
        except operations.UnableToChangeEmail:
            return _unusable(request, *_opened(request))
        if moved is not None:
            if form is None:
                return move_in(request, moved)
            request.session[_CONFIRMED] = emails.masked(moved.email)
            return redirect("accounts:identifier_confirmed")
    context = {
        "person": change.account.person,
        "masked_email": emails.masked(change.new_email),
        "form": form,
    }
    status = 422 if form and form.errors else 200
    return TemplateResponse(request, "accounts/identifier_confirm.html", context, status=status)


@login_not_required
@require_safe
def identifier_confirmed(request: Request) -> HttpResponse:
    """Verified on this device; one goes on where one began, or signs in."""
    masked = request.session.get(_CONFIRMED)
    if masked is None:
        return redirect("accounts:sign_in")
    return TemplateResponse(request, "accounts/identifier_confirmed.html", {"masked_email": masked})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def new_identifier_link(request: Request) -> HttpResponse:
    """One button on the page of a link that was replaced: a new one leaves, to the same mailbox,
    while what was asked waits. Later only who signs in gets one."""
    code, change = _opened(request)
    if request.method != "POST" or code is None or change is None:
        return redirect("accounts:confirm_identifier")
    if not _waits(change) or change.has_lapsed(request.moment):
        return redirect("accounts:confirm_identifier")
    try:
        operations.give_email(
            account=code.account,
            email=change.new_email,
            actor=code.account.actor,
            at=request.moment,
        )
    except UnableTo as refusal:
        return _unusable(request, code, change, refusal=refusal.sentence)
    request.session[_SENT] = True
    return redirect("accounts:identifier_link_sent")


@login_not_required
@require_safe
def identifier_link_sent(request: Request) -> HttpResponse:
    """The new link is on its way."""
    if not request.session.get(_SENT):
        return redirect("accounts:confirm_identifier")
    return TemplateResponse(request, "accounts/link_sent.html")


def _opened(request: Request) -> tuple[OneTimeCode | None, EmailChange | None]:
    kept = request.session.get(_LINK)
    code = queries.one_time_code_by_id(kept) if kept != _GARBAGE else None
    return code, moving.change_of(code) if code else None


def _waits(change: EmailChange) -> bool:
    return moving.is_waiting(change) and change.account.is_migrating


def _unusable(
    request: Request, code: OneTimeCode | None, change: EmailChange | None, refusal: str = ""
) -> HttpResponse:
    """The page of every link that fails. Why is said only of one that was genuine."""
    waits = change is not None and _waits(change)
    lapsed = change is not None and waits and change.has_lapsed(request.moment)
    context = {
        "used": change is not None and change.state == ChangeState.DONE,
        "genuine": waits and not lapsed,
        "lapsed": lapsed,
        "given_up": code is not None and not waits,
        "replaced": bool(code and code.killed_at),
        "refusal": refusal,
    }
    return TemplateResponse(request, "accounts/identifier_link_unusable.html", context, status=410)
