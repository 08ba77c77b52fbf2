"""Handing out what was given, once the room that holds it has said who may see it."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from espace_client.documents.received import (
    ReceivedDocument,
    can_be_read,
    content_of,
    thumbnail_of,
)

_JPEG = "image/jpeg"
_ALONE = "sandbox; default-src 'none'"
_ENDINGS = {_JPEG: "jpg", "application/pdf": "pdf"}


def served(document: ReceivedDocument, *, name: str) -> HttpResponse:
    """What was kept of it, made anew by us: a photograph to look at, a PDF to save. Raises Http404
    while it waits for the antivirus."""
    if not can_be_read(document):
        raise Http404
    ending = _ENDINGS[document.media_type]
    response = _response(content_of(document), document.media_type)
    saved = content_disposition_header(
        document.media_type != _JPEG, f"{name.rpartition('.')[0] or name}.{ending}"
    )
    response.headers["Content-Disposition"] = saved or "inline"
    return response


def served_thumbnail(document: ReceivedDocument) -> HttpResponse:
    """The picture of its first page. Raises Http404 as `served` does."""
    if not can_be_read(document):
        raise Http404
    return _response(thumbnail_of(document), _JPEG)


def _response(content: bytes, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Security-Policy"] = _ALONE
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
