"""« J’ai oublié mon mot de passe »: asking, the code of a text message, the link, the new one.

Every page before the link or the code is the same, whoever is meant (quality 1.1).
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.accounts import operations, queries
from espace_client.accounts.forgotten import ResetWay, can_be_reset, unsealed
from espace_client.accounts.forms import PasswordForm, SixDigitsForm
from espace_client.accounts.models import OneTimeCode, Purpose
from espace_client.accounts.password_forms import ForgottenForm
from espace_client.accounts.passwords import UnableToUsePassword
from espace_client.accounts.views.entering import come_in_from_link
from espace_client.accounts.views.on_time import refuses_on_time
from espace_client.contracts.queries import number_of
from espace_client.delivery.queries import letters_available, sms_available
from espace_client.kernel.actors import visitor
from espace_client.kernel.errors import UnableTo
from espace_client.ui.devices import label_of
from espace_client.ui.once import once
from espace_client.ui.opening import opens
from espace_client.ui.request import Request
from espace_client.ui.source import source_of

_ASKED, _WAY, _CODE = "forgotten", "forgotten_way", "reset_code"
_GARBAGE = "none"


@login_not_required
@opens("sign_in")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def forgotten(request: Request) -> HttpResponse:
    """One field, and a button for each way."""
    form = ForgottenForm(request.POST or None)
    way = request.POST.get("way", "")
    if request.method == "POST" and form.is_valid() and way in _ways():
        try:
            kept = operations.ask_password_reset(
                typed=form.cleaned_data["identifier"],
                way=ResetWay(way),
                source=source_of(request),
                device=label_of(request),
                actor=visitor(),
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error(None, refusal.sentence)
        else:
            request.session[_ASKED], request.session[_WAY] = kept, way
            return redirect("accounts:reset_code" if way == ResetWay.SMS else "accounts:reset_sent")
    context = {"form": form, "ways": _ways()}
    return TemplateResponse(
        request, "accounts/forgotten.html", context, status=422 if form.errors else 200
    )


@login_not_required
@opens("sign_in")
@require_safe
def reset_sent(request: Request) -> HttpResponse:
    """A message is on its way, perhaps: where to look, what else helps."""
    if _ASKED not in request.session and _opened(request) is None:
        return redirect("accounts:forgotten")
    by_letter = request.session.get(_WAY) == ResetWay.LETTER
    template = "accounts/reset_by_letter.html" if by_letter else "accounts/reset_sent.html"
    return TemplateResponse(request, template, {"ways": _ways()})


@login_not_required
@opens("sign_in")
@require_http_methods(["GET", "HEAD", "POST"])
@refuses_on_time
@once
def reset_code(request: Request) -> HttpResponse:
    """The six digits of the text message, in the browser that asked."""
    kept = request.session.get(_ASKED)
    if kept is None or request.session.get(_WAY) != ResetWay.SMS:
        return redirect("accounts:forgotten")
    form = SixDigitsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opened = operations.give_reset_code(
                typed=unsealed(kept),
                code=form.cleaned_data["code"],
                source=source_of(request),
                device=label_of(request),
                actor=visitor(),
                at=request.moment,
            )
        except UnableTo as refusal:
            request.refused = True
            form.add_error("code", refusal.sentence)
        else:
            request.session[_CODE] = str(opened.pk)
            return redirect("accounts:reset_password")
    return TemplateResponse(
        request, "accounts/reset_code.html", {"form": form}, status=422 if form.errors else 200
    )


def open_reset_page(request: Request, code: OneTimeCode) -> HttpResponse:
    """The code of a letter was right: it opens the page of the password, as a link does."""
    request.session[_CODE] = str(code.pk)
    return redirect("accounts:reset_password")


@login_not_required
@opens("sign_in")
@require_safe
def open_reset(request: Request, raw: str) -> HttpResponse:
    """Keep which link was opened, and go to an address without the token. Uses nothing up."""
    code = queries.code_of_link(raw, Purpose.RESET)
    request.session[_CODE] = str(code.pk) if code else _GARBAGE
    response = redirect("accounts:reset_password")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@login_not_required
@opens("sign_in")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def reset_password(request: Request) -> HttpResponse:
    """The rules are read before typing; the link is used up when the password is accepted."""
    code = _opened(request)
    if code is None or not code.link_works(request.moment) or not can_be_reset(code.account):
        return _unusable(request, code)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = operations.reset_password(
                code=code,
                password=form.cleaned_data["password"],
                source=source_of(request),
                device=label_of(request),
                actor=visitor(),
                at=request.moment,
            )
        except UnableToUsePassword as refusal:
            form.add_error("password", refusal.sentence)
        except operations.UnableToReset:
            return _unusable(request, _opened(request))
        else:
            return come_in_from_link(request, account, reverse("accounts:password_changed"))
    account = code.account
    context = {
        "form": form,
        "person": account.person,
        "email": account.email or number_of(account.person),
    }
    return TemplateResponse(
        request, "accounts/reset_password.html", context, status=422 if form.errors else 200
    )


@login_not_required
@opens("sign_in")
@require_safe
def reset_done(request: Request) -> HttpResponse:
    """The password is another one; the second step is still to come."""
    return TemplateResponse(request, "accounts/reset_done.html")


@login_not_required
@opens("sign_in")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def reset_again(request: Request) -> HttpResponse:
    """One button on the page of a failed link: a new one leaves, to the same mailbox."""
    code = _opened(request)
    if request.method != "POST" or code is None:
        return redirect("accounts:reset_password")
    try:
        operations.send_reset_again(code=code, actor=visitor(), at=request.moment)
    except UnableTo as refusal:
        return _unusable(request, code, refusal=refusal.sentence)
    return redirect("accounts:reset_sent")


def _ways() -> list[ResetWay]:
    """By which ways a new password can be had here."""
    others = {ResetWay.SMS: sms_available(), ResetWay.LETTER: letters_available()}
    return [ResetWay.EMAIL, *(way for way, possible in others.items() if possible)]


def _opened(request: Request) -> OneTimeCode | None:
    kept = request.session.get(_CODE)
    return queries.one_time_code_by_id(kept) if kept != _GARBAGE else None


def _unusable(request: Request, code: OneTimeCode | None, refusal: str = "") -> HttpResponse:
    """One page for every failure. It says why only of a link that was genuine."""
    context = {
        "used": bool(code and code.used_at),
        "genuine": code is not None,
        "replaced": bool(code and code.killed_at),
        "refusal": refusal,
    }
    return TemplateResponse(request, "accounts/reset_unusable.html", context, status=410)
