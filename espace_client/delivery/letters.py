"""A letter on paper: its PDF, and the PDF of several of them."""

import io
from collections.abc import Iterable, Mapping

import pikepdf

from espace_client.delivery.models import Parcel
from espace_client.delivery.rules import envelope, filled
from espace_client.documents.typesetting import typeset
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.french import date_in_words


def typeset_letter(parcel: Parcel, secrets: Mapping[str, str]) -> bytes:
    """The PDF of one letter, its secrets in place. Raises TypesettingError."""
    blocks = [
        {"kind": block["kind"], "lines": [filled(line, secrets) for line in block["lines"]]}
        for block in parcel.blocks
    ]
    data = {
        "subject": parcel.subject,
        "reference": parcel.reference,
        "day": date_in_words(date_in_paris(parcel.created_at)),
        "address": envelope(parcel.postal_lines),
        "blocks": blocks,
    }
    return typeset("delivery/letter.typ", data=data, at=parcel.created_at)


def pages_of(pdf: bytes) -> int:
    """How many pages it has."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


def put_together(letters: Iterable[bytes]) -> bytes:
    """One PDF of them all, in their order. Made for a printer: what helps a screen reader stays
    in the single letters."""
    whole = pikepdf.new()
    for letter in letters:
        with pikepdf.open(io.BytesIO(letter)) as document:
            whole.pages.extend(document.pages)
    written = io.BytesIO()
    whole.save(written, deterministic_id=True)
    return written.getvalue()
