"""Payment files: the last ones, and what does not fit until somebody has settled it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.desk.doors import show, staff_of
from espace_client.desk.forms import ClearUpForm
from espace_client.kernel.errors import UnableTo
from espace_client.reimbursements import operations
from espace_client.reimbursements.misfits import files_lately, misfit_by_id, misfits_to_settle
from espace_client.ui.once import once
from espace_client.ui.request import Request


@require_safe
def payments(request: Request) -> HttpResponse:
    """What does not fit, the oldest first, and the last files."""
    return show(
        request,
        "desk/payments.html",
        counts=False,
        misfits=misfits_to_settle(),
        files=files_lately(),
        place="payments",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@once
def settle(request: Request, misfit: UUID) -> HttpResponse:
    """How it was settled, in a sentence."""
    found = misfit_by_id(misfit)
    if found is None:
        raise Http404
    form = ClearUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.settle_misfit(
                misfit=found.case,
                how=form.cleaned_data["explanation"],
                actor=staff_of(request).at_desk,
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("desk:payments")
    status = 422 if form.errors else 200
    return show(request, "desk/misfit.html", status=status, form=form, one=found, place="payments")
