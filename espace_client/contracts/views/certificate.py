"""« Demander une attestation »: one short form, then the document."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.contracts import operations, queries
from espace_client.contracts.forms import CertificateForm
from espace_client.documents.queries import document_of
from espace_client.documents.readers import reader_of
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.rights import Right
from espace_client.ui import drafts
from espace_client.ui.acting import carers_may
from espace_client.ui.once import once
from espace_client.ui.opening import opens
from espace_client.ui.request import Request, signed_in_person


@carers_may(Right.DOCUMENTS)
@opens("certificate")
@require_http_methods(["GET", "HEAD", "POST"])
@drafts.keeps_draft
@once
def ask(request: Request) -> HttpResponse:
    """For whom, for what, at which date; then it is there at once."""
    person = signed_in_person(request)
    people = queries.people_to_certify(person, on=request.today)
    if not people:
        return render(request, "contracts/certificate_none.html", {"place": "documents"})
    form = CertificateForm(request.POST or None, people=people, today=request.today)
    drafts.fill(form, request)
    if request.method == "POST" and form.is_valid():
        try:
            document = operations.certify(
                wanted=form.wanted(),
                person=person,
                actor=request.user.actor,  # type: ignore[union-attr]
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("contracts:certificate_ready", document.pk)
    context = {"form": form, "people": people, "place": "documents"}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "contracts/certificate.html", context, status=status)


@carers_may(Right.DOCUMENTS, _("a lu une attestation"))
@opens("certificate")
@require_safe
def ready(request: Request, document: UUID) -> HttpResponse:
    """It is done: the document, of whichever kind, and what it says."""
    mine = document_of(reader_of(request), document)
    if mine is None:
        raise Http404
    context = {"document": mine, "place": "documents"}
    return render(request, "contracts/certificate_ready.html", context)
