"""« Est-ce bien vous ? »: reached by the link of a known mailbox, or by the code of a letter."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.accounts import codes, operations, queries
from espace_client.accounts.forms import LetterCodeForm
from espace_client.accounts.models import ActivationLink, CodeKind, OneTimeCode, ProofCode, Purpose
from espace_client.accounts.views.forgotten import open_reset_page
from espace_client.kernel import emails
from espace_client.kernel.actors import visitor
from espace_client.kernel.errors import UnableTo
from espace_client.ui.devices import label_of
from espace_client.ui.once import once
from espace_client.ui.opening import opens
from espace_client.ui.request import Request
from espace_client.ui.source import source_of

_CODE, _GIVEN = "proof_code", "proof_given_to"
_GARBAGE = "none"
LETTER = "letter_code"  # in the session: the code of a letter that opens an account


@login_not_required
@opens("create_account")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def letter_code(request: Request) -> HttpResponse:
    """« J’ai reçu un courrier avec un code »: from any device, nothing else to type."""
    form = LetterCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            code = operations.read_letter_code(
                typed=form.cleaned_data["code"],
                source=source_of(request),
                device=label_of(request),
                actor=visitor(),
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error("code", refusal.sentence)
        else:
            if isinstance(code, OneTimeCode):
                if code.purpose == Purpose.RESET:
                    return open_reset_page(request, code)
                request.session[LETTER] = str(code.pk)
                return redirect("accounts:letter_password")
            request.session[_CODE] = str(code.pk)
            return redirect("accounts:confirm")
    return TemplateResponse(
        request, "accounts/letter_code.html", {"form": form}, status=422 if form.errors else 200
    )


@login_not_required
@opens("create_account")
@require_safe
def open_confirmation(request: Request, raw: str) -> HttpResponse:
    """Keep which link was opened, and go to an address without the token. Uses nothing up."""
    code = queries.code_of_hash(codes.link_hash(raw))
    request.session[_CODE] = str(code.pk) if code else _GARBAGE
    response = redirect("accounts:confirm")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@login_not_required
@opens("create_account")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def confirm(request: Request) -> HttpResponse:
    """Yes or no, about one e-mail: one button each, and nothing is used up before."""
    code = _shown(request)
    if code is None or not code.works(request.moment) or code.proof.person.died_on:
        return _unusable(request, code)
    answer = request.POST.get("answer")
    if request.method == "POST" and answer in ("yes", "no"):
        try:
            if answer == "no":
                operations.decline_proof(code=code, actor=visitor(), at=request.moment)
                return redirect("accounts:proof_declined")
            link = operations.confirm_proof(code=code, actor=visitor(), at=request.moment)
        except operations.UnableToProve as refusal:
            return _unusable(request, queries.code_by_id(code.pk), refusal=refusal.sentence)
        return given(request, link)
    # Whole: who says yes must see a typing mistake, or somebody else's address that looks alike.
    context = {
        "email": code.proof.email,
        "asked_at": code.proof.asked_at,
        "by_letter": code.kind == CodeKind.LETTER,
    }
    return TemplateResponse(request, "accounts/confirm.html", context)


@login_not_required
@opens("create_account")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def confirmation_again(request: Request) -> HttpResponse:
    """One button on the page of a failed link: a new one leaves, to the same mailbox."""
    code = _shown(request)
    if request.method != "POST" or code is None:
        return redirect("accounts:confirm")
    try:
        operations.send_confirmation_again(code=code, actor=visitor(), at=request.moment)
    except operations.UnableToSendAgain as refusal:
        return _unusable(request, code, refusal=refusal.sentence)
    return redirect("accounts:confirmation_sent")


@login_not_required
@opens("create_account")
@require_safe
def confirmation_sent(request: Request) -> HttpResponse:
    """The new message is on its way."""
    if _shown(request) is None:
        return redirect("accounts:identity")
    return TemplateResponse(request, "accounts/confirmation_sent.html")


@login_not_required
@opens("create_account")
@require_safe
def proof_given(request: Request) -> HttpResponse:
    """The proof is given: the activation link is on its way to the e-mail typed."""
    email = request.session.get(_GIVEN)
    if email is None:
        return redirect("accounts:identity")
    return TemplateResponse(request, "accounts/proof_given.html", {"masked_email": email})


@login_not_required
@opens("create_account")
@require_safe
def proof_declined(request: Request) -> HttpResponse:
    """« Ce n’est pas moi »: nothing opens, and what we do now."""
    if _shown(request) is None:
        return redirect("accounts:identity")
    return TemplateResponse(request, "accounts/proof_declined.html")


def given(request: Request, link: ActivationLink) -> HttpResponse:
    """« Regardez vos e-mails »: this browser learns the address masked, and no link."""
    request.session[_GIVEN] = emails.masked(link.account.email)
    return redirect("accounts:proof_given")


def _shown(request: Request) -> ProofCode | None:
    kept = request.session.get(_CODE)
    return queries.code_by_id(kept) if kept != _GARBAGE else None


def _unusable(request: Request, code: ProofCode | None, refusal: str = "") -> HttpResponse:
    """One page for every failure. It says why only of a link that was genuine."""
    context = {
        "genuine": code is not None,
        "proof": code.proof if code else None,
        "by_letter": bool(code and code.kind == CodeKind.LETTER),
        "refusal": refusal,
    }
    return TemplateResponse(request, "accounts/confirmation_unusable.html", context, status=410)
