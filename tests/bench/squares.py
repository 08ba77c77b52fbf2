"""The squares of a printed page, read by another library than the one that drew them."""

import cv2
import numpy
import pypdfium2

_SCALES = (3, 4, 2, 5)  # 144 to 360 points an inch: a telephone moves nearer until it reads


# The first reads every code that we draw; the other is for what it might not find.
_READERS = (cv2.QRCodeDetectorAruco, cv2.QRCodeDetector)


def squares_in(pdf: bytes) -> list[str]:
    """What a telephone reads on the pages of *pdf*, in their order."""
    found: list[str] = []
    for page in pypdfium2.PdfDocument(pdf):
        read = (_read(page, scale) for scale in _SCALES)
        found += next((texts for texts in read if texts), [])
    return found


def _read(page: pypdfium2.PdfPage, scale: int) -> list[str]:
    drawn = numpy.asarray(page.render(scale=scale).to_pil().convert("L"))
    for reader in _READERS:
        _any, texts, _where, _straight = reader().detectAndDecodeMulti(drawn)
        if read := [text for text in texts if text]:
            return read
    return []
