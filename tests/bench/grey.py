"""A printed page without its colours: what a laser printer, a fax or a photocopy leaves of it.

Greys are those of a usual printer driver (ITU-R BT.601); contrast is that of WCAG 2.2.
"""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

import cv2
import numpy
import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp

DOTS = 300  # an inch, as an office printer draws
ENOUGH = 4.5  # contrast of text, WCAG 2.2 1.4.3
APART = 1.3  # contrast of two surfaces that the eye tells apart without their hue: our choice
_LEAST_INK = 0.01  # of the box around a word; the thinnest sign of ours, a dash, covers 4 %
_RIM = 4  # dots, 0.3 mm

type Colour = tuple[int, int, int]


def grey_of(colour: Colour) -> int:
    """The grey, 0 (black) to 255, that a printer without colours draws for *colour*."""
    red, green, blue = colour
    return round(0.299 * red + 0.587 * green + 0.114 * blue)


def contrast(one: int, other: int) -> float:
    """Of two greys, 1 (the same) to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(grey: int) -> float:
    part = grey / 255
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


@dataclass(frozen=True)
class Words:
    """A run of text: what it says, its colour, where its ink is in dots."""

    text: str
    colour: Colour
    box: tuple[int, int, int, int]  # left, top, right, bottom


class Sheet:
    """One page of a PDF, as drawn by a printer that has black ink alone."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page

    @cached_property
    def greys(self) -> Any:
        """Each dot, 0 (black) to 255."""
        drawn = self._page.render(scale=DOTS / 72, grayscale=True)
        return numpy.asarray(drawn.to_pil().convert("L"))

    @cached_property
    def two_tones(self) -> Any:
        """Each dot, black or white and nothing between: a fax."""
        return cv2.threshold(self.greys, 127, 255, cv2.THRESH_BINARY)[1]

    @cached_property
    def words(self) -> list[Words]:
        """The runs of text."""
        letters = self._page.get_textpage()
        return [
            Words(said, _fill(one), self._dots(one))
            for one in self._page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])
            if (said := _said(one, letters).strip())
        ]

    def faint(self) -> Iterator[str]:
        """The words whose grey stands out too little from the ground they are written on."""
        for one in self.words:
            found = contrast(grey_of(one.colour), self._ground(one))
            if found < ENOUGH:
                yield f"« {one.text} » {found:.1f}"

    def lost(self) -> Iterator[str]:
        """The words that a page of two tones does not show."""
        for one in self.words:
            left, top, right, bottom = one.box
            inside = self.two_tones[top:bottom, left:right]
            if not _LEAST_INK < float((inside == 0).mean()) < 1 - _LEAST_INK:
                yield f"« {one.text} »"

    def told_by_hue(self) -> Iterator[str]:
        """The surfaces that only their hue tells apart."""
        shapes = self._page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])
        colours = sorted({_fill(one) for one in shapes if _is_filled(one)})
        for one, other in combinations(colours, 2):
            found = contrast(grey_of(one), grey_of(other))
            if found < APART:
                yield f"{one} and {other}: {found:.2f}"

    def codes(self) -> list[str]:
        """What a reader finds in the squares of the page of two tones."""
        _any, texts, _where, _straight = cv2.QRCodeDetector().detectAndDecodeMulti(self.two_tones)
        matrices = zxingcpp.read_barcodes(self.two_tones, zxingcpp.BarcodeFormat.DataMatrix)
        return [*(text for text in texts if text), *(one.text for one in matrices)]

    def _ground(self, words: Words) -> int:
        """What the words are written on: the grey found most often along the rim of their box."""
        left, top, right, bottom = words.box
        rim = self.greys[max(0, top - _RIM) : bottom + _RIM, max(0, left - _RIM) : right + _RIM]
        sides = [rim[:_RIM], rim[-_RIM:], rim[:, :_RIM], rim[:, -_RIM:]]
        return int(numpy.bincount(numpy.concatenate([one.ravel() for one in sides])).argmax())

    def _dots(self, thing: Any) -> tuple[int, int, int, int]:
        left, bottom, right, top = thing.get_bounds()
        height, width = self.greys.shape
        scale = DOTS / 72
        return (
            max(0, int(left * scale)),
            max(0, int(height - top * scale)),
            min(width, int(right * scale) + 1),
            min(height, int(height - bottom * scale) + 1),
        )


def sheets_of(pdf: bytes) -> list[Sheet]:
    """The pages of a PDF."""
    return [Sheet(page) for page in pypdfium2.PdfDocument(pdf)]


def on_all(pdf: bytes, found: Callable[[Sheet], Iterator[str]]) -> list[str]:
    """What is found on any page."""
    return [fault for sheet in sheets_of(pdf) for fault in found(sheet)]


def _fill(thing: Any) -> Colour:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(thing, *map(ctypes.byref, parts)):
        raise ValueError("a thing on the page without a colour")
    red, green, blue, _opaque = (part.value for part in parts)
    return red, green, blue


def _is_filled(thing: Any) -> bool:
    how, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, ctypes.byref(how), ctypes.byref(stroked))
    return how.value != pdfium.FPDF_FILLMODE_NONE


def _said(thing: Any, letters: Any) -> str:
    long = pdfium.FPDFTextObj_GetText(thing, letters, None, 0)
    into = ctypes.create_string_buffer(long)
    pdfium.FPDFTextObj_GetText(
        thing, letters, ctypes.cast(into, ctypes.POINTER(ctypes.c_ushort)), long
    )
    return into.raw.decode("utf-16-le").strip("\0")
