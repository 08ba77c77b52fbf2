"""The insurer's people, for a supervisor: who is there, inviting, letting go."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.accounts import operations, queries
from espace_client.accounts.staff import StaffRole
from espace_client.desk.doors import show, staff_of, supervisors_only
from espace_client.desk.forms import InvitationForm
from espace_client.kernel.errors import UnableTo
from espace_client.ui.once import once
from espace_client.ui.request import Request

_INVITED = "desk_invited"


@require_safe
@supervisors_only
def team(request: Request) -> HttpResponse:
    """Everybody who was ever invited."""
    said = request.session.pop(_INVITED, "")
    return show(request, "desk/team.html", team=queries.all_staff(), said=said, place="team")


@require_http_methods(["GET", "HEAD", "POST"])
@once
@supervisors_only
def invite(request: Request) -> HttpResponse:
    """A single-use link leaves to the work e-mail."""
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invited = operations.invite_staff(
                email=form.cleaned_data["email"],
                full_name=form.cleaned_data["full_name"],
                role=StaffRole(form.cleaned_data["role"]),
                actor=staff_of(request).at_desk,
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error(None, refusal.sentence)
        else:
            request.session[_INVITED] = invited.full_name
            return redirect("desk:team")
    return show(
        request, "desk/invite.html", status=422 if form.errors else 200, form=form, place="team"
    )


@require_http_methods(["GET", "HEAD", "POST"])
@once
@supervisors_only
def let_go(request: Request, member: UUID) -> HttpResponse:
    """Are you sure? Then the access is gone at the next page they open. Never one's own."""
    leaving = queries.staff_by_id(member)
    if leaving is None:
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            operations.let_go(staff=leaving, actor=staff_of(request).at_desk, at=request.moment)
        except UnableTo as error:
            refusal = error.sentence
        else:
            return redirect("desk:team")
    return show(
        request,
        "desk/let_go.html",
        status=422 if refusal else 200,
        leaving=leaving,
        refusal=refusal,
        place="team",
    )
