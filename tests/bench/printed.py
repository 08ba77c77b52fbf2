"""Where words stand on a printed page, read from the PDF itself: what ink would touch, in mm.

What a document says, in the order of its tags, is read by `tests.bench.pdf`.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from tests.bench.pdf import letters_of

_MM = 72 / 25.4  # points


@dataclass(frozen=True)
class Line:
    """A run of text. Distances in mm from the left and the top of the sheet."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float  # points


class _Font:
    """What a composite font says of its glyphs: the text they stand for, how wide they are."""

    def __init__(self, font: Any) -> None:
        descendant = font.DescendantFonts[0]
        self.descriptor = descendant.FontDescriptor
        self.texts = letters_of(font)
        self.widths = dict(_widths(descendant.W))
        self.default = float(descendant.get("/DW", 1000))

    def shown(self, string: bytes) -> tuple[str, float]:
        """The text of a string of two-byte glyphs, and its width in thousandths."""
        glyphs = [int.from_bytes(string[i : i + 2], "big") for i in range(0, len(string), 2)]
        text = "".join(self.texts.get(glyph, "\ufffd") for glyph in glyphs)
        return text, sum(self.widths.get(glyph, self.default) for glyph in glyphs)


def lines_of(pdf: bytes, page: int = 0) -> list[Line]:
    """The runs of text of a page, in the order they are drawn."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return list(_lines(document.pages[page]))


def text_of(pdf: bytes) -> str:
    """All that is written, run by run."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return "\n".join(line.text for page in document.pages for line in _lines(page))


def _lines(page: pikepdf.Page) -> Iterator[Line]:
    height = float(page.mediabox[3])
    fonts = {name: _Font(font) for name, font in page.Resources.Font.items()}
    now, stack = pikepdf.Matrix(), []
    text, font, size = pikepdf.Matrix(), None, 0.0
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                stack.append(now)
            case "Q":
                now = stack.pop()
            case "cm":
                now = pikepdf.Matrix(*map(float, operands)) @ now
            case "BT":
                text = pikepdf.Matrix()
            case "Tm":
                text = pikepdf.Matrix(*map(float, operands))
            case "Tf":
                font, size = fonts[str(operands[0])], float(operands[1])
            case "Td":
                text = pikepdf.Matrix(1, 0, 0, 1, *map(float, operands)) @ text
            case "TJ" | "Tj":
                assert font is not None
                yield _line(operands[0], font, size, text @ now, height)


def _line(shown: Any, font: _Font, size: float, matrix: pikepdf.Matrix, height: float) -> Line:
    words, width = "", 0.0
    for part in shown if isinstance(shown, pikepdf.Array) else [shown]:
        if isinstance(part, pikepdf.String):
            text, wide = font.shown(bytes(part))
            words, width = words + text, width + wide
        else:
            width -= float(part)
    rise = float(font.descriptor.Ascent) / 1000 * size
    fall = float(font.descriptor.Descent) / 1000 * size
    corners = [matrix.transform((x, y)) for x in (0, width / 1000 * size) for y in (rise, fall)]
    across, down = [x for x, _y in corners], [height - y for _x, y in corners]
    return Line(
        words,
        min(across) / _MM,
        min(down) / _MM,
        max(across) / _MM,
        max(down) / _MM,
        round(size * abs(matrix.d), 2),
    )


def _widths(table: Any) -> Iterator[tuple[int, float]]:
    """`c [w …]` or `first last w`."""
    entries = list(table)
    while entries:
        first = int(entries.pop(0))
        follows = entries.pop(0)
        if isinstance(follows, pikepdf.Array):
            yield from ((first + place, float(width)) for place, width in enumerate(follows))
        else:
            width = float(entries.pop(0))
            yield from ((glyph, width) for glyph in range(first, int(follows) + 1))
