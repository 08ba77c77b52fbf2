"""Giving documents: for a draft, and to a démarche that was sent; looking at them again."""

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.demarches import operations
from espace_client.demarches.detail import followed_one
from espace_client.demarches.models import Attachment, Demarche
from espace_client.demarches.papers import (
    attachment_of,
    documents_of,
    name_of,
    papers_of,
    usable_again,
    wanted_by,
)
from espace_client.demarches.registry import kind_of
from espace_client.demarches.rules import OPEN
from espace_client.demarches.shape import Kind
from espace_client.demarches.views.filling import of_draft
from espace_client.demarches.views.gestures import of_demarche
from espace_client.documents.models import ReceivedDocument
from espace_client.documents.operations import RefusedFile, receive
from espace_client.documents.serving import served, served_thumbnail
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.rights import Right
from espace_client.ui.acting import carers_may
from espace_client.ui.once import once
from espace_client.ui.opening import opens
from espace_client.ui.request import Request, signed_in_person


@carers_may(Right.REQUESTS)
@opens("requests")
@require_http_methods(["GET", "HEAD", "POST"])
@once
@of_draft
def documents(request: Request, kind: Kind, draft: Demarche) -> HttpResponse:
    """The documents of a draft, each with why it is asked for."""
    asked = {one.piece.code for one in wanted_by(draft, on=request.today)}
    if not asked:
        return redirect("demarches:summary", kind.slug)
    refused: Sequence[RefusedFile] = ()
    here = reverse("demarches:documents", args=[kind.slug])
    if request.method == "POST":
        code = request.POST.get("code", "")
        given, refused = _given(request, draft.person_id)
        if code not in asked:
            refused = [RefusedFile("", _("Dites pour quel document : choisissez-le dans la page."))]
        elif given:
            operations.attach(
                demarche=draft,
                documents=given,
                code=code,
                actor=request.user.actor,  # type: ignore[union-attr]
                at=request.moment,
            )
        if not refused:
            return redirect(here)
    context = {
        "kind": kind,
        "wanted": wanted_by(draft, on=request.today),
        "again": usable_again(draft),
        "refused": refused,
        "here": here,
        "place": "requests",
    }
    status = 422 if refused else 200
    return TemplateResponse(request, "demarches/documents.html", context, status=status)


@carers_may(Right.REQUESTS)
@opens("requests")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def take_back(request: Request, attachment: UUID) -> HttpResponse:
    """Leave a document out of a draft."""
    mine = _mine(request, attachment)
    if request.method == "POST":
        try:
            operations.take_back(
                demarche=mine.demarche,
                attachment=mine.pk,
                actor=request.user.actor,  # type: ignore[union-attr]
                at=request.moment,
            )
        except UnableTo:
            return redirect("demarches:detail", mine.demarche_id)
    return redirect("demarches:documents", kind_of(mine.demarche.kind).slug)


@carers_may(Right.REQUESTS)
@opens("requests")
@require_http_methods(["GET", "HEAD", "POST"])
@once
@of_demarche
def add(request: Request, demarche: Demarche) -> HttpResponse:
    """Documents for a démarche that was sent: those that are awaited, and any other."""
    if demarche.state not in OPEN:
        return redirect("demarches:detail", demarche.pk)
    refused: Sequence[RefusedFile] = ()
    refusal = ""
    if request.method == "POST":
        given, refused = _given(request, demarche.person_id)
        awaited = set(demarche.awaited.filter(given_at=None).values_list("code", flat=True))
        code = request.POST.get("code", "")
        try:
            if given:
                operations.give_documents(
                    demarche=demarche,
                    documents=given,
                    code=code if code in awaited else "",
                    actor=request.user.actor,  # type: ignore[union-attr]
                    at=request.moment,
                )
        except UnableTo as error:
            refusal = error.sentence
        if not refused and not refusal:
            return redirect("demarches:detail", demarche.pk)
    context = {
        "one": followed_one(demarche, on=request.today),
        "awaited": demarche.awaited.filter(given_at=None).order_by("asked_at", "label"),
        "papers": papers_of(demarche),
        "again": usable_again(demarche),
        "refused": refused,
        "refusal": refusal,
        "here": reverse("demarches:add", args=[demarche.pk]),
        "place": "requests",
    }
    status = 422 if refused or refusal else 200
    return TemplateResponse(request, "demarches/add.html", context, status=status)


@carers_may(Right.REQUESTS, gettext_lazy("a ouvert un document de vos demandes"))
@opens("requests")
@require_safe
def attachment(request: Request, attachment: UUID) -> HttpResponse:
    """What was given, as it was kept."""
    mine = _mine(request, attachment)
    return served(mine.document, name=name_of(mine.document))


@carers_may(Right.REQUESTS)
@opens("requests")
@require_safe
def thumbnail(request: Request, attachment: UUID) -> HttpResponse:
    """Its first page, small."""
    return served_thumbnail(_mine(request, attachment).document)


def _mine(request: Request, identifier: UUID) -> Attachment:
    found = attachment_of(signed_in_person(request), identifier)
    if found is None:
        raise Http404
    return found


def _given(request: Request, person: UUID) -> tuple[list[ReceivedDocument], Sequence[RefusedFile]]:
    """What was just chosen, new or again; and what is not kept, with its sentence."""
    files = request.FILES.getlist("files")
    again = documents_of(person, _keys(request.POST.getlist("again")))
    if not files and not again:
        return [], [RefusedFile("", _("Choisissez un fichier, ou un document déjà envoyé."))]
    received = receive(
        files=files,  # type: ignore[arg-type]  # what the one upload handler makes
        person=person,
        as_one="as_one" in request.POST,
        actor=request.user.actor,  # type: ignore[union-attr]
        at=request.moment,
    )
    return [*again, *received.kept], received.refused


def _keys(typed: Sequence[str]) -> list[UUID]:
    found = []
    for one in typed:
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found
