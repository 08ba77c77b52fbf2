"""Euros as people type them: « 539 », « 1 234,50 € », « 1.234,50 », « 12€50 », « 539 euros »."""

import re
import unicodedata
from decimal import Decimal

_WORDS = re.compile(r"(?i)(?:€|eur(?:os?)?)$")
_CENTS_AFTER_SIGN = re.compile(r"(?i)^(\d+)(?:€|euros?|eur)(\d{2})$")
_PLAIN = re.compile(r"^(\d+)(?:[.,](\d{1,2}))?$")
_GROUPED = re.compile(r"^(\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}))?$")  # 1.234,50
_MOST_DIGITS = 12


class NotEuros(ValueError):
    """What was typed is no amount in euros."""


def euros(typed: str) -> Decimal:
    """The amount, to the cent. Raises NotEuros: for letters, a minus, three digits of cents.

    A comma or a dot separates cents; spaces anywhere, or dots before groups of three digits,
    separate thousands.
    """
    text = "".join(unicodedata.normalize("NFKC", typed).split())
    if found := _CENTS_AFTER_SIGN.match(text):
        whole, part = found.groups()
    else:
        text = _WORDS.sub("", text)
        found = _PLAIN.match(text) or _GROUPED.match(text)
        if found is None:
            raise NotEuros(typed)
        whole, part = found[1].replace(".", ""), found[2] or ""
    if not (whole.isascii() and len(whole) <= _MOST_DIGITS and part.isascii()):
        raise NotEuros(typed)
    return Decimal(f"{whole}.{part:0<2}")
