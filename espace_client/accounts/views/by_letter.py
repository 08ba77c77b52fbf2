"""An account without e-mail: asking for the letter, using its code, and the sheet of codes."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.accounts import operations, queries
from espace_client.accounts.letter_forms import CardForm, OpeningForm
from espace_client.accounts.letters import wrong_letter
from espace_client.accounts.models import Account, AccountState, OneTimeCode, Purpose, SpareKind
from espace_client.accounts.passwords import UnableToUsePassword
from espace_client.accounts.views.confirming import LETTER
from espace_client.accounts.views.entering import come_in_from_link
from espace_client.contracts.queries import number_of
from espace_client.delivery.queries import letters_available
from espace_client.documents.legal import terms_on
from espace_client.kernel.actors import visitor
from espace_client.kernel.errors import UnableTo
from espace_client.ui.once import once
from espace_client.ui.opening import opens
from espace_client.ui.request import Request
from espace_client.ui.source import source_of

_ASKED, _SENT = "letter_to_open_asked", "sheet_sent"


@login_not_required
@opens("create_account")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def ask(request: Request) -> HttpResponse:
    """Who are you, as the card says? A job answers, by letter: the page is the same for all."""
    form = CardForm(request.POST or None, today=request.today)
    if request.method == "POST" and letters_available() and form.is_valid():
        try:
            operations.ask_for_account(
                identity=form.identity(),
                # Only which terms hold today: they are accepted with the password.
                terms_version=terms_on(request.today).effective_on,
                source=source_of(request),
                actor=visitor(),
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error(None, refusal.sentence)
        else:
            request.session[_ASKED] = True
            return redirect("accounts:without_email_asked")
    context = {"form": form, "letters": letters_available()}
    status = 422 if form.errors or request.method == "POST" else 200
    return TemplateResponse(request, "accounts/without_email.html", context, status=status)


@login_not_required
@opens("create_account")
@require_safe
def asked(request: Request) -> HttpResponse:
    """A letter leaves, perhaps: what to expect, where to come back."""
    if not request.session.get(_ASKED):
        return redirect("accounts:without_email")
    return TemplateResponse(request, "accounts/without_email_asked.html")


@login_not_required
@opens("create_account")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def choose_password(request: Request) -> HttpResponse:
    """The code of the letter was right: a password and the terms, and the account is open."""
    code = queries.one_time_code_by_id(request.session.get(LETTER))
    if code is None or code.purpose != Purpose.LETTER:
        return redirect("accounts:letter_code")
    if not code.code_works(request.moment) or code.account.is_active:
        return _unusable(request, code)
    form = OpeningForm(request.POST or None)
    terms = terms_on(request.today)
    if request.method == "POST" and form.is_valid():
        try:
            account = operations.open_by_letter(
                code=code,
                password=form.cleaned_data["password"],
                terms_version=terms.effective_on,
                actor=visitor(),
                at=request.moment,
            )
        except UnableToUsePassword as refusal:
            form.add_error("password", refusal.sentence)
        except operations.UnableToOpenByLetter as refusal:
            return _unusable(request, code, refusal=refusal.sentence)
        else:
            del request.session[LETTER]
            return come_in_from_link(request, account, reverse("accounts:letter_done"))
    person = code.account.person
    context = {"form": form, "person": person, "email": number_of(person), "terms": terms}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "accounts/letter_password.html", context, status=status)


@require_safe
def done(request: Request) -> HttpResponse:
    """The account is open: with what to come back, and what to keep."""
    account = _account(request)
    if account.state != AccountState.WITHOUT_EMAIL:
        return redirect("home:home")
    return TemplateResponse(
        request, "accounts/letter_done.html", {"number": number_of(account.person)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@once
def sheet(request: Request) -> HttpResponse:
    """How many codes are left, and a button for a new sheet."""
    account, refusal = _account(request), ""
    if request.method == "POST":
        try:
            operations.send_sheet(account=account, actor=account.actor, at=request.moment)
        except UnableTo as refused:
            refusal = refused.sentence
        else:
            request.session[_SENT] = True
            return redirect("accounts:sheet")
    context = {
        "without_email": account.state == AccountState.WITHOUT_EMAIL,
        "left": queries.spare_codes_left(account, SpareKind.SHEET),
        "sent": request.session.pop(_SENT, False),
        "refusal": refusal,
        "place": "security",
    }
    return TemplateResponse(request, "accounts/sheet.html", context, status=422 if refusal else 200)


def _account(request: Request) -> Account:
    assert isinstance(request.user, Account)
    return request.user


def _unusable(request: Request, code: OneTimeCode, refusal: str = "") -> HttpResponse:
    """The code was right a moment ago: somebody used it, or a newer letter replaced it."""
    code = queries.one_time_code_by_id(code.pk) or code
    sentence, _why = wrong_letter(code, request.moment)
    context = {"sentence": refusal or sentence, "open": code.account.is_active}
    return TemplateResponse(request, "accounts/letter_unusable.html", context, status=410)
