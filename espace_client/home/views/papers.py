"""« Mes documents »: everything that was issued to me and sent to me, in one place."""

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from espace_client.delivery.keeping import held_credential, letter_again, words_of
from espace_client.delivery.models import Via
from espace_client.documents.readers import reader_of
from espace_client.home import queries
from espace_client.home.paper_rows import message_in_words, written
from espace_client.home.papers import wanted
from espace_client.kernel.rights import Right
from espace_client.members.queries import person_by_id, phrase_of
from espace_client.ui.acting import carers_may
from espace_client.ui.opening import opens
from espace_client.ui.request import Request


@carers_may(Right.DOCUMENTS, _("a regardé la liste de vos documents"))
@opens("documents")
@require_safe
def mine(request: Request) -> HttpResponse:
    """The list, by year; of one year, of one kind, or all of it."""
    asked = {name: request.GET.get(name, "") for name in ("annee", "sorte", "apres")}
    chosen = wanted(year=asked["annee"], kind=asked["sorte"], after=asked["apres"])
    papers = queries.papers_of(reader_of(request), chosen=chosen)
    filters = {"annee": chosen.year or "", "sorte": chosen.kind}
    context = {
        "papers": papers,
        "years": [(year, written(found)) for year, found in papers.years],
        "chosen": chosen,
        "of_the_year": _part({"sorte": chosen.kind}),
        "of_the_kind": _part({"annee": filters["annee"]}),
        "from_the_start": _part(filters),
        "next": _part({**filters, "apres": papers.next_key}),
        "place": "documents",
    }
    return render(request, "home/papers.html", context)


@carers_may(Right.DOCUMENTS, _("a lu un de nos messages"))
@opens("documents")
@require_safe
def message(request: Request, message: UUID) -> HttpResponse:
    """A letter or a mail, as it is kept; of one that carried a code, only that it left."""
    found = queries.message_of(reader_of(request), message)
    if found is None:
        raise Http404
    words = "" if held_credential(found) else words_of(found, hidden=_hidden(request))
    told = message_in_words(
        at=found.created_at,
        letter=found.via == Via.LETTER,
        address=found.address,
        in_doubt=found.is_in_doubt,
    )
    context = {"message": found, "told": told, "words": words, "place": "documents"}
    return render(request, "home/message.html", context)


@carers_may(Right.DOCUMENTS, _("a téléchargé un de nos courriers"))
@opens("documents")
@require_safe
def letter(request: Request, message: UUID) -> HttpResponse:
    """A letter on paper, again."""
    found = queries.letter_of(reader_of(request), message)
    if found is None:
        raise Http404
    content = letter_again(found, hidden=_hidden(request))
    response = HttpResponse(content, content_type="application/pdf")
    name = f"courrier-{found.reference}.pdf"
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _hidden(request: Request) -> str:
    """The two words by which its owner knows our messages; who helps them does not read them."""
    if request.acting is None:
        return ""
    owner = person_by_id(request.acting.person)
    return phrase_of(owner) if owner else ""


def _part(asked: Mapping[str, str | int]) -> str:
    """The part of an address after its path, « &annee=2022 » for a link that goes on with it."""
    return urlencode({name: value for name, value in asked.items() if value})
