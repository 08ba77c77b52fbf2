"""What a professional opens: one page with one button, then the card. Anybody who has the link may;
a mail program that opens it ahead sees nothing and leaves no trace."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.contracts import operations, sharing
from espace_client.contracts.card_documents import KIND
from espace_client.contracts.models import SharedCard
from espace_client.contracts.rules import CARD_SHOWN_FOR
from espace_client.documents.queries import document_of, pdf_of
from espace_client.documents.readers import Reader
from espace_client.documents.views import saved_as
from espace_client.kernel.actors import visitor
from espace_client.ui.devices import label_of
from espace_client.ui.once import once
from espace_client.ui.opening import opens
from espace_client.ui.request import Request
from espace_client.ui.source import source_of

_LINK, _OPENED = sharing.SHOWN_AT_A_COUNTER
_GARBAGE = ""


@login_not_required
@opens("card")
@require_safe
def open_card_link(request: Request, raw: str) -> HttpResponse:
    """Keep which link was opened, and go to an address without the token. Logs nothing."""
    link = sharing.link_of(raw)
    request.session[_LINK] = str(link.pk) if link else _GARBAGE
    response = redirect("contracts:received_card")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@login_not_required
@opens("card")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def received_card(request: Request) -> HttpResponse:
    """One button: « Voir la carte ». Pressing it is what the owner of the card reads of."""
    link = _link(request)
    if link is None or not link.works(request.moment, on=request.today):
        return _unusable(request, link)
    if request.method == "POST":
        try:
            operations.open_shared_card(
                link=link,
                source=source_of(request),
                device=label_of(request),
                actor=visitor(),
                at=request.moment,
            )
        except operations.UnableToOpenCard:
            return _unusable(request, _link(request))
        request.session[_OPENED] = (str(link.pk), request.moment.timestamp())
        return redirect("contracts:received_card_shown")
    context = {"link": link, "sender": sharing.sender_of(link.person)}
    return render(request, "contracts/received_card.html", context)


@login_not_required
@opens("card")
@require_safe
def received_card_shown(request: Request) -> HttpResponse:
    """What the card says, as a page; the PDF is beside it."""
    link = _pressed(request)
    if isinstance(link, HttpResponse):
        return link
    context = {
        "link": link,
        "document": document_of(_as_owner(request, link), link.document_id, kind=KIND),
    }
    return render(request, "contracts/received_card_shown.html", context)


@login_not_required
@opens("card")
@require_safe
def received_card_pdf(request: Request) -> HttpResponse:
    """The PDF, as its owner chose to send it: with a NIR, or without."""
    link = _pressed(request)
    if isinstance(link, HttpResponse):
        return link
    kept = pdf_of(_as_owner(request, link), link.document_id, kind=KIND)
    if kept is None or kept.content is None:
        raise Http404
    return saved_as(kept.name, kept.content)


@login_not_required
@opens("card")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def close_received_card(request: Request) -> HttpResponse:
    """« J’ai fini »: whoever comes next at this computer sees nothing."""
    if request.method == "POST":
        for key in sharing.SHOWN_AT_A_COUNTER:
            request.session.pop(key, None)
    return redirect("home:front_door")


def _as_owner(request: Request, link: SharedCard) -> Reader:
    """Whoever has the link reads that one card as its owner would."""
    return Reader(link.person_id, request.today)


def _link(request: Request) -> SharedCard | None:
    kept = request.session.get(_LINK, _GARBAGE)
    return sharing.link_by_id(kept) if kept else None


def _pressed(request: Request) -> SharedCard | HttpResponse:
    """The link whose button was pressed here some minutes ago, if it still works; else what to
    answer. The computer of a counter is everybody's."""
    link = _link(request)
    opened, pressed_at = request.session.get(_OPENED, ("", 0))
    recent = request.moment.timestamp() - pressed_at < CARD_SHOWN_FOR.total_seconds()
    if link is None or opened != str(link.pk) or not recent:
        return redirect("contracts:received_card")
    return link if link.works(request.moment, on=request.today) else _unusable(request, link)


def _unusable(request: Request, link: SharedCard | None) -> HttpResponse:
    """One page for every failure. It says why only of a link that was genuine."""
    context = {
        "genuine": link is not None,
        "stopped": bool(link and link.stopped_at),
        "expired": bool(link and request.moment >= link.expires_at),
    }
    return render(request, "contracts/received_card_unusable.html", context, status=410)
