"""Asking for an account: the identity page, and the page that waits for the mail."""

from dataclasses import replace

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.accounts import operations, queries
from espace_client.accounts.forms import EmailTwice, IdentityForm
from espace_client.accounts.models import AccountRequest
from espace_client.accounts.rules import LINK_LIFETIME
from espace_client.delivery.queries import letters_available, sms_available
from espace_client.documents.legal import terms_on
from espace_client.kernel import emails
from espace_client.kernel.actors import visitor
from espace_client.kernel.errors import UnableTo
from espace_client.ui.once import once
from espace_client.ui.opening import opens
from espace_client.ui.request import Request
from espace_client.ui.source import source_of

_REQUEST = "account_request"


@login_not_required
@opens("create_account")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def identity(request: Request) -> HttpResponse:
    """Who are you, as the card says? The answer is the same whether it fits or not."""
    form = IdentityForm(request.POST or None, today=request.today)
    if request.method == "POST" and form.is_valid():
        return _ask(request, form, form.identity(), template="accounts/identity.html")
    return _show(request, "accounts/identity.html", form)


@login_not_required
@opens("create_account")
@require_safe
def waiting(request: Request) -> HttpResponse:
    """Messages have left, perhaps: where to look, what to type, how to correct the address."""
    asked = asked_by(request)
    if asked is None:
        return redirect("accounts:identity")
    return show_waiting(request, asked)


@login_not_required
@opens("create_account")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def another_message(request: Request) -> HttpResponse:
    """Ask again with the same identity: a new link leaves, the one before it dies."""
    asked = asked_by(request)
    if request.method != "POST" or asked is None:
        return redirect("accounts:waiting" if asked else "accounts:identity")
    return _ask(request, None, _typed(asked), replaces=asked)


@login_not_required
@opens("create_account")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def correct_email(request: Request) -> HttpResponse:
    """The e-mail was mistyped: type it again, and nothing else."""
    asked = asked_by(request)
    if asked is None:
        return redirect("accounts:identity")
    form = EmailTwice(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = replace(_typed(asked), email=form.cleaned_data["email"])
        return _ask(request, form, typed, template="accounts/correct_email.html", replaces=asked)
    return _show(request, "accounts/correct_email.html", form)


def _ask(
    request: Request,
    form: EmailTwice | None,
    typed: operations.TypedIdentity,
    *,
    template: str = "",
    replaces: AccountRequest | None = None,
) -> HttpResponse:
    try:
        asked = operations.ask_for_account(
            identity=typed,
            terms_version=terms_on(request.today).effective_on,
            source=source_of(request),
            actor=visitor(),
            at=request.moment,
            replaces=replaces,
        )
    except UnableTo as refusal:
        if form is None:
            assert replaces is not None
            return show_waiting(request, replaces, refusal=refusal.sentence)
        form.add_error(None, refusal.sentence)
        return _show(request, template, form)
    request.session[_REQUEST] = str(asked.pk)
    return redirect("accounts:waiting")


def asked_by(request: Request) -> AccountRequest | None:
    """The request that this browser made, unless a later one replaced it."""
    return queries.live_request(request.session.get(_REQUEST))


def _typed(asked: AccountRequest) -> operations.TypedIdentity:
    return operations.TypedIdentity(
        asked.member_number, asked.last_name, asked.first_name, asked.birth_date, asked.email
    )


def _show(request: Request, template: str, form: EmailTwice) -> HttpResponse:
    status = 422 if form.errors else 200
    return TemplateResponse(
        request, template, {"form": form, "terms": terms_on(request.today)}, status=status
    )


def show_waiting(request: Request, asked: AccountRequest, refusal: str = "") -> HttpResponse:
    """The page that waits; with what could not be done, if something was asked on it."""
    context = {
        "masked_email": emails.masked(asked.email),
        "expires": asked.at + LINK_LIFETIME,
        "refusal": refusal,
        "texts": sms_available(),
        "letters": letters_available(),
    }
    return TemplateResponse(
        request, "accounts/waiting.html", context, status=422 if refusal else 200
    )
