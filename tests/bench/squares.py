"""The squares of a printed page, read by another library than the one that drew them."""

import cv2
import numpy
import pypdfium2

_SCALE = 3  # 216 points an inch: less than any printer


def squares_in(pdf: bytes) -> list[str]:
    """What a telephone reads on the pages of *pdf*, in their order."""
    found: list[str] = []
    for page in pypdfium2.PdfDocument(pdf):
        drawn = numpy.asarray(page.render(scale=_SCALE).to_pil().convert("L"))
        _any, texts, _where, _straight = cv2.QRCodeDetector().detectAndDecodeMulti(drawn)
        found += [text for text in texts if text]
    return found
