"""« Ma carte vite »: number and date of birth, the code of a text message, the card. Three screens
for somebody at a counter; every page before the card is the same, whoever is meant (quality 1.1).
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.accounts import operations
from espace_client.accounts.card_codes import SHOWN_QUICKLY
from espace_client.accounts.forms import TextCodeForm
from espace_client.accounts.models import CardCode
from espace_client.accounts.quick_card import code_by_id, unsealed
from espace_client.accounts.quick_card_forms import QuickCardForm
from espace_client.accounts.views.on_time import refuses_on_time
from espace_client.contracts.cards import cards_of
from espace_client.delivery.queries import sms_available
from espace_client.documents.qr_codes import as_image, data_matrix
from espace_client.kernel.actors import visitor
from espace_client.kernel.errors import UnableTo
from espace_client.ui.devices import label_of
from espace_client.ui.once import once
from espace_client.ui.opening import opens
from espace_client.ui.request import Request
from espace_client.ui.source import source_of

_ASKED, _SHOWN = SHOWN_QUICKLY


@login_not_required
@opens("card")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def ask(request: Request) -> HttpResponse:
    """The number of the card, and a date of birth. Whoever is signed in has their card already."""
    if request.user.is_authenticated:
        return redirect("contracts:card")
    form = QuickCardForm(request.POST or None, today=request.today)
    if request.method == "POST" and sms_available() and form.is_valid():
        try:
            kept = operations.ask_for_card(
                typed=form.typed(),
                source=source_of(request),
                device=label_of(request),
                actor=visitor(),
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error(None, refusal.sentence)
        else:
            request.session[_ASKED] = kept
            return redirect("accounts:quick_card_code")
    context = {"form": form, "texts": sms_available()}
    return TemplateResponse(
        request, "accounts/quick_card.html", context, status=422 if form.errors else 200
    )


@login_not_required
@opens("card")
@require_http_methods(["GET", "HEAD", "POST"])
@refuses_on_time
@once
def code(request: Request) -> HttpResponse:
    """The six digits of the text message, in the browser that asked."""
    kept = request.session.get(_ASKED)
    if kept is None:
        return redirect("accounts:quick_card")
    form = TextCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            right = operations.show_card(
                typed=unsealed(kept),
                code=form.cleaned_data["code"],
                source=source_of(request),
                device=label_of(request),
                actor=visitor(),
                at=request.moment,
            )
        except UnableTo as refusal:
            request.refused = True
            form.add_error("code", refusal.sentence)
        else:
            request.session.cycle_key()  # who knew the session before knows nothing now
            request.session[_SHOWN] = str(right.pk)
            return redirect("accounts:quick_card_shown")
    return TemplateResponse(
        request, "accounts/quick_card_code.html", {"form": form}, status=422 if form.errors else 200
    )


@login_not_required
@opens("card")
@require_safe
def shown(request: Request) -> HttpResponse:
    """The card, without any NIR, until ten minutes after the code; then why it is gone."""
    opened = _opened(request)
    if opened is None:
        return redirect("accounts:quick_card")
    cards = cards_of(opened.person_id, on=request.today)
    if not opened.shows(request.moment) or not cards:
        return TemplateResponse(request, "accounts/quick_card_over.html", status=410)
    context = {
        "cards": [(one, as_image(data_matrix(one.data_matrix))) for one in cards],
        "until": opened.shown_until,
    }
    return TemplateResponse(request, "accounts/quick_card_shown.html", context)


@login_not_required
@opens("card")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def close(request: Request) -> HttpResponse:
    """« J’ai fini »: whoever comes next on this telephone sees nothing."""
    if request.method == "POST":
        if (opened := _opened(request)) is not None:
            operations.close_card(code=opened, actor=visitor(), at=request.moment)
        for key in SHOWN_QUICKLY:
            request.session.pop(key, None)
    return redirect("accounts:quick_card")


def _opened(request: Request) -> CardCode | None:
    kept = request.session.get(_SHOWN)
    return code_by_id(kept) if kept else None
