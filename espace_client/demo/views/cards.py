"""The demo's card factory: what it printed, and the post that takes it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from espace_client.contracts import operations
from espace_client.contracts.card_orders import cards_to_print, posted_days
from espace_client.demarches.kinds.card_again.operations import follow_cards
from espace_client.demo import demo_clock, queries
from espace_client.kernel.actors import robot
from espace_client.kernel.clock import date_in_paris
from espace_client.ui.once import once

_FACTORY = robot("la fabrication des cartes")


@login_not_required
@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    """The cards that wait, and those that were printed, batch by batch."""
    context = {
        "waiting": cards_to_print(),
        "batches": queries.latest_card_batches(),
        "posted": posted_days(),
    }
    return render(request, "demo/cards_page.html", context)


@login_not_required
@require_POST
@once
def print_now(request: HttpRequest) -> HttpResponse:
    """The cards of the day are printed now."""
    operations.print_cards(actor=_FACTORY, at=demo_clock.now())
    follow_cards(actor=_FACTORY, at=demo_clock.now())
    return redirect("demo:cards")


@login_not_required
@require_POST
@once
def follow_now(request: HttpRequest) -> HttpResponse:
    """What the worker does every ten minutes, after the clock was moved."""
    follow_cards(actor=_FACTORY, at=demo_clock.now())
    return redirect("demo:cards")


@login_not_required
@require_POST
@once
def post(request: HttpRequest, number: int) -> HttpResponse:
    """The postman takes the cards of a batch today."""
    now = demo_clock.now()
    operations.cards_posted(number=number, posted_on=date_in_paris(now), actor=_FACTORY, at=now)
    follow_cards(actor=_FACTORY, at=now)
    return redirect("demo:cards")
