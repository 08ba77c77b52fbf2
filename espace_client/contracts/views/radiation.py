"""« Attestation de radiation »: of whom the cover is over, then the document."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from espace_client.contracts import operations
from espace_client.contracts.ends import LastCover, last_covers
from espace_client.contracts.forms import EndForm
from espace_client.contracts.queries import covers_told
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.rights import Right
from espace_client.members.models import Person
from espace_client.ui import drafts
from espace_client.ui.acting import carers_may
from espace_client.ui.once import once
from espace_client.ui.opening import opens
from espace_client.ui.request import Request, signed_in_person


@carers_may(Right.DOCUMENTS)
@opens("radiation")
@require_http_methods(["GET", "HEAD", "POST"])
@drafts.keeps_draft
@once
def ask(request: Request) -> HttpResponse:
    """For whom, for what; then it is there at once. While everybody is covered: that, and when."""
    person = signed_in_person(request)
    covers = last_covers(list(covers_told(person, on=request.today)), on=request.today)
    people = _people(one for one in covers if one.is_over)
    if not people:
        return render(request, "contracts/radiation_none.html", _running(covers))
    form = EndForm(request.POST or None, people=people)
    drafts.fill(form, request)
    if request.method == "POST" and form.is_valid():
        try:
            document = operations.certify_end(
                wanted=form.wanted(),
                person=person,
                actor=request.user.actor,  # type: ignore[union-attr]
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("contracts:certificate_ready", document.pk)
    covered = _people(one for one in covers if not one.is_over)
    context = {"form": form, "people": people, "covered": covered, "place": "documents"}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "contracts/radiation.html", context, status=status)


def _people(covers: Iterable[LastCover]) -> list[Person]:
    return list({one.coverage.person_id: one.coverage.person for one in covers}.values())


def _running(covers: Sequence[LastCover]) -> dict[str, object]:
    """What is known of covers that run: the first end to come, and from when it is certified."""
    ends = [one.period.last for one in covers if one.period.last]
    first_end = min(ends, default=None)
    return {
        "covers": covers,
        "ends_on": first_end,
        "certified_from": first_end and first_end + timedelta(days=1),
        "place": "documents",
    }
