"""Pages beside the sign-in: the new identifier of whoever typed the old one, and why a right
password does not open a space."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from espace_client.accounts.models import Account
from espace_client.contracts.law_in_force import law
from espace_client.kernel import emails, identifiers
from espace_client.ui.addresses import our_own
from espace_client.ui.opening import opens
from espace_client.ui.request import Request

_KEPT = ("accounts_kept", "data_request")  # figures of the law


def told_first(account: Account, *, typed: str, following: str) -> str:
    """Where *account* goes after it came in with *typed*: by the page that tells the new
    identifier, if what was typed is the old one (product B.2.6)."""
    if identifiers.is_email(typed) or not account.email or account.is_migrating:
        return following
    query = f"?{urlencode({'next': following})}" if following else ""
    return f"{reverse('accounts:new_identifier')}{query}"


@require_safe
def new_identifier(request: Request) -> HttpResponse:
    """« Votre identifiant a changé » : the e-mail, masked, and the way on."""
    assert isinstance(request.user, Account)
    following = our_own(request.GET.get("next", "")) or reverse("home:home")
    if not request.user.email:
        return redirect(following)
    context = {"masked": emails.masked(request.user.email), "following": following}
    return TemplateResponse(request, "accounts/identifier_new.html", context)


@login_not_required
@opens("sign_in")
@require_safe
def closed_space(request: Request) -> HttpResponse:
    """The space of somebody who has died: whom to call."""
    return TemplateResponse(request, "accounts/identifier_closed.html")


@login_not_required
@opens("sign_in")
@require_safe
def left_space(request: Request) -> HttpResponse:
    """The space of somebody who left more than 24 months ago: what is kept, how to ask for it."""
    context = {name: int(law().value(f"leaving.{name}", request.today).amount) for name in _KEPT}
    return TemplateResponse(request, "accounts/left_space.html", context)


@login_not_required
@opens("sign_in")
@require_safe
def blocked_space(request: Request) -> HttpResponse:
    """The space waits for a new password: where to choose one."""
    return TemplateResponse(request, "accounts/identifier_blocked.html")
