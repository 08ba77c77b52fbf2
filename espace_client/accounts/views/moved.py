"""The e-mail is verified: a new password if the old one is too weak, and what holds from now on."""

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.accounts import operations
from espace_client.accounts.forms import PasswordForm
from espace_client.accounts.models import Account
from espace_client.accounts.queries import has_own_factor
from espace_client.accounts.views.entering import come_in
from espace_client.accounts.views.moving_on import (
    account_of,
    around,
    following,
    keep_following,
    led_on,
    while_moving,
    with_following,
)
from espace_client.accounts.views.pending import has_shown, wait_for
from espace_client.accounts.ways import can_go_without_email
from espace_client.delivery.queries import letters_available
from espace_client.kernel.errors import UnableTo
from espace_client.members.queries import phrase_of
from espace_client.ui.once import once
from espace_client.ui.request import Request

_MOVED = "has_moved"


def move_in(request: Request, account: Account) -> HttpResponse:
    """Open a whole session: the mailbox was just shown, so this browser is known from now on.
    Whoever uses an app or a passkey shows it first, as at every other way in."""
    name = "replace_password" if account.must_choose_password else "identifier_done"
    target = with_following(request, f"accounts:{name}")
    if has_own_factor(account) and not has_shown(request, account):
        logout(request)
        wait_for(request, account, target)
        response: HttpResponse = redirect("accounts:second_step")
    else:
        response = come_in(request, account, target, remember=True)
    request.session[_MOVED] = True
    return response


@login_not_required  # a second click comes when the first has ended the session it stands in
@require_http_methods(["GET", "HEAD", "POST"])
@once
def replace_password(request: Request) -> HttpResponse:
    """The rules in view, after the e-mail and not before (product B.2.3)."""
    account = request.user
    if not isinstance(account, Account):
        return redirect("accounts:sign_in")
    keep_following(request)
    if account.is_migrating or not account.must_choose_password:
        return redirect("accounts:update_identifier")
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            changed = operations.replace_old_password(
                account=account,
                password=form.cleaned_data["password"],
                actor=account.actor,
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error("password", refusal.sentence)
        else:
            target = with_following(request, "accounts:identifier_done")
            response = come_in(request, changed, target)
            request.session[_MOVED] = True
            return response
    context = {"form": form, "person": account.person, "email": account.email}
    return TemplateResponse(
        request, "accounts/identifier_password.html", context, status=422 if form.errors else 200
    )


@require_safe
def identifier_done(request: Request) -> HttpResponse:
    """« Désormais, connectez-vous avec … », to print; the page first asked for is one button away.
    Shown in the session that moved; whoever comes back is led on."""
    keep_following(request)
    if not request.session.get(_MOVED):
        return led_on(request)
    context = {
        "following": following(request),
        "account": account_of(request),
        "public_address": settings.PUBLIC_URL,
        "phrase": phrase_of(account_of(request).person),
    }
    return TemplateResponse(request, "accounts/identifier_done.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@while_moving
def identifier_without_email(request: Request) -> HttpResponse:
    """« Je n’ai pas d’adresse e-mail »: the number of the card stays, with a second step."""
    account = account_of(request)
    if account.terms_version is None:
        return redirect("accounts:update_identifier")
    refusal = ""
    if request.method == "POST":
        try:
            operations.go_without_email(account=account, actor=account.actor, at=request.moment)
        except UnableTo as error:
            refusal = error.sentence
        else:
            logout(request)
            return redirect("accounts:identifier_without_email_done")
    context = {
        "possible": can_go_without_email(account),
        "letters": letters_available(),
        "refusal": refusal,
        **around(request),
    }
    return TemplateResponse(
        request, "accounts/identifier_without_email.html", context, status=422 if refusal else 200
    )


@login_not_required
@require_safe
def identifier_without_email_done(request: Request) -> HttpResponse:
    """What to sign in with from now on. It tells nothing of anybody."""
    return TemplateResponse(request, "accounts/identifier_without_email_done.html")
