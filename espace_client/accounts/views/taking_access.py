"""An invitation to help somebody: by the link of a mail or a code on paper; yes or no."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.accounts import codes, finding_carers, operations
from espace_client.accounts.carer_forms import CarerCodeForm, NewcomerForm
from espace_client.accounts.models import Account
from espace_client.accounts.operations import Newcomer
from espace_client.accounts.views.activation import keep_link
from espace_client.documents.legal import terms_on
from espace_client.kernel.actors import visitor
from espace_client.kernel.errors import UnableTo
from espace_client.members.models import Carried, Delegation
from espace_client.members.rights import THEIRS
from espace_client.ui.devices import label_of
from espace_client.ui.once import once
from espace_client.ui.opening import opens
from espace_client.ui.request import Request
from espace_client.ui.source import source_of

_INVITATION = "carer_invitation"


@login_not_required
@opens("sign_in")
@require_safe
def open_invitation(request: Request, raw: str) -> HttpResponse:
    """Keep the hash of the token, and go to an address without it. Uses nothing up."""
    request.session[_INVITATION] = codes.link_hash(raw).hex()
    response = redirect("accounts:invitation")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@login_not_required
@opens("sign_in")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def code(request: Request) -> HttpResponse:
    """« J’ai un code pour aider quelqu’un »."""
    form = CarerCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = operations.read_carer_code(
                typed=form.cleaned_data["code"],
                source=source_of(request),
                device=label_of(request),
                actor=visitor(),
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error("code", refusal.sentence)
        else:
            request.session[_INVITATION] = bytes(found.secret_hash or b"").hex()
            return redirect("accounts:invitation")
    status = 422 if form.errors else 200
    return TemplateResponse(request, "accounts/carers_code.html", {"form": form}, status=status)


@login_not_required
@opens("sign_in")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def invitation(request: Request) -> HttpResponse:
    """Who asks, for what, until when; yes with the account that is signed in, or no."""
    access = _open(request)
    if access is None:
        return _unusable(request)
    answer = request.POST.get("answer")
    account = request.user if isinstance(request.user, Account) else None
    refusal = ""
    if request.method == "POST":
        try:
            if answer == "no":
                actor = account.actor if account else visitor()
                operations.decline_access(access=access, actor=actor, at=request.moment)
                return redirect("accounts:invitation_declined")
            if answer == "yes" and account:
                operations.accept_access(
                    access=access, account=account, actor=account.actor, at=request.moment
                )
                return redirect("accounts:carers")
        except UnableTo as error:
            refusal = error.sentence
    labels = [label for right, label in THEIRS.items() if right in access.rights]
    context = {"access": access, "functions": labels, "account": account, "refusal": refusal}
    status = 422 if refusal else 200
    return TemplateResponse(request, "accounts/carers_invitation.html", context, status=status)


@login_not_required
@opens("sign_in")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def newcomer(request: Request) -> HttpResponse:
    """Yes, and an account is made: a password follows, as for everybody."""
    access = _open(request)
    if access is None:
        return _unusable(request)
    proved = access.carried == Carried.EMAIL
    form = NewcomerForm(request.POST or None, proved=proved)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            link = operations.accept_as_newcomer(
                access=access,
                newcomer=Newcomer(
                    first_name=typed["first_name"],
                    last_name=typed["last_name"],
                    email=typed.get("email", ""),
                    terms_version=terms_on(request.today).effective_on,
                ),
                actor=visitor(),
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error(None, refusal.sentence)
        else:
            del request.session[_INVITATION]
            if link:
                keep_link(request, link)
                return redirect("accounts:choose_password")
            return redirect("accounts:carer_mail_sent")
    terms = terms_on(request.today)
    context = {"form": form, "access": access, "proved": proved, "terms": terms}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "accounts/carers_newcomer.html", context, status=status)


@login_not_required
@require_safe
def mail_sent(request: Request) -> HttpResponse:
    """The link to choose a password is on its way."""
    return TemplateResponse(request, "accounts/carers_mail_sent.html")


@login_not_required
@require_safe
def declined(request: Request) -> HttpResponse:
    """« Non merci »: nothing is open."""
    return TemplateResponse(request, "accounts/carers_declined.html")


def _open(request: Request) -> Delegation | None:
    """The invitation of this session, while it can be accepted. What is kept is the hash of its
    link or code: a page that was open when a newer one left gives nothing either."""
    kept = request.session.get(_INVITATION)
    found = finding_carers.access_of_secret(bytes.fromhex(kept)) if kept else None
    if found and finding_carers.may_be_accepted(found, request.moment, on=request.today):
        return found
    return None


def _unusable(request: Request) -> HttpResponse:
    """One page for every invitation that gives nothing."""
    return TemplateResponse(request, "accounts/carers_unusable.html", status=410)
