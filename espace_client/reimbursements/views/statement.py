"""« Relevé annuel des remboursements »: for whom, which year; then the document."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.documents.queries import document_of
from espace_client.documents.readers import reader_of
from espace_client.documents.views import pdf as pdf_of
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.rights import Right
from espace_client.reimbursements import operations
from espace_client.reimbursements.insured import people_told_of_care
from espace_client.reimbursements.queries import years_paid
from espace_client.reimbursements.statement_form import StatementForm
from espace_client.reimbursements.yearly import KIND
from espace_client.ui import drafts
from espace_client.ui.acting import carers_may
from espace_client.ui.once import once
from espace_client.ui.opening import opens
from espace_client.ui.request import Request, signed_in_person


@carers_may(Right.REIMBURSEMENTS)
@opens("care_statement")
@require_http_methods(["GET", "HEAD", "POST"])
@drafts.keeps_draft
@once
def ask(request: Request) -> HttpResponse:
    """For whom, and which year; then it is there at once."""
    space = signed_in_person(request)
    people, closed = people_told_of_care(space, acting=request.acting, on=request.today)
    years = years_paid([one.pk for one in people]) if people else []
    shown = {"people": people, "closed": closed, "place": "documents"}
    if not years:
        return render(request, "reimbursements/statement_none.html", shown)
    form = StatementForm(request.POST or None, people=people, years=years, today=request.today)
    drafts.fill(form, request)
    if request.method == "POST" and form.is_valid():
        try:
            document = operations.state_care(
                wanted=form.wanted(),
                space=space,
                acting=request.acting,
                actor=request.user.actor,  # type: ignore[union-attr]
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("reimbursements:statement_ready", document.pk)
    status = 422 if form.errors else 200
    context = {**shown, "form": form}
    return TemplateResponse(request, "reimbursements/statement.html", context, status=status)


@carers_may(Right.REIMBURSEMENTS, _("a lu un relevé de vos remboursements"))
@opens("care_statement")
@require_safe
def ready(request: Request, document: UUID) -> HttpResponse:
    """It is done: the document, and what it says."""
    mine = document_of(reader_of(request), document, kind=KIND)
    if mine is None:
        raise Http404
    context = {"document": mine, "place": "documents"}
    return render(request, "reimbursements/statement_ready.html", context)


@carers_may(Right.REIMBURSEMENTS, _("a téléchargé un relevé de vos remboursements"))
@opens("care_statement")
@require_safe
def pdf(request: Request, document: UUID) -> HttpResponse:
    """The statement itself: for whoever may read reimbursements, with or without documents."""
    return pdf_of(request, document, kind=KIND)
