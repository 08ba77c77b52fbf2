"""« Mon tableau de garanties (PDF) »: made once, then the kept one."""

import re
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.contracts import queries
from espace_client.contracts.operations import issue_table
from espace_client.contracts.table_documents import KIND
from espace_client.documents.views import pdf
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.rights import Right
from espace_client.ui.acting import carers_may
from espace_client.ui.once import once
from espace_client.ui.opening import opens
from espace_client.ui.request import Request, signed_in_person


@carers_may(Right.CONTRACTS)
@opens("guarantees")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def download(request: Request, contract: UUID) -> HttpResponse:
    """The table of one contract as a PDF, of today unless an earlier year is posted."""
    person = signed_in_person(request)
    if contract not in {one.id for one in queries.contracts_seen_by(person, on=request.today)}:
        raise Http404
    if request.method != "POST":
        return redirect("reimbursements:guarantees_of", contract)
    year = request.POST.get("year", "")
    try:
        document = issue_table(
            contract=contract,
            person=person,
            actor=request.user.actor,  # type: ignore[union-attr]
            at=request.moment,
            year=int(year) if re.fullmatch(r"[12]\d{3}", year) else None,
        )
    except UnableTo as refusal:
        context = {"refusal": refusal.sentence, "contract": contract, "place": "guarantees"}
        return render(request, "contracts/table_refused.html", context, status=422)
    return redirect("contracts:table_document", document.pk)


@carers_may(Right.CONTRACTS, _("a téléchargé votre tableau de garanties"))
@opens("guarantees")
@require_safe
def kept(request: Request, document: UUID) -> HttpResponse:
    """The PDF of a table that was issued."""
    return pdf(request, document, kind=KIND)
