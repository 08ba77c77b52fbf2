"""After a request: the six digits of a text message, and a code that comes by letter.

Every page here is the same for everybody who made a request, whether it matched or not.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from espace_client.accounts import operations
from espace_client.accounts.forms import TextCodeForm
from espace_client.accounts.models import AccountRequest, CodeKind
from espace_client.accounts.views.confirming import given
from espace_client.accounts.views.creation import asked_by, show_waiting
from espace_client.delivery.queries import letters_available
from espace_client.kernel.actors import visitor
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.french import moment_in_words
from espace_client.ui.devices import label_of
from espace_client.ui.once import once
from espace_client.ui.opening import opens
from espace_client.ui.request import Request
from espace_client.ui.source import source_of

_TEXT_ASKED, _LETTER_ASKED = "text_code_asked", "letter_asked"


@login_not_required
@opens("create_account")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def text_code(request: Request) -> HttpResponse:
    """« J’ai reçu un code par texto »: six digits, on the browser that made the request."""
    asked = asked_by(request)
    if asked is None:
        return redirect("accounts:identity")
    form = TextCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            link = operations.give_text_code(
                request=asked,
                typed=form.cleaned_data["code"],
                source=source_of(request),
                device=label_of(request),
                actor=visitor(),
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error("code", refusal.sentence)
        else:
            return given(request, link)
    return _show_text_code(request, form)


@login_not_required
@opens("create_account")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def another_text_code(request: Request) -> HttpResponse:
    """A new code by text message, if one may leave."""
    asked = asked_by(request)
    if asked is None:
        return redirect("accounts:identity")
    if request.method == "POST":
        try:
            _ask(request, asked, CodeKind.TEXT)
        except UnableTo as refusal:
            return _show_text_code(request, TextCodeForm(), refusal=refusal.sentence)
        request.session[_TEXT_ASKED] = moment_in_words(request.moment)
    return redirect("accounts:text_code")


@login_not_required
@opens("create_account")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def letter_by_post(request: Request) -> HttpResponse:
    """« Recevoir un code par courrier »: one button, then what to expect."""
    asked = asked_by(request)
    if asked is None:
        return redirect("accounts:identity")
    if request.method == "POST":
        try:
            _ask(request, asked, CodeKind.LETTER)
        except UnableTo as refusal:
            return show_waiting(request, asked, refusal=refusal.sentence)
        request.session[_LETTER_ASKED] = str(asked.pk)
        return redirect("accounts:letter_by_post")
    if request.session.get(_LETTER_ASKED) != str(asked.pk):
        return redirect("accounts:waiting")
    return TemplateResponse(request, "accounts/letter_by_post.html")


def _ask(request: Request, asked: AccountRequest, kind: CodeKind) -> None:
    operations.ask_for_code(
        request=asked, kind=kind, source=source_of(request), actor=visitor(), at=request.moment
    )


def _show_text_code(request: Request, form: TextCodeForm, refusal: str = "") -> HttpResponse:
    context = {
        "form": form,
        "refusal": refusal,
        "noted": request.session.get(_TEXT_ASKED),
        "letters": letters_available(),
    }
    status = 422 if form.errors or refusal else 200
    return TemplateResponse(request, "accounts/text_code.html", context, status=status)
