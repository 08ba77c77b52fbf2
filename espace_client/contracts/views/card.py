"""« Ma carte »: shown over a counter, downloaded, kept on the telephone for the time without a
network."""

import re
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.contracts import queries
from espace_client.contracts.card_documents import KIND
from espace_client.contracts.cards import Card, cards_in, cards_of
from espace_client.contracts.operations import issue_card
from espace_client.contracts.views.nir import may_see_nir
from espace_client.contracts.views.sharing import told_links
from espace_client.documents.qr_codes import as_image, data_matrix
from espace_client.documents.views import pdf
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.rights import Right
from espace_client.ui.acting import carers_may
from espace_client.ui.gates import open_with_card_alone
from espace_client.ui.offline import kept_for, manifest, mark_of, worker, works_offline
from espace_client.ui.once import once
from espace_client.ui.opening import opens
from espace_client.ui.request import Request, signed_in_person


@open_with_card_alone
@carers_may(Right.CARD, gettext_lazy("a regardé votre carte"))
@opens("contracts")
@require_safe
def card(request: Request) -> HttpResponse:
    """What the card says, large enough to be shown over a counter."""
    return _shown(request)


@open_with_card_alone
@carers_may(Right.CARD)
@opens("card")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def download(request: Request, contract: UUID) -> HttpResponse:
    """The card as a PDF: made once, then the kept one. Of this year unless another is posted."""
    person = signed_in_person(request)
    if contract not in {one.id for one in queries.contracts_seen_by(person, on=request.today)}:
        raise Http404
    if request.method != "POST":
        return redirect("contracts:card")
    year = request.POST.get("year", "")
    try:
        document = issue_card(
            contract=contract,
            year=int(year) if re.fullmatch(r"\d{4}", year) else request.today.year,
            person=person,
            actor=request.user.actor,  # type: ignore[union-attr]
            at=request.moment,
            with_nir=may_see_nir(request),
        )
    except UnableTo as refusal:
        return _shown(request, refusal=refusal.sentence, status=422)
    return redirect("contracts:card_pdf", document.pk)


@open_with_card_alone
@carers_may(Right.CARD, gettext_lazy("a téléchargé votre carte"))
@opens("card")
@require_safe
def card_pdf(request: Request, document: UUID) -> HttpResponse:
    """The PDF of a card; once its days are over, why there is none."""
    return pdf(request, document, kind=KIND, without_more=not may_see_nir(request))


@works_offline
@opens("card")
@require_safe
def on_device(request: Request) -> HttpResponse:
    """The card alone, which the browser keeps if its owner chooses to."""
    person = signed_in_person(request)
    context = {
        "cards": _with_code(cards_of(person, on=request.today)),
        "owner": mark_of(person),
        "session_dialog": "",  # the kept page has no session
    }
    return kept_for(person, render(request, "contracts/card_on_device.html", context))


@login_not_required
@require_safe
def card_worker(request: Request) -> HttpResponse:
    """The service worker of the kept card."""
    page = reverse("contracts:card_on_device")
    return worker(
        "carte",
        scope=page,
        shell=page,
        files=("contracts/card.js", "ui/brand/horizon.svg"),
        personal=True,
    )


@login_not_required
@require_safe
def card_manifest(request: Request) -> HttpResponse:
    """« Ma carte » among the applications of a telephone."""
    return manifest(_("Ma carte"), start=reverse("contracts:card_on_device"))


def _with_code(cards: list[Card]) -> list[tuple[Card, str]]:
    return [(one, as_image(data_matrix(one.data_matrix))) for one in cards]


def _shown(request: Request, *, refusal: str = "", status: int = 200) -> HttpResponse:
    person = signed_in_person(request)
    covers = queries.covers_seen_by(person, on=request.today)
    cards = cards_in(covers, on=request.today)
    named = {one.contract for one in cards}
    seen = queries.contracts_of(covers, person, on=request.today)
    context = {
        "cards": _with_code(cards),
        "others": [one for one in seen if one.id not in named],
        "links": told_links(request) if request.user.is_whole else [],  # type: ignore[union-attr]
        "refusal": refusal,
        "place": "card",
    }
    return render(request, "contracts/card.html", context, status=status)
