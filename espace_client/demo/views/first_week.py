"""The button of the guide that lets a first week pass."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from espace_client.demo import demo_clock, first_week
from espace_client.ui.once import once


@login_not_required
@require_POST
@once
def live(request: HttpRequest) -> HttpResponse:
    """Five working days later, with all that happened meanwhile."""
    now = demo_clock.now()
    if first_week.can_begin(now):
        first_week.live(at=now)
    return redirect(f"{reverse('demo:index')}#semaine")
