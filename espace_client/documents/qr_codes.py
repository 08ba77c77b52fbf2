"""Squares to point a telephone or a reader at, as SVG."""

import base64

import zxingcpp
from ppf.datamatrix import DataMatrix

_QUIET = 2  # modules


def qr_code(text: str, *, pixels: int = 8) -> str:
    """*text* as a QR code: an `<svg>` element, so many pixels for each of its modules."""
    drawn: str = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode).to_svg(scale=pixels)
    return drawn[drawn.index("<svg") :]


def data_matrix(text: str) -> str:
    """*text* as a DataMatrix: an `<svg>` element, with the quiet zone that readers need."""
    modules = DataMatrix(text).matrix
    side = len(modules) + 2 * _QUIET
    dark = "".join(
        f"M{x + _QUIET} {y + _QUIET}h1v1h-1z"
        for y, row in enumerate(modules)
        for x, module in enumerate(row)
        if module
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
        f'<path d="{dark}"/></svg>'
    )


def as_image(svg: str) -> str:
    """The address of *svg* as an image inside a page, which may hold no inline one."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
