"""Opening the link of the mail, choosing a password, and the page of a link that fails."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.accounts import finding_carers, operations, queries
from espace_client.accounts.carer_forms import PaperPasswordForm
from espace_client.accounts.forms import PasswordForm
from espace_client.accounts.models import Account, ActivationLink
from espace_client.accounts.passwords import UnableToUsePassword
from espace_client.accounts.throttle import TooManyTries
from espace_client.accounts.views.entering import come_in_from_link
from espace_client.kernel.actors import visitor
from espace_client.ui.devices import label_of
from espace_client.ui.once import once
from espace_client.ui.opening import opens
from espace_client.ui.request import Request
from espace_client.ui.source import source_of

_LINK = "activation_link"
_GARBAGE = "none"


@login_not_required
@opens("create_account")
@require_safe
def open_link(request: Request, raw: str) -> HttpResponse:
    """Keep which link was opened, and go to an address without the token.

    Uses nothing up: mail scanners open links before people do (quality 1.4).
    """
    link = queries.link_of_token(raw)
    request.session[_LINK] = str(link.pk) if link else _GARBAGE
    response = redirect("accounts:choose_password")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@login_not_required
@opens("create_account")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def choose_password(request: Request) -> HttpResponse:
    """The rules are read before typing; the link is used up when the password is accepted."""
    link = _opened(request)
    if link is None or not _opens(link, request):
        return _unusable(request, link)
    awaited = finding_carers.access_awaiting(link.account.person_id, request.moment)
    asked = PaperPasswordForm if awaited else PasswordForm
    form = asked(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = _activate(request, link, form)
        except UnableToUsePassword as refusal:
            form.add_error("password", refusal.sentence)
        except (operations.UnableToAcceptAccess, TooManyTries) as refusal:
            form.add_error("code", refusal.sentence)
        except operations.UnableToActivate:
            return _unusable(request, queries.link_by_id(link.pk))
        else:
            # The link came from the mailbox: this browser need not show a code again.
            return come_in_from_link(request, account, "accounts:welcome")
    context = {"form": form, "person": link.account.person, "email": link.account.email}
    return TemplateResponse(
        request, "accounts/choose_password.html", context, status=422 if form.errors else 200
    )


@login_not_required
@opens("create_account")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def new_link(request: Request) -> HttpResponse:
    """One button on the page of a failed link: a new one leaves, to the same mailbox."""
    if request.method != "POST":
        return redirect("accounts:choose_password")
    link = _opened(request)
    if link is None or link.account.is_active:
        return redirect("accounts:sign_in" if link else "accounts:identity")
    try:
        operations.issue_link(account=link.account, actor=visitor(), at=request.moment)
    except operations.UnableToSendAgain as refusal:
        return _unusable(request, link, refusal=refusal.sentence)
    return redirect("accounts:link_sent")


@login_not_required
@opens("create_account")
@require_safe
def link_sent(request: Request) -> HttpResponse:
    """The new link is on its way."""
    if _opened(request) is None:
        return redirect("accounts:identity")
    return TemplateResponse(request, "accounts/link_sent.html")


@require_safe
def welcome(request: Request) -> HttpResponse:
    """The account is open: how to come back, and three things to do first."""
    return TemplateResponse(request, "accounts/welcome.html")


def keep_link(request: Request, link: ActivationLink) -> None:
    """This browser has opened *link*: it may choose the password."""
    request.session[_LINK] = str(link.pk)


def _activate(request: Request, link: ActivationLink, form: PasswordForm) -> Account:
    password, moment = form.cleaned_data["password"], request.moment
    if isinstance(form, PaperPasswordForm):
        return operations.activate_by_paper(
            link=link,
            password=password,
            code=form.cleaned_data["code"],
            source=source_of(request),
            device=label_of(request),
            actor=visitor(),
            at=moment,
        )
    return operations.activate_account(link=link, password=password, actor=visitor(), at=moment)


def _opens(link: ActivationLink, request: Request) -> bool:
    if not link.works(request.moment):
        return False
    awaited = finding_carers.access_awaiting(link.account.person_id, request.moment)
    return awaited is not None or queries.can_be_activated(link.account, on=request.today)


def _opened(request: Request) -> ActivationLink | None:
    kept = request.session.get(_LINK)
    return queries.link_by_id(kept) if kept != _GARBAGE else None


def _unusable(request: Request, link: ActivationLink | None, refusal: str = "") -> HttpResponse:
    """One page for every failure. It says « déjà utilisé » or « expiré » only of a genuine link."""
    if link is not None and request.method == "GET":
        operations.note_unusable_link(link=link, actor=visitor(), at=request.moment)
    context = {
        "used": bool(link and (link.used_at or link.account.is_active)),
        "genuine": link is not None,
        "replaced": bool(link and link.killed_at),
        "refusal": refusal,
    }
    return TemplateResponse(request, "accounts/link_unusable.html", context, status=410)
