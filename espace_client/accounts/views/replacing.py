"""The pages that replace the old number by an e-mail: which one, verify it, or later."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.accounts import moving, operations
from espace_client.accounts.identifier_forms import (
    Answer,
    EmailCodeForm,
    NewIdentifierForm,
    WhichEmailForm,
)
from espace_client.accounts.models import EmailChange
from espace_client.accounts.views.moved import move_in
from espace_client.accounts.views.moving_on import account_of, around, show_guardian, while_moving
from espace_client.accounts.views.on_time import refuses_on_time
from espace_client.contracts.queries import number_of
from espace_client.documents.legal import terms_on
from espace_client.kernel import emails
from espace_client.kernel.errors import UnableTo
from espace_client.members.queries import guardians_of
from espace_client.ui.devices import label_of
from espace_client.ui.gates import CARD_ALONE
from espace_client.ui.once import once
from espace_client.ui.request import Request
from espace_client.ui.sessions import kept_key
from espace_client.ui.source import source_of

_SENT_AGAIN = "identifier_sent_again"


@require_http_methods(["GET", "HEAD", "POST"])
@once
@while_moving
def update_identifier(request: Request) -> HttpResponse:
    """Which e-mail replaces the old number? The known one, another one, or none."""
    account = account_of(request)
    operations.see_proposal(account=account, actor=account.actor, at=request.moment)
    guardians = guardians_of(account.person_id, on=request.today)
    if guardians and request.method != "POST" and "suite" not in request.GET:
        return show_guardian(request, guardians, may_go_on=True)
    known = account.email or account.person.email
    form = WhichEmailForm(request.POST or None, known=known)
    if request.method == "POST" and form.is_valid():
        try:
            return _answered(request, Answer(form.cleaned_data["answer"]), known)
        except UnableTo as refusal:
            form.add_error(None, refusal.sentence)
    context = {
        "form": form,
        "last_digits": number_of(account.person)[-3:],
        "terms": terms_on(request.today),
        **around(request),
    }
    return TemplateResponse(
        request, "accounts/identifier_update.html", context, status=422 if form.errors else 200
    )


def _answered(request: Request, answer: Answer, known: str) -> HttpResponse:
    account = account_of(request)
    operations.accept_terms(
        account=account,
        version=terms_on(request.today).effective_on,
        actor=account.actor,
        at=request.moment,
    )
    if answer is Answer.NONE:
        return redirect("accounts:identifier_without_email")
    if answer is Answer.OTHER:
        return redirect("accounts:correct_identifier")
    return _give(request, known)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@while_moving
def correct_identifier(request: Request) -> HttpResponse:
    """The e-mail, typed twice: another one than we know, or the one that was mistyped."""
    if account_of(request).terms_version is None:
        return redirect("accounts:update_identifier")
    form = NewIdentifierForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _give(request, form.cleaned_data["email"])
        except UnableTo as refusal:
            form.add_error(None, refusal.sentence)
    change = moving.waiting_change(account_of(request), at=request.moment)
    return TemplateResponse(
        request,
        "accounts/identifier_correct.html",
        {"form": form, "correcting": change is not None, **around(request)},
        status=422 if form.errors else 200,
    )


@login_not_required  # a second click comes when the first has closed the session it stands in
@require_http_methods(["GET", "HEAD", "POST"])
@refuses_on_time
@once
@while_moving
def verify_identifier(request: Request) -> HttpResponse:
    """« Vérifiez votre boîte »: the six digits, or the link of the same message."""
    account = account_of(request)
    change = moving.waiting_change(account, at=request.moment)
    if change is None:
        return redirect("accounts:update_identifier")
    form = EmailCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            moved = operations.confirm_email_change(
                change=change,
                typed=form.cleaned_data["code"],
                actor=account.actor,
                at=request.moment,
                session_key=kept_key(request.session.session_key or ""),
                source=source_of(request),
                device=label_of(request),
            )
        except UnableTo as refusal:
            request.refused = True
            form.add_error("code", refusal.sentence)
        else:
            return move_in(request, moved)
    return _show_verify(request, change, form)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@while_moving
def identifier_again(request: Request) -> HttpResponse:
    """The message once more: a new code and a new link, the ones before die."""
    change = moving.waiting_change(account_of(request), at=request.moment)
    if request.method != "POST" or change is None:
        return redirect("accounts:verify_identifier")
    try:
        response = _give(request, change.new_email)
    except UnableTo as refusal:
        return _show_verify(request, change, EmailCodeForm(), refusal=refusal.sentence)
    request.session[_SENT_AGAIN] = True
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@once
@while_moving
def put_off(request: Request) -> HttpResponse:
    """« Plus tard »: the card alone, for this session. A second press in it costs nothing."""
    account = account_of(request)
    if request.method != "POST":
        return redirect("accounts:update_identifier")
    if not request.session.get(CARD_ALONE):
        try:
            operations.put_off(account=account, actor=account.actor, at=request.moment)
        except UnableTo:
            return redirect("accounts:update_identifier")  # the page says whom to call
        request.session[CARD_ALONE] = True
    return redirect("contracts:card")


@require_safe
@while_moving
def help_finding_mail(request: Request) -> HttpResponse:
    """« Je n’ai rien reçu »: where each provider puts what it mistrusts."""
    change = moving.waiting_change(account_of(request), at=request.moment)
    if change is None:
        return redirect("accounts:update_identifier")
    domain = change.new_email.rpartition("@")[2].lower()
    context = {"domain": domain, "shown_email": _shown(change), **around(request)}
    return TemplateResponse(request, "accounts/identifier_help.html", context)


def _give(request: Request, email: str) -> HttpResponse:
    account = account_of(request)
    operations.give_email(account=account, email=email, actor=account.actor, at=request.moment)
    return redirect("accounts:verify_identifier")


def _show_verify(
    request: Request, change: EmailChange, form: EmailCodeForm, refusal: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "shown_email": _shown(change),
        "shared": emails.is_of_a_role(change.new_email),
        "disposable": emails.is_disposable(change.new_email),
        "sent_again": not refusal and request.session.pop(_SENT_AGAIN, False),
        "refusal": refusal,
        **around(request),
    }
    status = 422 if form.errors or refusal else 200
    return TemplateResponse(request, "accounts/identifier_verify.html", context, status=status)


def _shown(change: EmailChange) -> str:
    """An address that was typed here stands whole, so that a slip is seen; the one of the file
    stays masked: an old password shows nothing more of it."""
    if emails.same_mailbox(change.new_email, change.account.person.email):
        return emails.masked(change.new_email)
    return change.new_email
