"""An answer as the checks look at it."""

import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import lxml.html
from django.http import HttpResponse
from lxml.html import HtmlElement

from tests.bench.pdf import Document

# Whose text is no sentence of ours.
_SILENT = {"script", "style", "template", "code", "pre", "kbd", "samp", "svg"}
_INLINE = {
    "a", "abbr", "b", "bdi", "br", "cite", "em", "i", "label", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "time", "u", "wbr",
}  # fmt: skip
BLOCK = "¶"


@dataclass(frozen=True)
class Seen:
    """One answer of the site, and what the client that got it had typed and may know."""

    method: str
    url: str
    response: HttpResponse
    typed: frozenset[str] = frozenset()  # all that this client ever sent
    may_see: frozenset[str] = frozenset()  # whose canaries may show up
    posted: Mapping[str, object] = field(default_factory=dict)

    @cached_property
    def content(self) -> bytes:
        """The bytes of the answer, uncompressed."""
        if self.response.streaming:
            return b""
        content: bytes = self.response.content
        if self.response.headers.get("Content-Encoding") == "gzip":
            content = gzip.decompress(content)
        return content

    @cached_property
    def body(self) -> str:
        """The text of the answer, uncompressed; of a PDF, all that can be read in it."""
        if self.is_pdf:
            return Document(self.content).everything
        return self.content.decode(self.response.charset or "utf-8", errors="replace")

    @property
    def is_pdf(self) -> bool:
        """Whether it is a document."""
        return self.response.headers.get("Content-Type", "") == "application/pdf"

    @property
    def is_page(self) -> bool:
        """Whether it is HTML with something in it."""
        kind = self.response.headers.get("Content-Type", "")
        return kind.startswith("text/html") and bool(self.body.strip())

    @cached_property
    def root(self) -> HtmlElement:
        """The page, parsed."""
        return lxml.html.document_fromstring(self.body)

    @cached_property
    def sentences(self) -> str:
        """Everything a French reader reads: text and the attributes that are read, by block."""
        return BLOCK.join([*_texts(self.root), *_read_attributes(self.root)])


def where(element: HtmlElement) -> str:
    """An element as a fault names it: its opening tag, shortened, and its line."""
    attributes = "".join(f' {name}="{value}"' for name, value in element.attrib.items())
    return f"<{element.tag}{attributes[:120]}> line {element.sourceline}"


def words_of(element: HtmlElement) -> str:
    """The text of an element, blanks collapsed; the alternative of an image counts."""
    parts = [
        element.text_content(),
        *element.xpath(".//img/@alt"),
        *element.xpath(".//title/text()"),
    ]
    return " ".join(" ".join(parts).split())


def _texts(root: HtmlElement) -> Iterator[str]:
    """The visible text, one string a block."""
    pieces: list[str] = []

    def walk(element: HtmlElement) -> Iterator[str]:
        if not isinstance(element.tag, str):  # a comment
            return
        inline = element.tag in _INLINE
        if not inline:
            yield from _flush(pieces)
        if element.tag not in _SILENT and element.get("lang", "fr") == "fr":
            pieces.append(element.text or "")
            for child in element:
                yield from walk(child)
                pieces.append(child.tail or "")
        if not inline:
            yield from _flush(pieces)

    yield from walk(root)
    yield from _flush(pieces)


def _flush(pieces: list[str]) -> Iterator[str]:
    text = "".join(pieces)
    pieces.clear()
    if text.strip():
        yield text


def _read_attributes(root: HtmlElement) -> Iterator[str]:
    for name in ("alt", "title", "placeholder", "aria-label", "aria-description"):
        yield from (str(value) for value in root.xpath(f"//@{name}"))
