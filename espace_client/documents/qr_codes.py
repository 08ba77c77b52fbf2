"""Squares to point a telephone or a reader at, as SVG."""

import base64
import re
from collections.abc import Iterable
from math import isqrt

import zxingcpp
from ppf.datamatrix import DataMatrix

_QUIET = 2  # modules
_DARK = re.compile(rb"\x00+")


def qr_code(text: str, *, pixels: int = 8) -> str:
    """*text* as a QR code: an `<svg>` element, so many pixels for each of its modules. The library
    draws it too, but takes longer over that than over the code itself."""
    drawn = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode).to_image()
    modules = bytes(memoryview(drawn))
    side = isqrt(len(modules))
    rows = (modules[at : at + side] for at in range(0, len(modules), side))
    dark = ((run.span(), y) for y, row in enumerate(rows) for run in _DARK.finditer(row))
    return _svg(side, dark, pixels=pixels)


def data_matrix(text: str) -> str:
    """*text* as a DataMatrix: an `<svg>` element, with the quiet zone that readers need."""
    modules = DataMatrix(text).matrix
    dark = (
        ((x + _QUIET, x + _QUIET + 1), y + _QUIET)
        for y, row in enumerate(modules)
        for x, module in enumerate(row)
        if module
    )
    return _svg(len(modules) + 2 * _QUIET, dark)


def _svg(side: int, dark: Iterable[tuple[tuple[int, int], int]], *, pixels: int = 0) -> str:
    """A square of *side* modules; the dark ones as ((first, behind the last), row)."""
    drawn = "".join(f"M{first} {y}H{end}v1H{first}z" for (first, end), y in dark)
    size = f'width="{side * pixels}" height="{side * pixels}" ' if pixels else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}viewBox="0 0 {side} {side}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
        f'<path d="{drawn}"/></svg>'
    )


def as_image(svg: str) -> str:
    """The address of *svg* as an image inside a page, which may hold no inline one."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
