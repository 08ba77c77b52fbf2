"""The same document by WeasyPrint: what a portal written in HTML would print, as PDF/UA.

It is given what our typst sources are given, and says it in the same words. What it can keep from
one document to the next (fonts, the style sheet), it keeps.
"""

import base64
from datetime import datetime
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import weasyprint
from django.conf import settings
from django.contrib.staticfiles import finders
from weasyprint.text.fonts import FontConfiguration

from espace_client.documents.content import Draft, Section
from espace_client.documents.printing import to_check
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.french import date_in_words
from tests.bench.environment import ROOT

_FONTS = ROOT / "espace_client/ui/fonts"
_STYLE = f"""
@font-face {{ font-family: lisible; src: url({(_FONTS / "espace-lisible-regular.ttf").as_uri()}) }}
@font-face {{ font-family: lisible; font-weight: bold;
    src: url({(_FONTS / "espace-lisible-bold.ttf").as_uri()}) }}
@page {{ size: A4; margin: 12mm 18mm 20mm;
    @bottom-left {{ content: string(reference); font: 9.5pt lisible; color: #4a5c5f }}
    @bottom-right {{ content: "page " counter(page) " sur " counter(pages);
        font: 9.5pt lisible; color: #4a5c5f }} }}
body {{ font: 12pt/1.25 lisible; color: #14282b; margin: 0 }}
header {{ font-size: 10pt; string-set: reference attr(data-reference) }}
header img {{ height: 9mm }} header b {{ font-size: 15pt; color: #0b5659 }}
.soft {{ color: #4a5c5f }} .box {{ border: 0.8pt solid; padding: 4pt 6pt; font-weight: bold }}
p, dl {{ margin: 6pt 0 }} h1, h2 {{ margin: 9pt 0 6pt }}
h1 {{ font-size: 20pt; color: #0b5659 }} h2 {{ font-size: 14pt; color: #0b5659 }}
table {{ width: 100%; border-collapse: collapse; font-size: 11pt }}
caption {{ text-align: left; font-weight: bold }}
th, td {{ text-align: left; padding: 4.5pt 6pt; border-bottom: 0.6pt solid #8fa3a5 }}
dt {{ float: left; color: #4a5c5f; margin-right: 4pt }} dd {{ font-weight: bold; margin: 0 0 9pt }}
.check {{ border: 0.8pt solid #8fa3a5; padding: 9pt; break-inside: avoid }}
.check img {{ width: 34mm; float: left; margin-right: 9pt }}
.matrix {{ width: 26mm; float: right }}
.face {{ width: 79.6mm; height: 48mm; padding: 3mm; border: 0.6pt dashed; font-size: 7.5pt;
    overflow: hidden; float: left; break-inside: avoid }}
.face img {{ width: 14mm; float: right }}
.face td {{ font-size: 5pt; padding: 1.6pt; text-align: center }}
"""


@cache
def _kept() -> tuple[FontConfiguration, weasyprint.CSS]:
    fonts = FontConfiguration()
    return fonts, weasyprint.CSS(string=_STYLE, font_config=fonts)


def by_weasyprint(draft: Draft, *, number: str, proof: str, at: datetime) -> bytes:
    """The PDF/UA-1 of *draft*."""
    fonts, style = _kept()
    page = weasyprint.HTML(string=_page(draft, number, proof, date_in_words(date_in_paris(at))))
    made = page.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
    assert isinstance(made, bytes)
    return made


def _page(draft: Draft, number: str, proof: str, issued_on: str) -> str:
    insurer = settings.INSURER
    card = "matrix" in draft.look
    address = [line for line in insurer.postal_address if line != insurer.name]
    letterhead = (
        f'<p><img src="{_mark(insurer.brand)}" alt="Logo de {insurer.name}"> <b>{insurer.name}</b>'
        f"<p class=soft>{insurer.legal_name}, {insurer.legal_form}<br>{', '.join(address)}<br>"
        f"Téléphone\u00a0: {insurer.telephone}. {insurer.telephone_hours}"
    )
    issued = f"Numéro {number}, établie le {issued_on}."
    invented = "Document inventé pour la démonstration."
    return (
        f"<!doctype html><html lang=fr><meta charset=utf-8><title>{escape(draft.title)}</title>"
        f'<header data-reference="{insurer.name} – {number}">'
        f"{f'<p><b>{insurer.name}</b>' if card else letterhead}"
        f"{f'<p class=box>{invented}' if insurer.invented else ''}</header>"
        f"<h1>{escape(draft.title)}</h1>"
        f"{'' if card else f'<p><b>{issued}</b>'}"
        f"{_matrix(draft.look, 'matrix') if card else ''}"
        f"{''.join(map(_section, draft.printed))}{_faces(draft.look) if card else ''}"
        f"{_check(to_check(proof, number))}"
    )


def _section(section: Section) -> str:
    facts = "".join(f"<dt>{escape(n)}\u00a0: <dd>{escape(v)}" for n, v in section.facts)
    return (
        f"{f'<h2>{escape(section.heading)}</h2>' if section.heading else ''}"
        f"{''.join(f'<p>{escape(words)}' for words in section.paragraphs)}"
        f"{f'<dl>{facts}</dl>' if facts else ''}{_table(section)}"
    )


def _table(section: Section) -> str:
    if section.table is None:
        return ""
    head = "".join(f"<th scope=col>{escape(name)}" for name in section.table.head)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}" for cell in row) for row in section.table.rows
    )
    caption = escape(section.table.caption)
    return f"<table><caption>{caption}</caption><thead><tr>{head}<tbody>{rows}</table>"


def _faces(look: Any) -> str:
    """The card at its real size, both sides of it."""
    name = settings.INSURER.name
    (first, value), *others = look["five"]
    front = [
        f"<b>{first} : {value}</b><br><b>{name}</b> – {look['name']} {look['year']}",
        " <b>R</b>" if look["responsible"] else "",
        *(f"<br>{label} : <b>{said}</b>" for label, said in others),
        *(f"<br><b>{who}</b> {born} {number}" for who, born, number in look["people"][:5]),
        "<table>",
        *(f"<tr><td>{'<td>'.join(row)}" for row in zip(*look["grid"], strict=True)),
        "</table>",
    ]  # fmt: skip
    back = [f"<b>{name}</b><br>{' · '.join(look['back'])}", *look["legend"], look["loss"]]
    return (
        f"<p class=soft>{look['cut']}<div class=face>{_matrix(look, '')}{''.join(front)}</div>"
        f"<div class=face>{'<br>'.join(back)}</div><div style='clear:both'></div>"
    )


def _check(what: dict[str, str] | None) -> str:
    if what is None:
        return ""
    return (
        f'<div class=check><img src="{_inline(what["square"])}" alt="{what["square_words"]}">'
        f"<h2>{what['heading']}</h2>{what['how']}</div>"
    )


def _matrix(look: Any, kind: str) -> str:
    return f'<img class="{kind}" src="{_inline(look["matrix"])}" alt="{look["matrix_words"]}">'


def _inline(svg: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


@cache
def _mark(brand: str) -> str:
    found = finders.find(brand)
    assert found
    return _inline(Path(found).read_text("utf-8"))
