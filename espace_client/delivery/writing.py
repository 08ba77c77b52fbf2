"""From the source of a message to what its channel carries: mail, text message, letter. Pure.

The source is plain text. Its first line is the subject; then come blocks, separated by an empty
line. Every form is made from the same blocks, so they cannot differ. A block is

    # words                        the one heading (a letter has its « Objet » instead)
    - before each of its lines     a list
    [[label|address]]              the one button of a mail; a letter shows a QR code beside it
    ((K7P4-3MWT-9QXC))             a code, shown big
    + before each of its lines     a table of codes, numbered from 1
    ====                           here begins a page of its own, to keep
    = before each of its lines     facts, such as the reference
    -- words                       who signs
    ~ words                        a note, in smaller type
    anything else                  a paragraph; the ends of its lines are kept
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from espace_client.delivery.septets import plain

_BUTTON = re.compile(r"\[\[(?P<label>[^|\]]+)\|(?P<address>[^\]]+)\]\]")
_CODE = re.compile(r"\(\((?P<code>[^()]+)\)\)")
_MARK = re.compile(r"(⟦[^⟧]*⟧)")


class Kind(StrEnum):
    """What a block is, as the layout of a letter knows it."""

    HEADING = "heading"
    LIST = "list"
    BUTTON = "button"
    CODE = "code"
    CODES = "codes"
    SHEET = "sheet"
    FACTS = "facts"
    SIGNATURE = "signature"
    NOTE = "note"
    PARAGRAPH = "paragraph"


_PREFIXES = {
    "# ": Kind.HEADING,
    "- ": Kind.LIST,
    "= ": Kind.FACTS,
    "-- ": Kind.SIGNATURE,
    "~ ": Kind.NOTE,
    "+ ": Kind.CODES,
}
_SHEET = "===="


@dataclass(frozen=True, slots=True)
class Block:
    """One block without its marks. A button has two lines: its label and its address."""

    kind: Kind
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The block in plain text."""
        if self.kind is Kind.BUTTON:
            return f"{self.lines[0]}\u00a0:\n{self.lines[1]}"
        if self.kind is Kind.CODES:
            return "\n".join(f"{at}. {line}" for at, line in enumerate(self.lines, start=1))
        start = "- " if self.kind is Kind.LIST else ""
        return "\n".join(start + line for line in self.lines)


@dataclass(frozen=True, slots=True)
class Written:
    """A message in the forms of its channel, equal in meaning: `text` always, `html` for a mail,
    `blocks` for a letter."""

    subject: str
    text: str
    html: str = ""
    blocks: tuple[Block, ...] = ()


def read(source: str) -> tuple[str, list[Block]]:
    """The subject and the blocks of a source."""
    subject, _, body = source.strip().partition("\n")
    blocks = (block.strip() for block in re.split(r"\n\s*\n", body.strip()))
    return subject.strip(), [_block(block) for block in blocks if block]


def write_mail(source: str, *, insurer: str, language: str = "fr") -> Written:
    """A mail: its text and its HTML."""
    subject, blocks = read(source)
    html = "\n".join(_as_html(block) for block in blocks)
    page = _HTML.format(
        language=language, title=escape(subject), insurer=escape(insurer), cell=_CELL, body=html
    )
    return Written(subject, _text_of(blocks), page)


def write_text_message(source: str) -> Written:
    """A text message: one short paragraph in the alphabet of mobile networks.

    The marks of secrets are left alone: what takes their place is in the alphabet already.
    """
    subject, blocks = read(source)
    text = " ".join(" ".join(block.lines) for block in blocks)
    parts = _MARK.split(" ".join(text.split()))
    return Written(subject, "".join(p if _MARK.match(p) else _spaced(p) for p in parts))


def write_letter(source: str, *, day: str) -> Written:
    """A letter of that *day* (in words): its blocks for the typesetter, and the same as text."""
    subject, blocks = read(source)
    opening = f"Le {day}\n\nObjet\u00a0: {subject}\n\n"
    return Written(subject, opening + _text_of(blocks), blocks=tuple(blocks))


def _spaced(text: str) -> str:
    """`plain` trims; the blanks beside a secret are meant."""
    before = " " if text[:1] == " " else ""
    after = " " if text[-1:] == " " and text.strip() else ""
    return f"{before}{plain(text)}{after}"


def _block(source: str) -> Block:
    if button := _BUTTON.fullmatch(source):
        return Block(Kind.BUTTON, (button["label"], button["address"]))
    if code := _CODE.fullmatch(source):
        return Block(Kind.CODE, (code["code"],))
    if source == _SHEET:
        return Block(Kind.SHEET, ())
    lines = source.split("\n")
    for prefix, kind in _PREFIXES.items():
        if source.startswith(prefix):
            return Block(kind, tuple(line.removeprefix(prefix) for line in lines))
    return Block(Kind.PARAGRAPH, tuple(lines))


def _text_of(blocks: list[Block]) -> str:
    return "\n\n".join(block.text for block in blocks if block.lines) + "\n"


def _as_html(block: Block) -> str:
    lines = [escape(line) for line in block.lines]
    match block.kind:
        case Kind.BUTTON:
            label, address = lines
            return (
                f'<p style="margin:28px 0"><a href="{address}" style="{_BUTTON_STYLE}">{label}'
                f'</a></p><p style="{_P}">Ou recopiez cette adresse :<br>'
                f'<span style="word-break:break-all">{address}</span></p>'
            )
        case Kind.HEADING:
            return f'<h1 style="{_H1}">{"<br>".join(lines)}</h1>'
        case Kind.LIST:
            items = "".join(f"<li>{line}</li>" for line in lines)
            return f'<ul style="{_P};padding-left:24px">{items}</ul>'
        case Kind.CODE:
            return f'<p style="{_CODE_STYLE}">{lines[0]}</p>'
        case Kind.CODES:
            items = "".join(f"<li>{line}</li>" for line in lines)
            return f'<ol style="{_P};padding-left:36px">{items}</ol>'
        case Kind.SHEET:
            return "<hr>"
    return f'<p style="{_P}">{"<br>".join(lines)}</p>'


_P = "margin:0 0 16px"
_CODE_STYLE = "margin:28px 0;font-size:28px;font-weight:bold;letter-spacing:2px;white-space:nowrap"
_H1 = "font-size:26px;line-height:1.3;margin:0 0 20px"
_CELL = "padding:32px 24px;font-family:Verdana,Arial,sans-serif;font-size:17px;line-height:1.55"
_BUTTON_STYLE = (
    "display:inline-block;background:#b03a26;color:#ffffff;font-weight:bold;"
    "font-size:18px;line-height:24px;padding:14px 24px;border-radius:8px;text-decoration:none"
)
_HTML = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
</head>
<body style="margin:0;background:#fbfaf6;color:#14282b">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0">
<tr><td align="center">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px">
<tr><td style="{cell}">
<p style="margin:0 0 28px;color:#0b5659;font-weight:bold;font-size:20px">{insurer}</p>
{body}
</td></tr></table>
</td></tr></table>
</body>
</html>
"""
