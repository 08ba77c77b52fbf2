"""« L’envoyer à un professionnel »: the link that leaves, the square to show, and stopping it."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.contracts import operations, sharing
from espace_client.contracts.cards import cards_of
from espace_client.contracts.models import SharedCard
from espace_client.contracts.sharing_forms import ShareCardForm
from espace_client.contracts.views.nir import may_see_nir
from espace_client.documents.qr_codes import as_image, qr_code
from espace_client.kernel.errors import UnableTo
from espace_client.ui.once import once
from espace_client.ui.opening import opens
from espace_client.ui.request import Request, signed_in_person

_TOKEN = "card_link"  # in the session: the last link sent, with its token sealed


@dataclass(frozen=True, slots=True)
class Told:
    """A link, and whether it still opens the card."""

    link: SharedCard
    works: bool


@opens("card")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def send_card(request: Request) -> HttpResponse:
    """To whom, and which card."""
    person = signed_in_person(request)
    cards = cards_of(person, on=request.today)
    if not cards:
        return redirect("contracts:card")  # which says why there is none
    may_see = may_see_nir(request)
    form = ShareCardForm(request.POST or None, cards=cards, may_see_nir=may_see)
    if request.method == "POST" and form.is_valid():
        try:
            shared = operations.share_card(
                wanted=form.wanted(),
                person=person,
                actor=request.user.actor,  # type: ignore[union-attr]
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error(None, refusal.sentence)
        else:
            sealed = sharing.sealed_token(shared.token, link=shared.link.pk)
            request.session[_TOKEN] = f"{shared.link.pk}.{sealed}"
            return redirect("contracts:card_sent", shared.link.pk)
    context = {"form": form, "card": cards[0], "place": "card"}
    return render(request, "contracts/send_card.html", context, status=422 if form.errors else 200)


@opens("card")
@require_safe
def card_sent(request: Request, link: UUID) -> HttpResponse:
    """Where the link went, until when it works, and how often it was opened. In the session that
    sent it, also the same link to point a camera at, or to read out."""
    sent = _mine(request, link)
    address = _address(request, sent)
    context = {
        "told": _told(request, sent),
        "address": address,
        "square": as_image(qr_code(address)) if address else "",
        "place": "card",
    }
    return render(request, "contracts/card_sent.html", context)


@opens("card")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def stop_card_link(request: Request, link: UUID) -> HttpResponse:
    """From now on it opens nothing."""
    sent = _mine(request, link)
    if request.method == "POST":
        operations.stop_sharing_card(
            link=sent,
            actor=request.user.actor,  # type: ignore[union-attr]
            at=request.moment,
        )
    return redirect("contracts:card_sent", sent.pk)


def told_links(request: Request) -> list[Told]:
    """The last links of their owner, for « Ma carte ». Nobody who helps them reads to whom the card
    went, which can tell care, and nobody sends it in their place: a link outlives a right."""
    if request.acting is not None:
        return []
    sent = sharing.links_sent_by(signed_in_person(request), at=request.moment)
    return [_told(request, one) for one in sent]


def _told(request: Request, link: SharedCard) -> Told:
    return Told(link, link.works(request.moment, on=request.today))


def _mine(request: Request, link: UUID) -> SharedCard:
    found = sharing.link_sent_by(signed_in_person(request), link)
    if found is None:
        raise Http404
    return found


def _address(request: Request, link: SharedCard) -> str:
    """The address that left, if this session sent it and it still works; else empty."""
    kept, _dot, sealed = request.session.get(_TOKEN, "").partition(".")
    if kept != str(link.pk) or not link.works(request.moment, on=request.today):
        return ""
    return sharing.address_of(sharing.opened_token(sealed, link=link.pk))
