"""What a mail looks like and when it is tried again. Pure."""

import re
from dataclasses import dataclass
from datetime import timedelta
from html import escape
from uuid import UUID

from espace_client.kernel import references

_RETRIES = [timedelta(minutes=m) for m in (5, 15, 30, 60, 120, 240, 480)]
_LEASE = timedelta(minutes=10)
_BUTTON = re.compile(r"\[\[(?P<label>[^|\]]+)\|(?P<address>[^\]]+)\]\]")


def secret_mark(name: str) -> str:
    """What stands in a kept message where a secret stood in the message that left."""
    return f"⟦{name}⟧"


def reference(identifier: UUID) -> str:
    """« MS-7K4P-9QXC »: the reference of a message."""
    return references.reference(identifier, prefix="MS")


def next_try_in(tries: int) -> timedelta | None:
    """How long to wait after the *tries*-th refusal « for now ». None: give up (about 16 h)."""
    return _RETRIES[tries - 1] if tries <= len(_RETRIES) else None


def lease() -> timedelta:
    """After that long, a sending that says nothing was cut."""
    return _LEASE


@dataclass(frozen=True, slots=True)
class Written:
    """A message in its two forms, equal in meaning."""

    subject: str
    text: str
    html: str


def write(source: str, *, insurer: str, language: str = "fr") -> Written:
    """Turn the source of a mail into text and HTML.

    The source is plain text: the first line is the subject, then paragraphs separated by an empty
    line. A paragraph of lines that start with `- ` is a list; `[[label|address]]` alone is the
    one button; `# ` starts the one heading. Both forms come from here, so they cannot differ.
    """
    subject, _, body = source.strip().partition("\n")
    blocks = [block.strip() for block in re.split(r"\n\s*\n", body.strip())]
    text = "\n\n".join(_as_text(block) for block in blocks)
    html = "\n".join(_as_html(block) for block in blocks)
    page = _HTML.format(
        language=language,
        title=escape(subject.strip()),
        insurer=escape(insurer),
        cell=_CELL,
        body=html,
    )
    return Written(subject.strip(), text + "\n", page)


def _as_text(block: str) -> str:
    if button := _BUTTON.fullmatch(block):
        return f"{button['label']}\u00a0:\n{button['address']}"
    return block.removeprefix("# ")


def _as_html(block: str) -> str:
    if button := _BUTTON.fullmatch(block):
        label, address = escape(button["label"]), escape(button["address"])
        return (
            f'<p style="margin:28px 0"><a href="{address}" style="{_BUTTON_STYLE}">{label}</a></p>'
            f'<p style="{_P}">Ou recopiez cette adresse :<br>'
            f'<span style="word-break:break-all">{address}</span></p>'
        )
    if block.startswith("# "):
        return f'<h1 style="{_H1}">{escape(block[2:])}</h1>'
    if block.startswith("- "):
        items = "".join(f"<li>{escape(line.removeprefix('- '))}</li>" for line in block.split("\n"))
        return f'<ul style="{_P};padding-left:24px">{items}</ul>'
    return f'<p style="{_P}">{escape(block).replace(chr(10), "<br>")}</p>'


_P = "margin:0 0 16px"
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
