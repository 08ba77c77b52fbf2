"""Changing the e-mail that one signs in with: the address, then the code that left to it."""

from django.contrib import auth
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.accounts import operations, queries
from espace_client.accounts.email_forms import NewEmailForm
from espace_client.accounts.forms import SixDigitsForm
from espace_client.accounts.models import Account, Act, EmailChange
from espace_client.accounts.step_ups import NeedsStepUp
from espace_client.accounts.views.on_time import refuses_on_time
from espace_client.accounts.views.stepping_up import after_step_up
from espace_client.kernel import emails
from espace_client.kernel.errors import UnableTo
from espace_client.ui.devices import label_of
from espace_client.ui.once import once
from espace_client.ui.request import Request
from espace_client.ui.sessions import kept_key
from espace_client.ui.source import source_of


@require_http_methods(["GET", "HEAD", "POST"])
@once
@after_step_up(Act.CHANGE_EMAIL)
def change_email(request: Request) -> HttpResponse:
    """The new address, twice. What follows is the same whether somebody uses it or not."""
    account = _account(request)
    form = NewEmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.ask_email_change(
                account=account,
                email=form.cleaned_data["email"],
                migration=False,
                actor=account.actor,
                at=request.moment,
                step_up=request.step_up,
            )
        except NeedsStepUp:
            return redirect("accounts:change_email")
        except UnableTo as refusal:
            form.add_error("email", refusal.sentence)
        else:
            return redirect("accounts:verify_email")
    context = {"form": form, "place": "security"}
    return TemplateResponse(
        request, "accounts/email_change.html", context, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@refuses_on_time
@once
def verify_email(request: Request) -> HttpResponse:
    """The six digits that left to the new address."""
    change = _waiting(request)
    if change is None:
        return redirect("home:security")
    form = SixDigitsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = operations.confirm_email_change(
                change=change,
                typed=form.cleaned_data["code"],
                actor=_account(request).actor,
                at=request.moment,
                session_key=kept_key(request.session.session_key or ""),
                source=source_of(request),
                device=label_of(request),
            )
        except UnableTo as refusal:
            request.refused = True
            form.add_error("code", refusal.sentence)
        else:
            auth.update_session_auth_hash(request, account)
            return redirect("accounts:email_changed")
    return _show(request, change, form)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def email_again(request: Request) -> HttpResponse:
    """The same message again, with a new code; the one before dies."""
    change, account = _waiting(request), _account(request)
    if change is None or request.method != "POST":
        return redirect("accounts:verify_email")
    try:
        operations.ask_email_change(
            account=account,
            email=change.new_email,
            migration=False,
            actor=account.actor,
            at=request.moment,
        )
    except UnableTo as refusal:
        return _show(request, change, SixDigitsForm(), refusal=refusal.sentence)
    return redirect("accounts:verify_email")


@require_http_methods(["GET", "HEAD", "POST"])
@once
def keep_email(request: Request) -> HttpResponse:
    """« Garder mon adresse actuelle »: nothing changes, what left is dead."""
    change = _waiting(request)
    if change is not None and request.method == "POST":
        operations.drop_email_change(
            change=change, actor=_account(request).actor, at=request.moment
        )
    return redirect("home:security")


@require_safe
def email_changed(request: Request) -> HttpResponse:
    """It is done: with what one signs in from now on."""
    return TemplateResponse(request, "accounts/email_changed.html", {"place": "security"})


def _account(request: Request) -> Account:
    assert isinstance(request.user, Account)
    return request.user


def _waiting(request: Request) -> EmailChange | None:
    change = queries.waiting_email_change(_account(request), at=request.moment)
    return change if change and not change.migration else None


def _show(
    request: Request, change: EmailChange, form: SixDigitsForm, refusal: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "email": change.new_email,
        "shared": emails.is_of_a_role(change.new_email),
        "disposable": emails.is_disposable(change.new_email),
        "asked_at": change.asked_at,
        "refusal": refusal,
        "place": "security",
    }
    status = 422 if form.errors or refusal else 200
    return TemplateResponse(request, "accounts/email_verify.html", context, status=status)
