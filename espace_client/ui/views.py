"""How large a page is written: a choice of the browser, remembered in a cookie."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from espace_client.ui.addresses import our_own
from espace_client.ui.browser import keep
from espace_client.ui.request import Request


@login_not_required
@require_safe
def text_size(request: Request, size: str) -> HttpResponse:
    """Remember the size and go back to the page. It holds nothing about the person."""
    if size not in ("grand", "normal"):
        raise Http404
    response = redirect(our_own(request.GET.get("next", "")) or "/")
    keep(request, response, large_text=size == "grand")
    return response
