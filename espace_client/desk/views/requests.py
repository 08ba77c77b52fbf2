"""The queue of démarches, one of them, and its documents."""

import re
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.accounts import operations as accounts
from espace_client.accounts.staff import FileOpening
from espace_client.demarches import operations
from espace_client.demarches.detail import detail_of
from espace_client.demarches.models import Attachment, Demarche
from espace_client.demarches.papers import name_of
from espace_client.demarches.working import (
    AWAITED,
    FREE,
    MINE,
    SECOND,
    WHOSE,
    Chosen,
    asked_beside_the_lists,
    kinds_to_choose,
    possible,
    proposed,
    queue,
    whole_history_of,
)
from espace_client.desk.doors import (
    opened_attachment,
    opened_demarche,
    show,
    staff_of,
    supervisors_only,
)
from espace_client.documents.serving import served, served_thumbnail
from espace_client.kernel.errors import UnableTo
from espace_client.ui.once import once
from espace_client.ui.request import Request

_KEY = re.compile(r"(\d{4}-\d\d-\d\d)_([0-9a-f-]{36})")
_WORDS = (
    (MINE, _("À moi")),
    (FREE, _("Libres")),
    (SECOND, _("Second avis")),
    (AWAITED, _("Documents attendus")),
)


@require_safe
def show_queue(request: Request) -> HttpResponse:
    """What an answer is owed to, the first promise first."""
    chosen = _chosen(request)
    found = queue(chosen, staff=staff_of(request), on=request.today)
    return show(
        request,
        "desk/queue.html",
        counts=False,
        queue=found,
        chosen=chosen,
        kinds=kinds_to_choose(),
        whose=_WORDS,
        rest=urlencode({"sorte": chosen.kind, "qui": chosen.whose, "apres": found.next_key}),
        place="queue",
    )


@require_safe
@opened_demarche
def demarche(request: Request, opening: FileOpening, demarche: Demarche) -> HttpResponse:
    """Everything of it: answers, documents, what happened, what can be done."""
    return show_demarche(request, opening, demarche)


def show_demarche(
    request: Request, opening: FileOpening, demarche: Demarche, *, refusal: str = ""
) -> HttpResponse:
    """Its page, with why a gesture was refused. Each reading is remembered."""
    accounts.note_reading(opening=opening, actor=opening.actor, at=request.moment)
    context: dict[str, Any] = {
        "demarche": demarche,
        "detail": detail_of(demarche, on=request.today),
        "history": whole_history_of(demarche),
        "able": possible(demarche),
        "proposal": proposed(demarche),
        "refusal": refusal,
        "place": "queue",
    }
    status = 422 if refusal else 200
    return show(request, "desk/demarche.html", status=status, counts=False, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@opened_attachment
def judge(request: Request, opening: FileOpening, attachment: Attachment) -> HttpResponse:
    """A document can be read, or cannot: why?"""
    mine = attachment.demarche
    if request.method == "POST":
        try:
            operations.judge_document(
                attachment=attachment,
                readable="readable" in request.POST,
                why=request.POST.get("why", ""),
                actor=opening.actor,
                at=request.moment,
            )
        except UnableTo as refusal:
            return show_demarche(request, opening, mine, refusal=refusal.sentence)
    return redirect("desk:demarche", demarche=mine.pk)


@require_safe
@opened_attachment
def paper(request: Request, opening: FileOpening, attachment: Attachment) -> HttpResponse:
    """What was given, as it was kept. Its owner reads that it was looked at."""
    accounts.note_reading(opening=opening, actor=opening.actor, at=request.moment)
    return served(attachment.document, name=name_of(attachment.document))


@require_safe
@opened_attachment
def paper_thumbnail(request: Request, opening: FileOpening, attachment: Attachment) -> HttpResponse:
    """Its first page, small: part of the page of its démarche, which is remembered."""
    return served_thumbnail(attachment.document)


@require_safe
@supervisors_only
def beside_the_lists(request: Request) -> HttpResponse:
    """Every document that was asked for though no list names it, and why."""
    return show(request, "desk/beside_the_lists.html", asked=asked_beside_the_lists(),
                place="beside")  # fmt: skip


def _chosen(request: Request) -> Chosen:
    """What the address chooses; what is no choice chooses nothing."""
    kind, whose = request.GET.get("sorte", ""), request.GET.get("qui", "")
    key = _KEY.fullmatch(request.GET.get("apres", ""))
    after = None
    if key:
        try:
            after = (date.fromisoformat(key[1]), UUID(key[2]))
        except ValueError:
            after = None
    return Chosen(
        kind=kind if kind in dict(kinds_to_choose()) else "",
        whose=whose if whose in WHOSE else "",
        after=after,
    )
