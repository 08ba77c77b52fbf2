"""« Aidants »: those who help me, those whom I help, and going from one space to the other."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.accounts import finding_carers, operations
from espace_client.accounts.caring import enter_space
from espace_client.accounts.caring import leave_space as back_home
from espace_client.accounts.models import Account
from espace_client.kernel.errors import UnableTo
from espace_client.ui.acting import carers_may
from espace_client.ui.once import once
from espace_client.ui.opening import opens
from espace_client.ui.request import Request


@opens("sign_in")
@require_safe
def carers(request: Request) -> HttpResponse:
    """Both lists."""
    person = _account(request).person
    context = {
        "given": finding_carers.accesses_given_by(person.pk, on=request.today),
        "held": finding_carers.accesses_held_by(person.pk, on=request.today),
        "may_give": person.in_file,
        "place": "carers",
    }
    return TemplateResponse(request, "accounts/carers.html", context)


@require_safe
def access(request: Request, access: UUID) -> HttpResponse:
    """One access that I gave: what it opens, and what was done with it."""
    return _access_page(request, access)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def invite_again(request: Request, access: UUID) -> HttpResponse:
    """The invitation leaves again."""
    account = _account(request)
    seen = finding_carers.access_given_by(account.person_id, access, on=request.today)
    if seen is None:
        raise Http404
    if request.method == "POST":
        try:
            operations.invite_again(
                access=seen.access, account=account, actor=account.actor, at=request.moment
            )
        except UnableTo as refusal:
            return _access_page(request, access, refusal=refusal.sentence)
    return redirect("accounts:access", access)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def end_access(request: Request, access: UUID) -> HttpResponse:
    """One button, on either side: it ends at once."""
    account = _account(request)
    found = finding_carers.access_of(account.person_id, access)
    if found is None:
        raise Http404
    if request.method == "POST":
        try:
            operations.end_access(
                access=found, account=account, actor=account.actor, at=request.moment
            )
        except UnableTo as refusal:
            return _access_page(request, access, refusal=refusal.sentence)
    return redirect("accounts:carers")


@require_http_methods(["GET", "HEAD", "POST"])
@once
def enter(request: Request, access: UUID) -> HttpResponse:
    """From here on the pages are those of whom I help."""
    held = finding_carers.access_held_by(_account(request).person_id, access, on=request.today)
    if held is None:
        raise Http404
    if request.method != "POST":
        return redirect("accounts:carers")
    enter_space(request, held)
    return redirect("home:home")


@carers_may()
@require_http_methods(["GET", "HEAD", "POST"])
@once
def leave(request: Request) -> HttpResponse:
    """Back to my own space."""
    if request.method == "POST":
        back_home(request)
        return redirect("accounts:carers")
    return redirect("home:home")


def _access_page(request: Request, access: UUID, refusal: str = "") -> HttpResponse:
    person = _account(request).person_id
    seen = finding_carers.access_given_by(person, access, on=request.today)
    if seen is None:
        raise Http404
    context = {
        "seen": seen,
        "lines": finding_carers.what_carers_did(seen.access),
        "refusal": refusal,
        "place": "carers",
    }
    status = 422 if refusal else 200
    return TemplateResponse(request, "accounts/carers_access.html", context, status=status)


def _account(request: Request) -> Account:
    assert isinstance(request.user, Account)
    return request.user
