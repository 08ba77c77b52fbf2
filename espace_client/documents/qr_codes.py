"""Squares to point a telephone at, as SVG."""

import zxingcpp


def qr_code(text: str, *, pixels: int = 8) -> str:
    """*text* as a QR code: an `<svg>` element, so many pixels for each of its modules."""
    drawn: str = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode).to_svg(scale=pixels)
    return drawn[drawn.index("<svg") :]
