"""Reading the terms of use, today's or those one accepted."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from espace_client.documents.legal import terms_of, terms_on
from espace_client.ui.request import Request


@login_not_required
@require_safe
def terms(request: Request, version: date | None = None) -> HttpResponse:
    """The terms of one version, or those in force."""
    text = terms_of(version) if version else terms_on(request.today)
    if text is None:
        raise Http404
    return render(request, "documents/terms.html", {"terms": text})
