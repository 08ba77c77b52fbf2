"""The guide of the demo: whom to be, what they were sent, which day it is."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_POST, require_safe

from espace_client.audit import queries as audit
from espace_client.demo import demo_clock, queries
from espace_client.demo.forms import TODAY, ClockForm
from espace_client.demo.models import KeptMail
from espace_client.demo.staff import passes
from espace_client.portfolio.cast import CAST
from espace_client.ui.once import once

LINES = 20  # of the trail
PRESETS = (
    ("09/03/2022 09:00", "9 mars 2022, avant l’ouverture"),
    ("24/03/2022 08:00", "24 mars 2022, jour de l’ouverture"),
    (TODAY, "Aujourd’hui"),
)
# A mail brings its own styles, and nothing else: no script, no image or style from elsewhere.
_MAIL_CSP: dict[str, list[str] | str] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "img-src": ["data:"],
    "sandbox": "",  # a directive without a value
}


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Where a newcomer starts."""
    return _show_index(request, ClockForm())


@login_not_required
@require_POST
@once
def set_clock(request: HttpRequest) -> HttpResponse:
    """Make it another day, for every process and everybody."""
    form = ClockForm(request.POST)
    if not form.is_valid():
        return _show_index(request, form, status=422)
    demo_clock.set_to(form.cleaned_data["moment"])
    return redirect("demo:index")


@login_not_required
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """Every mail that left, whoever it was for."""
    return render(request, "demo/mailbox.html", {"mails": queries.latest_mails()})


@login_not_required
@require_safe
def mailbox_json(request: HttpRequest) -> HttpResponse:
    """The same, for a program."""
    mails = list(queries.as_data(queries.latest_mails()))
    return JsonResponse(mails, safe=False, json_dumps_params={"ensure_ascii": False, "indent": 1})


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


def _show_index(request: HttpRequest, form: ClockForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "presets": PRESETS,
        "now": demo_clock.now(),
        "cast": CAST,
        "passes": list(passes(at=demo_clock.now())),
        "mails": queries.latest_mails(limit=5),
        "lines": audit.latest(limit=LINES),
    }
    return render(request, "demo/index.html", context, status=status)
