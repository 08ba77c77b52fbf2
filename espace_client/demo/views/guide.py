"""The guide of the demo: whom to be, what they were sent, which day it is."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from espace_client.audit import queries as audit
from espace_client.delivery.queries import waiting_letters
from espace_client.demo import demo_clock, first_week, queries
from espace_client.demo.forms import TODAY, ClockForm
from espace_client.demo.staff import passes
from espace_client.portfolio.beside import BESIDE
from espace_client.portfolio.cast import CAST
from espace_client.ui.once import once

LINES = 20  # of the trail
SOME = 5  # of what left
PRESETS = (
    ("09/03/2022 09:00", "9 mars 2022, avant l’ouverture"),
    ("24/03/2022 08:00", "24 mars 2022, jour de l’ouverture"),
    (TODAY, "Aujourd’hui"),
)


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


def _show_index(request: HttpRequest, form: ClockForm, status: int = 200) -> HttpResponse:
    now = demo_clock.now()
    context = {
        "week": first_week.shown(at=now),
        "form": form,
        "presets": PRESETS,
        "now": now,
        "cast": (*CAST, *BESIDE),
        "passes": list(passes(at=now)),
        "mails": queries.latest_mails(limit=SOME),
        "texts": queries.latest_texts(limit=SOME),
        "letters": queries.printed_letters()[:SOME],
        "waiting": waiting_letters(),
        "lines": audit.latest(limit=LINES),
    }
    return render(request, "demo/index.html", context, status=status)
