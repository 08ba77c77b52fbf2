"""The demo's mailbox: what left by mail."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from espace_client.demo import queries
from espace_client.demo.models import KeptMail
from espace_client.demo.views.answers import as_json

# A mail brings its own styles, and nothing else: no script, no image or style from elsewhere.
_MAIL_CSP: dict[str, list[str] | str] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "img-src": ["data:"],
    "sandbox": "",  # a directive without a value
}


@login_not_required
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """Every mail that left, whoever it was for."""
    return render(request, "demo/mailbox.html", {"mails": queries.latest_mails()})


@login_not_required
@require_safe
def mailbox_json(request: HttpRequest) -> HttpResponse:
    """The same for a program; of one mailbox with `?to=`."""
    return as_json(queries.as_data(queries.latest_mails(to=request.GET.get("to", ""))))


@login_not_required
@require_safe
def mail(request: HttpRequest, number: int) -> HttpResponse:
    """One mail as text, its links alive."""
    return render(request, "demo/mail.html", {"mail": get_object_or_404(KeptMail, pk=number)})


@login_not_required
@require_safe
@csp_override(_MAIL_CSP)
def mail_html(request: HttpRequest, number: int) -> HttpResponse:
    """One mail as a mail program shows it."""
    return HttpResponse(get_object_or_404(KeptMail, pk=number).html)
