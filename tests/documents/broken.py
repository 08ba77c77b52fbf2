"""Documents spoilt on purpose: a judge that lets them pass is none."""

from io import BytesIO

import pikepdf
import typst

_IN_COLOURS = """
#set text(size: 14pt)
#text(fill: rgb("#f2e6c8"))[Pâle]

Noir
#stack(dir: ltr, rect(fill: rgb("#d03030")), rect(fill: rgb("#307f50")))
"""


def without(content: bytes, *names: str) -> bytes:
    """The same PDF without some entries of its catalogue (« /StructTreeRoot »)."""
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        for name in names:
            del pdf.Root[name]
        pdf.save(out)
    return out.getvalue()


def untagged(content: bytes) -> bytes:
    """The same pages for the eye, nothing for a screen reader."""
    return without(content, "/StructTreeRoot", "/MarkInfo")


def without_words(content: bytes) -> bytes:
    """The same PDF whose pictures have lost their alternatives."""
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure":
                del thing["/Alt"]
        pdf.save(out)
    return out.getvalue()


def in_colours() -> bytes:
    """A page that a printer without colours spoils: a pale word, a red and a green of one grey."""
    made = typst.compile(_IN_COLOURS.encode(), format="pdf")
    assert isinstance(made, bytes)
    return made
