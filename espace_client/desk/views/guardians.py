"""Letting a guardian in, from the open file of whom they protect."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from espace_client.accounts import operations
from espace_client.accounts.staff import FileOpening
from espace_client.desk.doors import opened_measure
from espace_client.desk.views.file import say, show_file
from espace_client.kernel.errors import UnableTo
from espace_client.members.models import Guardianship
from espace_client.ui.once import once
from espace_client.ui.request import Request


@require_http_methods(["GET", "HEAD", "POST"])
@once
@opened_measure
def open_access(request: Request, opening: FileOpening, measure: Guardianship) -> HttpResponse:
    """A link leaves to the guardian's mailbox of the file."""
    if request.method != "POST":
        return redirect("desk:file", person=measure.person_id)
    try:
        operations.open_for_guardian(guardianship=measure, actor=opening.actor, at=request.moment)
    except UnableTo as refusal:
        return show_file(request, opening, refusal=refusal.sentence, status=422)
    say(request, "guardian")
    return redirect("desk:file", person=measure.person_id)
