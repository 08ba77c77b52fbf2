"""The second step of a sign-in, on a device that is not known. The session opens here, under a
new id, and nowhere before."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from espace_client.accounts import operations
from espace_client.accounts.finding_factors import passkeys_of
from espace_client.accounts.models import Account, Purpose
from espace_client.accounts.passkeys import ask_to_show
from espace_client.accounts.second_step_forms import SecondStepForm, ShownPasskeyForm
from espace_client.accounts.views.asking_keys import answered, ask
from espace_client.accounts.views.entering import come_in
from espace_client.accounts.views.pending import (
    asked_for,
    note_shown,
    stop_waiting,
    who_waits,
)
from espace_client.accounts.ways import Way, ways_of
from espace_client.kernel import emails, telephones
from espace_client.kernel.actors import visitor
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.french import moment_in_words
from espace_client.ui.devices import label_of
from espace_client.ui.once import once
from espace_client.ui.opening import opens
from espace_client.ui.request import Request
from espace_client.ui.source import source_of

_REFUSAL, _SENT_AGAIN = "step_refusal", "step_sent_again"


@login_not_required
@opens("sign_in")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def second_step(request: Request) -> HttpResponse:
    """One field: the code of the mailbox, of the mobile, of the app or of the sheet."""
    account = who_waits(request)
    if account is None:
        return redirect("accounts:sign_in")
    form = SecondStepForm(request.POST or None, ways=ways_of(account))
    if request.method == "POST" and form.is_valid():
        try:
            operations.show_second_step(
                account=account,
                purpose=Purpose.DEVICE,
                typed=form.cleaned_data["code"],
                source=source_of(request),
                device=label_of(request),
                actor=visitor(),
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error("code", refusal.sentence)
        else:
            return welcome(request, account, remember=form.cleaned_data["remember"])
    return show(request, account, form)


@login_not_required
@opens("sign_in")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def passkey(request: Request) -> HttpResponse:
    """The second step by a passkey: the answer of the browser to the challenge of the page."""
    account = who_waits(request)
    if account is None:
        return redirect("accounts:sign_in")
    form = ShownPasskeyForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return redirect("accounts:second_step")
    try:
        operations.show_passkey(
            account=account,
            purpose=Purpose.DEVICE,
            state=answered(request),
            answer=form.cleaned_data["credential"],
            source=source_of(request),
            device=label_of(request),
            actor=visitor(),
            at=request.moment,
        )
    except UnableTo as refusal:
        request.session[_REFUSAL] = refusal.sentence
        return redirect("accounts:second_step")
    return welcome(request, account, remember=form.cleaned_data["remember"])


@login_not_required
@opens("sign_in")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def another_code(request: Request) -> HttpResponse:
    """« Renvoyer le code »: to the same mailbox or mobile, after a minute."""
    account = who_waits(request)
    if account is None:
        return redirect("accounts:sign_in")
    if request.method == "POST":
        send(request, account)
        if not request.session.get(_REFUSAL):
            request.session[_SENT_AGAIN] = moment_in_words(request.moment)
    return redirect("accounts:second_step")


def send(request: Request, account: Account) -> None:
    """A code leaves, if one can; else the page says why not."""
    request.session[_REFUSAL] = ""
    try:
        operations.send_second_step(
            account=account, purpose=Purpose.DEVICE, actor=visitor(), at=request.moment
        )
    except UnableTo as refusal:
        request.session[_REFUSAL] = refusal.sentence


def welcome(request: Request, account: Account, *, remember: bool) -> HttpResponse:
    """The second step was right: the session opens."""
    following = asked_for(request)
    stop_waiting(request)
    for key in (_REFUSAL, _SENT_AGAIN):
        request.session.pop(key, None)
    response = come_in(request, account, following, remember=remember, tell=True)
    note_shown(request, account)
    return response


def show(
    request: Request, account: Account, form: SecondStepForm, **context: object
) -> HttpResponse:
    """The page, with where the code left to: that much the password has earned."""
    ways = ways_of(account)
    found: dict[str, object] = {
        "form": form,
        "typed": [way for way in ways if way != Way.PASSKEY],
        "ways": [str(way) for way in ways],
        "masked_email": emails.masked(account.email) if account.email else "",
        "masked_mobile": telephones.masked(account.person.mobile),
        "refusal": request.session.get(_REFUSAL, ""),
        "sent_again": request.session.get(_SENT_AGAIN, ""),
        **context,
    }
    if Way.PASSKEY in ways:
        known = passkeys_of(account)
        found |= {
            "passkey_form": ShownPasskeyForm(),
            "options": ask(request, lambda: ask_to_show(known)),
        }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "accounts/second_step.html", found, status=status)
