"""Settling a second proof: approve after a call back, refuse, or send a code by letter."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from espace_client.accounts import operations, queries
from espace_client.accounts.models import Refusal, SecondProof
from espace_client.accounts.staff import FileOpening, Question
from espace_client.desk.doors import opened_proof, show
from espace_client.desk.forms import CallBackForm, RefusalForm
from espace_client.desk.queries import file_of
from espace_client.desk.views.file import say, show_file
from espace_client.kernel.errors import UnableTo
from espace_client.ui.once import once
from espace_client.ui.request import Request


@require_http_methods(["GET", "HEAD", "POST"])
@once
@opened_proof
def approve(request: Request, opening: FileOpening, proof: SecondProof) -> HttpResponse:
    """Which number was called back, and which answers were right? Then the account opens."""
    numbers = queries.numbers_held(proof.person, on=request.today)
    form = CallBackForm(request.POST or None, numbers=numbers)
    if request.method == "POST" and form.is_valid():
        answers = [Question(one) for one in form.cleaned_data["right_answers"]]
        try:
            operations.approve_after_call(
                proof=proof,
                called_back=form.cleaned_data["called_back"],
                right_answers=answers,
                actor=opening.actor,
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error(None, refusal.sentence)
        else:
            say(request, "approved")
            return redirect("desk:file", person=proof.person_id)
    return _settle(request, "desk/approve.html", form, opening, proof)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@opened_proof
def refuse(request: Request, opening: FileOpening, proof: SecondProof) -> HttpResponse:
    """Never without a reason."""
    form = RefusalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.refuse_proof(
                proof=proof,
                reason=Refusal(form.cleaned_data["reason"]),
                explanation=form.cleaned_data["explanation"],
                actor=opening.actor,
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error(None, refusal.sentence)
        else:
            say(request, "refused")
            return redirect("desk:file", person=proof.person_id)
    return _settle(request, "desk/refuse.html", form, opening, proof)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@opened_proof
def send_code(request: Request, opening: FileOpening, proof: SecondProof) -> HttpResponse:
    """A code by letter, to the postal address of the file."""
    if request.method != "POST":
        return redirect("desk:file", person=proof.person_id)
    try:
        operations.send_letter_code(proof=proof, actor=opening.actor, at=request.moment)
    except UnableTo as refusal:
        return show_file(request, opening, refusal=refusal.sentence, status=422)
    say(request, "code")
    return redirect("desk:file", person=proof.person_id)


def _settle(
    request: Request,
    template: str,
    form: CallBackForm | RefusalForm,
    opening: FileOpening,
    proof: SecondProof,
) -> HttpResponse:
    operations.note_reading(opening=opening, actor=opening.actor, at=request.moment)
    seen = file_of(proof.person, at=request.moment)
    status = 422 if form.errors else 200
    return show(request, template, status=status, form=form, proof=proof, file=seen)
