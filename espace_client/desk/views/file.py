"""Opening a file for a reason, reading it, sending the link again."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.accounts import operations
from espace_client.accounts.queries import account_of_person
from espace_client.accounts.staff import FileOpening, OpeningReason
from espace_client.desk.doors import opened_file, show, staff_of
from espace_client.desk.queries import file_of
from espace_client.kernel.errors import UnableTo
from espace_client.members.queries import person_by_id
from espace_client.ui.once import once
from espace_client.ui.request import Request

_SENT = "desk_sent"


@require_http_methods(["GET", "HEAD", "POST"])
@once
def open_file(request: Request, person: UUID) -> HttpResponse:
    """Why do you open this file? One press; the answer holds for half an hour."""
    somebody = person_by_id(person)
    if somebody is None:
        raise Http404
    staff = staff_of(request)
    missing = False
    if request.method == "POST":
        chosen = request.POST.get("reason")
        if chosen in OpeningReason.values:
            try:
                operations.open_file(
                    staff=staff,
                    person=somebody,
                    reason=OpeningReason(chosen),
                    actor=staff.at_desk,
                    at=request.moment,
                )
            except operations.UnableToOpenFile as refusal:
                return show(request, "desk/blocked.html", status=429, refusal=refusal.sentence)
            return redirect("desk:file", person=person)
        missing = True
    return show(
        request,
        "desk/open_file.html",
        status=422 if missing else 200,
        person=somebody,
        reasons=OpeningReason.choices,
        missing=missing,
    )


@require_safe
@opened_file
def file(request: Request, opening: FileOpening) -> HttpResponse:
    """Everything that helps during a call, on one page. Each reading is remembered."""
    return show_file(request, opening, said=request.session.pop(_SENT, ""))


@require_http_methods(["GET", "HEAD", "POST"])
@once
@opened_file
def send_link(request: Request, opening: FileOpening) -> HttpResponse:
    """A fresh activation link; the ones before die."""
    account = account_of_person(opening.person_id)
    if request.method != "POST" or account is None:
        return redirect("desk:file", person=opening.person_id)
    try:
        operations.issue_link(account=account, actor=opening.actor, at=request.moment)
    except UnableTo as refusal:
        return show_file(request, opening, refusal=refusal.sentence, status=422)
    request.session[_SENT] = "link"
    return redirect("desk:file", person=opening.person_id)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@opened_file
def send_activation_letter(request: Request, opening: FileOpening) -> HttpResponse:
    """A letter that opens an account without e-mail, to the postal address of the file."""
    if request.method != "POST":
        return redirect("desk:file", person=opening.person_id)
    try:
        operations.send_activation_letter(
            person=opening.person, actor=opening.actor, at=request.moment
        )
    except UnableTo as refusal:
        return show_file(request, opening, refusal=refusal.sentence, status=422)
    request.session[_SENT] = "letter"
    return redirect("desk:file", person=opening.person_id)


def say(request: Request, what: str) -> None:
    """What the page of the file says was done, once."""
    request.session[_SENT] = what


def show_file(
    request: Request,
    opening: FileOpening,
    *,
    refusal: str = "",
    said: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page of the file: with what was just done, or why it could not be."""
    operations.note_reading(opening=opening, actor=opening.actor, at=request.moment)
    return show(
        request,
        "desk/file.html",
        status=status,
        file=file_of(opening.person, at=request.moment),
        opening=opening,
        refusal=refusal,
        said=said,
    )
