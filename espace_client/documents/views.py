"""Reading the terms of use, today's or those one accepted; and one's own documents."""

from datetime import date
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from espace_client.documents import queries
from espace_client.documents.legal import terms_of, terms_on
from espace_client.documents.readers import reader_of
from espace_client.kernel.rights import Right
from espace_client.ui.acting import carers_may
from espace_client.ui.opening import opens
from espace_client.ui.request import Request


@login_not_required
@require_safe
def terms(request: Request, version: date | None = None) -> HttpResponse:
    """The terms of one version, or those in force."""
    text = terms_of(version) if version else terms_on(request.today)
    if text is None:
        raise Http404
    return render(request, "documents/terms.html", {"terms": text})


@carers_may(Right.DOCUMENTS, _("a lu un document"))
@opens("documents")
@require_safe
def document(request: Request, document: UUID) -> HttpResponse:
    """What a document says, as a page."""
    mine = queries.document_of(reader_of(request), document)
    if mine is None:
        raise Http404
    return render(request, "documents/document.html", {"document": mine, "place": "documents"})


@carers_may(Right.DOCUMENTS, _("a téléchargé un document"))
@opens("documents")
@require_safe
def download(request: Request, document: UUID) -> HttpResponse:
    """The document itself."""
    return pdf(request, document)


def pdf(
    request: Request, document: UUID, *, kind: str = "", without_more: bool = False
) -> HttpResponse:
    """The PDF of one's own document, of that *kind*, *without_more* than a page may show; for one
    that cannot be had any more, why."""
    found = queries.pdf_of(reader_of(request), document, kind=kind, without_more=without_more)
    if found is None:
        raise Http404
    if found.content is None:
        return render(request, "documents/over.html", {"title": found.title}, status=410)
    return saved_as(found.name, found.content)


def saved_as(name: str, content: bytes) -> HttpResponse:
    """A PDF that the browser saves under that name."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response
