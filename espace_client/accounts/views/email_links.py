"""The links about an e-mail: the one that confirms it, and the one that undoes its change.

Neither asks to sign in. The mailbox undoes alone; to confirm, another device than the one that
asked shows the password too. Opening one uses nothing up (quality 1.4).
"""

from django.contrib import auth
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.accounts import operations, queries
from espace_client.accounts.email_steps import may_undo
from espace_client.accounts.models import ChangeState, EmailChange, OneTimeCode, Purpose
from espace_client.accounts.views.pressing import password_form, press
from espace_client.kernel import emails
from espace_client.kernel.actors import visitor
from espace_client.ui.once import once
from espace_client.ui.opening import opens
from espace_client.ui.request import Request

_CODE, _CHANGE = "new_email_code", "undone_change"
_GARBAGE = "none"


@login_not_required
@opens("sign_in")
@require_safe
def confirm_email(request: Request, raw: str) -> HttpResponse:
    """Keep which link was opened, and go to an address without the token."""
    code = queries.code_of_link(raw, Purpose.NEW_EMAIL)
    return _kept(request, _CODE, code, "accounts:email_link")


@login_not_required
@opens("sign_in")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def email_link(request: Request) -> HttpResponse:
    """One button confirms the address; on another device, after the password."""
    code, change = _opened_code(request)
    if code is None or change is None or not code.link_works(request.moment):
        return _unusable(request, code, change)
    form = password_form(request, change.account)
    if request.method == "POST":
        try:
            account = press(request, change, code, form)
        except operations.UnableToChangeEmail:
            return _unusable(request, *_opened_code(request))
        if account is not None:
            if form is None:
                auth.update_session_auth_hash(request, account)
            return redirect("accounts:email_confirmed")
    context = {"email": change.new_email, "form": form}
    return TemplateResponse(
        request, "accounts/email_link.html", context, status=422 if form and form.errors else 200
    )


@login_not_required
@opens("sign_in")
@require_safe
def email_confirmed(request: Request) -> HttpResponse:
    """The address is confirmed: go on where it was asked, or sign in with it."""
    _code, change = _opened_code(request)
    if change is None or change.state != ChangeState.DONE:
        return redirect("accounts:sign_in")
    return TemplateResponse(request, "accounts/email_confirmed.html", {"email": change.new_email})


@login_not_required
@opens("sign_in")
@require_safe
def undo_email(request: Request, raw: str) -> HttpResponse:
    """Keep which link was opened, and go to an address without the token."""
    return _kept(request, _CHANGE, queries.change_of_undo_link(raw), "accounts:undo")


@login_not_required
@opens("sign_in")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def undo(request: Request) -> HttpResponse:
    """« Ce n’est pas moi »: one button takes the change back and blocks the account."""
    change = _opened_change(request)
    if change is None or not may_undo(change, change.account, request.moment):
        return _cannot_undo(request, change)
    if request.method == "POST":
        try:
            operations.undo_email_change(change=change, actor=visitor(), at=request.moment)
        except operations.UnableToChangeEmail:
            return _cannot_undo(request, _opened_change(request))
        return redirect("accounts:email_undone")
    # Masked: an old mailbox may have another reader.
    context = {"change": change, "masked_email": emails.masked(change.new_email)}
    return TemplateResponse(request, "accounts/undo.html", context)


@login_not_required
@opens("sign_in")
@require_safe
def email_undone(request: Request) -> HttpResponse:
    """It is undone: choose a new password now."""
    change = _opened_change(request)
    if change is None or change.state != ChangeState.UNDONE:
        return redirect("accounts:sign_in")
    return TemplateResponse(request, "accounts/email_undone.html")


def _kept(
    request: Request, name: str, found: OneTimeCode | EmailChange | None, page: str
) -> HttpResponse:
    request.session[name] = str(found.pk) if found else _GARBAGE
    response = redirect(page)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _opened_code(request: Request) -> tuple[OneTimeCode | None, EmailChange | None]:
    kept = request.session.get(_CODE)
    code = queries.one_time_code_by_id(kept) if kept != _GARBAGE else None
    return code, queries.email_change_by_id(code.bound_to) if code else None


def _opened_change(request: Request) -> EmailChange | None:
    kept = request.session.get(_CHANGE)
    return queries.email_change_by_id(kept) if kept != _GARBAGE else None


def _unusable(
    request: Request, code: OneTimeCode | None, change: EmailChange | None
) -> HttpResponse:
    """One page for every failure. It says why only of a link that was genuine."""
    context = {
        "used": bool(code and code.used_at),
        "expired": bool(code and code.is_alive() and not code.link_works(request.moment)),
        "replaced": bool(code and code.killed_at),
    }
    return TemplateResponse(request, "accounts/email_link_unusable.html", context, status=410)


def _cannot_undo(request: Request, change: EmailChange | None) -> HttpResponse:
    closed = change is not None and change.can_be_undone(request.moment)
    context = {
        "undone": bool(change and change.state == ChangeState.UNDONE),
        "expired": bool(change and change.state == ChangeState.DONE) and not closed,
        "closed": closed,
    }
    return TemplateResponse(request, "accounts/undo_unusable.html", context, status=410)
