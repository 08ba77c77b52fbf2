"""Documents as PDF/UA: a typst source of some room, filled with data.

A source stands in `<room>/documents/` and imports `/documents/documents/base.typ`, the paper and
the letterhead of every document. What comes out is PDF/UA-1 and PDF/A-3a at once: typst refuses to
write anything else (a picture without words, a letter that no font draws).
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

_HOUSE = Path(__file__).resolve().parents[1]
_FONTS = _HOUSE / "ui" / "fonts"
_STANDARDS: list[Any] = ["ua-1", "a-3a"]
_one_at_a_time = Lock()  # a typst compiler refuses a second caller; a document takes milliseconds


class TypesettingError(Exception):
    """The document could not be made; the message is typst's own, with the source and the line."""


def typeset(template: str, *, data: Mapping[str, Any], at: datetime) -> bytes:
    """The document *template* (« contracts/certificate.typ ») filled with *data*, as a PDF.

    *data* is JSON, its strings reach the page letter by letter: no sign in them is markup. The
    same data at the same moment give the same bytes. Raises TypesettingError.
    """
    inputs = {"data": json.dumps(data), "insurer": json.dumps(_insurer())}
    try:
        with _one_at_a_time:
            document, warnings = _compiler().compile_with_warnings(
                input=str(_source(template)),
                format="pdf",
                sys_inputs=inputs,
                pdf_standards=_STANDARDS,
                timestamp=int(at.timestamp()),
            )
    except typst.TypstError as error:
        raise TypesettingError(f"{template}: {error}") from error
    if warnings:  # a font that is not there, say: nobody would see it but the reader
        raise TypesettingError(f"{template}: {'; '.join(map(str, warnings))}")
    assert isinstance(document, bytes)
    return document + b"\n"  # typst ends on %%EOF; what is appended later must not glue to it


@cache
def _compiler() -> typst.Compiler:
    """One a process: fonts are read once, and what did not change is not laid out again."""
    return typst.Compiler(root=str(_HOUSE), font_paths=[str(_FONTS)], ignore_system_fonts=True)


@cache
def _source(template: str) -> Path:
    """Where a room keeps the source. Raises LookupError for a room that is not there."""
    room, _slash, name = template.partition("/")
    source = Path(apps.get_app_config(room).path) / "documents" / name
    if not source.is_file():
        raise LookupError(f"{template} is no document of the room {room}")
    return source


def _insurer() -> dict[str, Any]:
    """What the letterhead says."""
    insurer = settings.INSURER
    return {
        "name": insurer.name,
        "legal_name": insurer.legal_name,
        "legal_form": insurer.legal_form,
        "postal_address": [line for line in insurer.postal_address if line != insurer.name],
        "reach": _("Téléphone : %(number)s. %(hours)s")
        % {"number": insurer.telephone, "hours": insurer.telephone_hours},
        "mark": _mark(insurer.brand),
        "mark_alt": _("Logo de %(name)s") % {"name": insurer.name},
        "invented": _("Document inventé pour la démonstration.") if insurer.invented else "",
    }


@cache
def _mark(brand: str) -> str:
    """The insurer's SVG, wherever static files are found."""
    path = finders.find(brand)
    if path is None:
        raise LookupError(f"{brand} is no static file")
    return Path(path).read_text("utf-8")
