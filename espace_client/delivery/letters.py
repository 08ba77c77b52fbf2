"""A letter on paper: its PDF, and the PDF of several of them."""

import io
from collections.abc import Iterable, Mapping
from typing import Any

import pikepdf
from django.utils.translation import gettext as _

from espace_client.delivery.models import Parcel
from espace_client.delivery.rules import envelope, filled
from espace_client.delivery.writing import Kind
from espace_client.documents.qr_codes import qr_code
from espace_client.documents.typesetting import typeset
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.french import date_in_words


def typeset_letter(parcel: Parcel, secrets: Mapping[str, str]) -> bytes:
    """The PDF of one letter, its secrets in place. Raises TypesettingError."""
    blocks = [_for_paper(block, secrets) for block in parcel.blocks]
    data = {
        "subject": parcel.subject,
        "reference": parcel.reference,
        "day": date_in_words(date_in_paris(parcel.created_at)),
        "address": envelope(parcel.postal_lines),
        "blocks": blocks,
        "codes_head": [_("N°"), _("Code")],
    }
    return typeset("delivery/letter.typ", data=data, at=parcel.created_at)


def _for_paper(block: Mapping[str, Any], secrets: Mapping[str, str]) -> dict[str, Any]:
    """A block with its secrets in place. What is a button in a mail is an address to type or to
    point a telephone at."""
    lines = [filled(line, secrets) for line in block["lines"]]
    if block["kind"] != Kind.BUTTON:
        return {"kind": block["kind"], "lines": lines}
    label, address = lines
    words = _("Code QR : %(address)s") % {"address": address}
    shown = address.removeprefix("https://").removeprefix("http://")
    return {
        "kind": block["kind"],
        "lines": [f"{label}\u00a0:", shown],
        "qr": qr_code(address),
        "qr_words": words,
    }


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
