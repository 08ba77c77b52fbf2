"""A PDF as a screen reader meets it: its text in the order of its tags, and what it declares."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

import pikepdf

_PAIR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
# Tags whose content is a line of its own when it is read out.
_BLOCKS = {"/H1", "/H2", "/H3", "/P", "/LI", "/TR", "/Caption", "/Div", "/Figure", "/Title"}


@dataclass(frozen=True)
class Tag:
    """One element of the structure: what it is, its alternative, its text, its children."""

    kind: str
    alternative: str
    text: str
    attributes: dict[str, Any]
    children: tuple["Tag", ...]

    def all(self, kind: str) -> Iterator["Tag"]:
        """Every element of that kind in it, in reading order."""
        if self.kind == kind:
            yield self
        for child in self.children:
            yield from child.all(kind)


class Document:
    """A PDF that was made. Raises pikepdf.PdfError if it is none."""

    def __init__(self, content: bytes) -> None:
        self.pdf = pikepdf.open(BytesIO(content))

    @cached_property
    def title(self) -> str:
        """The title that a reader shows for the document."""
        return str(self.pdf.docinfo.get("/Title", ""))

    @cached_property
    def root(self) -> Tag:
        """The structure, from its root."""
        tree = self.pdf.Root.get("/StructTreeRoot")
        found = [] if tree is None else [t for t in self._below(tree.get("/K"), None) if t]
        children = tuple(tag for tag in found if isinstance(tag, Tag))
        return Tag("/Root", "", " ".join(tag.text for tag in children), {}, children)

    @cached_property
    def text(self) -> str:
        """What is read out, one block a line."""
        lines = (" ".join(line.split()) for line in self.root.text.split("\n"))
        return "\n".join(line for line in lines if line)

    @cached_property
    def everything(self) -> str:
        """All text of all pages, footers included, and what the file says of itself."""
        pages = " ".join(text for page in self._marked for text in page.values())
        return f"{self.text}\n{pages}\n{self.title}\n{self._metadata}"

    @cached_property
    def fonts(self) -> dict[str, bool]:
        """Each font by name, and whether it is embedded."""
        found = {}
        for font in self._all_fonts():
            descriptor = font.DescendantFonts[0].FontDescriptor
            embedded = any(f"/FontFile{n}" in descriptor for n in ("", "2", "3"))
            found[str(font.BaseFont)] = embedded
        return found

    def faults(self) -> Iterator[str]:
        """What PDF/UA-1 asks for and can be seen without veraPDF."""
        root = self.pdf.Root
        if not root.get("/MarkInfo", {}).get("/Marked"):
            yield "not marked as tagged"
        if str(root.get("/Lang", "")) != "fr":
            yield f"its language is {root.get('/Lang')!r}"
        if not self.title:
            yield "no title"
        if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
            yield "a reader shows the name of the file, not the title"
        if "<pdfuaid:part>1<" not in self._metadata:
            yield "does not say that it is PDF/UA-1"
        if not self.root.children:
            yield "no structure"
        yield from (f"{name} is not embedded" for name, inside in self.fonts.items() if not inside)
        yield from (
            f"no words for a {f.kind}" for f in self.root.all("/Figure") if not f.alternative
        )
        for cell in self.root.all("/TH"):
            if "/Scope" not in cell.attributes:
                yield f"the header « {cell.text.strip()} » has no scope"

    @cached_property
    def _metadata(self) -> str:
        stream = self.pdf.Root.get("/Metadata")
        return "" if stream is None else bytes(stream.read_bytes()).decode()

    def _all_fonts(self) -> Iterator[Any]:
        for page in self.pdf.pages:
            yield from page.resources.get("/Font", {}).values()

    @cached_property
    def _marked(self) -> list[dict[int, str]]:
        """For each page, the text of each marked content; -1 for artifacts and the rest."""
        return [_marked_text(page) for page in self.pdf.pages]

    def _below(self, kids: Any, page: int | None) -> Iterator["Tag | str"]:
        if kids is None:
            return
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                yield self._marked[page or 0].get(kid, "")
            elif "/MCID" in kid:
                yield self._marked[self._page(kid, page) or 0].get(int(kid.MCID), "")
            elif "/S" in kid:
                yield self._tag(kid, page)

    def _tag(self, element: Any, page: int | None) -> Tag:
        parts = list(self._below(element.get("/K"), self._page(element, page)))
        texts = [part.text if isinstance(part, Tag) else part for part in parts]
        kind, alternative = str(element.S), str(element.get("/Alt", ""))
        cell = " " if kind in ("/TH", "/TD", "/Lbl") else ""
        text = "".join([alternative, *texts]) + cell
        attributes = element.get("/A", pikepdf.Array())
        named = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
        return Tag(
            kind,
            alternative,
            f"\n{text}\n" if kind in _BLOCKS else text,
            {str(key): value for one in named for key, value in one.items()},
            tuple(part for part in parts if isinstance(part, Tag)),
        )

    def _page(self, element: Any, page: int | None) -> int | None:
        if "/Pg" not in element:
            return page
        return next(n for n, one in enumerate(self.pdf.pages) if one.objgen == element.Pg.objgen)


def _marked_text(page: Any) -> dict[int, str]:
    reader = _Reader(page)
    for operands, operator in pikepdf.parse_content_stream(page):
        reader.read(operands, str(operator))
    return reader.found


class _Reader:
    """Follows the drawing of a page and keeps the text of each marked stretch of it."""

    def __init__(self, page: Any) -> None:
        fonts = page.resources.get("/Font", {})
        self.letters = {name: letters_of(font) for name, font in fonts.items()}
        self.font: dict[int, str] = {}
        self.found: dict[int, str] = {}
        self.opened: list[tuple[int, bool]] = []  # its number, and whether its text is said already
        self.height = self.line = 0.0

    def read(self, operands: Any, operator: str) -> None:
        """Take one operator of the page."""
        match operator:
            case "BDC" | "BMC":
                self._open(operands[1] if len(operands) > 1 else None)
            case "EMC":
                self.opened.pop()
            case "cm":
                self.height = float(operands[5])
            case "Tf":
                self.font = self.letters[str(operands[0])]
            case "Tj" | "TJ":
                self._say(_shown(operands[0], self.font))

    def _here(self) -> tuple[int, bool]:
        return self.opened[-1] if self.opened else (-1, False)

    def _open(self, said: Any) -> None:
        at, silent = self._here()
        if isinstance(said, pikepdf.Dictionary):
            at = int(said.get("/MCID", at))
            if "/ActualText" in said:  # several glyphs that make one letter
                self._say(str(said["/ActualText"]), at)
                silent = True
        self.opened.append((at, silent))

    def _say(self, text: str, at: int | None = None) -> None:
        here, silent = self._here()
        if silent:
            return
        at = here if at is None else at
        before = self.found.get(at, "")
        if before and self.line != self.height:  # a line ended where a space stood
            before += " "
        self.found[at], self.line = before + text, self.height


def _shown(operand: Any, font: dict[int, str]) -> str:
    pieces = operand if isinstance(operand, pikepdf.Array) else [operand]
    codes = b"".join(bytes(one) for one in pieces if isinstance(one, pikepdf.String))
    return "".join(
        font.get(int.from_bytes(codes[at : at + 2]), "\ufffd") for at in range(0, len(codes), 2)
    )


def letters_of(font: Any) -> dict[int, str]:
    """Which letters each glyph code stands for (ToUnicode)."""
    table = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        found.update({int(code, 16): _text(to) for code, to in _PAIR.findall(block)})
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, to in _RANGE.findall(block):
            start = ord(_text(to))
            codes = range(int(first, 16), int(last, 16) + 1)
            found.update({code: chr(start + n) for n, code in enumerate(codes)})
    return found


def _text(code: str) -> str:
    return bytes.fromhex(code).decode("utf-16-be")
