"""Changing one's password, behind a step-up."""

from django.contrib import auth
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.accounts import operations
from espace_client.accounts.forms import PasswordForm
from espace_client.accounts.models import Account, Act
from espace_client.accounts.passwords import UnableToUsePassword
from espace_client.accounts.step_ups import NeedsStepUp
from espace_client.accounts.views.stepping_up import after_step_up
from espace_client.ui.once import once
from espace_client.ui.request import Request
from espace_client.ui.sessions import kept_key


@require_http_methods(["GET", "HEAD", "POST"])
@once
@after_step_up(Act.CHANGE_PASSWORD)
def change_password(request: Request) -> HttpResponse:
    """The rules are read before typing; this session goes on, the others end."""
    account = request.user
    assert isinstance(account, Account)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            changed = operations.change_password(
                account=account,
                password=form.cleaned_data["password"],
                step_up=request.step_up,
                session_key=kept_key(request.session.session_key or ""),
                actor=account.actor,
                at=request.moment,
            )
        except UnableToUsePassword as refusal:
            form.add_error("password", refusal.sentence)
        except NeedsStepUp:
            return redirect("accounts:change_password")
        else:
            auth.update_session_auth_hash(request, changed)
            return redirect("accounts:password_changed")
    context = {
        "form": form, "person": account.person, "email": account.email,
        "place": "security",
    }  # fmt: skip
    return TemplateResponse(
        request, "accounts/password_change.html", context, status=422 if form.errors else 200
    )


@require_safe
def password_changed(request: Request) -> HttpResponse:
    """It is done: what happens to the other devices."""
    return TemplateResponse(request, "accounts/password_changed.html", {"place": "security"})
