"""« Ma double protection »: an app, passkeys, recovery codes."""

from django.conf import settings
from django.contrib import auth
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.accounts import finding_factors, operations, queries
from espace_client.accounts.models import Account, Act, SpareKind
from espace_client.accounts.second_factor import enrolment_address
from espace_client.accounts.second_factor_forms import FirstCodeForm
from espace_client.accounts.step_ups import NeedsStepUp
from espace_client.accounts.views.printed_codes import drop_codes, keep_codes, kept_codes
from espace_client.accounts.views.stepping_up import after_step_up
from espace_client.documents.qr_codes import qr_code
from espace_client.kernel import spelling
from espace_client.kernel.errors import UnableTo
from espace_client.ui.browser import kept
from espace_client.ui.once import once
from espace_client.ui.request import Request

_PIXELS = 5  # a module of the square


@require_safe
def second_factors(request: Request) -> HttpResponse:
    """What protects the account beside the password, and what else could."""
    account = account_of(request)
    return show(
        request,
        "accounts/second_factors.html",
        app=finding_factors.app_of(account),
        passkeys=finding_factors.passkeys_of(account),
        codes_left=queries.spare_codes_left(account, SpareKind.RECOVERY),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@once
@after_step_up(Act.SECOND_FACTORS)
def link_app(request: Request) -> HttpResponse:
    """A square to photograph, then the first code. Nothing is made before the button."""
    account = account_of(request)
    form = FirstCodeForm(request.POST if "code" in request.POST else None)
    try:
        if request.method == "POST" and "start" in request.POST:
            operations.begin_app(account=account, actor=account.actor, at=request.moment)
            return redirect("accounts:link_app")
        if form.is_valid():
            return _confirm(request, account, form.cleaned_data["code"])
    except NeedsStepUp:
        return redirect("accounts:link_app")
    except UnableTo as refusal:
        form.add_error("code" if form.is_bound else None, refusal.sentence)
    app = finding_factors.app_of(account, confirmed=False)
    if finding_factors.app_of(account):
        return redirect("accounts:second_factors")
    secret = finding_factors.secret_of(app) if app else ""
    groups = [secret[at : at + 4] for at in range(0, len(secret), 4)]
    return show(request, "accounts/link_app.html", form=form, secret=groups)


def _confirm(request: Request, account: Account, typed: str) -> HttpResponse:
    codes = operations.confirm_app(
        account=account,
        typed=typed,
        device_token=kept(request).device_token,
        step_up=request.step_up,
        actor=account.actor,
        at=request.moment,
    )
    return changed(request, codes)


@require_safe
@after_step_up(Act.SECOND_FACTORS)
def app_square(request: Request) -> HttpResponse:
    """The secret as a square for the telephone's camera. An image of its own, since a page may
    hold no inline one; never kept by a browser."""
    account = account_of(request)
    app = finding_factors.app_of(account, confirmed=False)
    if app is None:
        raise Http404
    address = enrolment_address(
        finding_factors.secret_of(app),
        who=account.email or account.person.first_name,
        where=settings.INSURER.name,
    )
    return HttpResponse(qr_code(address, pixels=_PIXELS), content_type="image/svg+xml")


@require_http_methods(["GET", "HEAD", "POST"])
@once
@after_step_up(Act.SECOND_FACTORS)
def remove_app(request: Request) -> HttpResponse:
    """Ask once more, then take the app away."""
    account = account_of(request)
    if request.method != "POST":
        return show(request, "accounts/remove_app.html")
    try:
        operations.remove_app(
            account=account, step_up=request.step_up, actor=account.actor, at=request.moment
        )
    except NeedsStepUp:
        return redirect("accounts:remove_app")
    return changed(request, [])


@require_http_methods(["GET", "HEAD", "POST"])
@once
def recovery_codes(request: Request) -> HttpResponse:
    """Ten codes to print, shown until one says that they are."""
    codes = kept_codes(request, account_of(request))
    if request.method == "POST" or not codes:
        drop_codes(request)
        return redirect("accounts:second_factors")
    printed = [spelling.grouped(code) for code in codes]
    return show(request, "accounts/recovery_codes.html", codes=printed)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@after_step_up(Act.SECOND_FACTORS)
def new_recovery_codes(request: Request) -> HttpResponse:
    """Ask once more, then make others."""
    account = account_of(request)
    if request.method != "POST":
        return show(request, "accounts/new_recovery_codes.html")
    try:
        codes = operations.make_recovery_codes(
            account=account, step_up=request.step_up, actor=account.actor, at=request.moment
        )
    except NeedsStepUp:
        return redirect("accounts:new_recovery_codes")
    except UnableTo:
        return redirect("accounts:second_factors")
    return changed(request, codes)


def changed(request: Request, codes: list[str]) -> HttpResponse:
    """This session goes on, under a new id; the others have ended."""
    account = account_of(request)
    account.refresh_from_db(fields=["epoch"])
    auth.update_session_auth_hash(request, account)
    if not codes:
        return redirect("accounts:second_factors")
    keep_codes(request, account, codes)
    return redirect("accounts:recovery_codes")


def show(request: Request, template: str, **context: object) -> HttpResponse:
    """A page of this place."""
    form = context.get("form")
    status = 422 if getattr(form, "errors", None) else 200
    found = {"place": "security", **context}
    return TemplateResponse(request, template, found, status=status)


def account_of(request: Request) -> Account:
    """Whose page it is."""
    assert isinstance(request.user, Account)
    return request.user
