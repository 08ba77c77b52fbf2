"""The demo's telephone and letter box: text messages, letters, and the post that takes them."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from espace_client.delivery.operations import print_letters
from espace_client.delivery.queries import waiting_letters
from espace_client.demo import demo_clock, queries
from espace_client.demo.printing import pdf_of
from espace_client.demo.views.answers import as_json
from espace_client.kernel.actors import robot
from espace_client.ui.once import once


@login_not_required
@require_safe
def texts(request: HttpRequest) -> HttpResponse:
    """Every text message that left, whole: they are short."""
    return render(request, "demo/texts_page.html", {"texts": queries.latest_texts()})


@login_not_required
@require_safe
def texts_json(request: HttpRequest) -> HttpResponse:
    """The same, for a program."""
    return as_json(queries.texts_as_data(queries.latest_texts()))


@login_not_required
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """The letters that wait, and those that were printed, batch by batch."""
    context = {"waiting": waiting_letters(), "batches": queries.latest_batches()}
    return render(request, "demo/letters_page.html", context)


@login_not_required
@require_safe
def letters_json(request: HttpRequest) -> HttpResponse:
    """Those that were printed, for a program."""
    return as_json(queries.letters_as_data(queries.printed_letters()[:200]))


@login_not_required
@require_POST
@once
def print_now(request: HttpRequest) -> HttpResponse:
    """Four o'clock comes now."""
    print_letters(actor=robot("l’envoi des courriers"), at=demo_clock.now())
    return redirect("demo:letters")


@login_not_required
@require_safe
def letter(request: HttpRequest, number: int) -> HttpResponse:
    """One letter as text."""
    found = get_object_or_404(queries.printed_letters(), pk=number)
    return render(request, "demo/letter.html", {"letter": found})


@login_not_required
@require_safe
def letter_pdf(request: HttpRequest, number: int) -> HttpResponse:
    """One letter as it comes out of its envelope."""
    found = get_object_or_404(queries.printed_letters(), pk=number)
    named = f'inline; filename="{found.reference}.pdf"'
    headers = {"Content-Disposition": named}
    return HttpResponse(pdf_of(found), content_type="application/pdf", headers=headers)
