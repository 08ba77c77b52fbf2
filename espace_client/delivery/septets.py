"""What a text message is made of: the 7-bit alphabet of mobile networks (3GPP TS 23.038). Pure.

160 of its characters make one segment; beyond, each segment holds 153. A character outside the
alphabet would make the whole message three times as dear, so what has a plain twin becomes it.
"""

import re
import unicodedata

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = "^{}\\[~]|€"  # each counts twice
_ONE_SEGMENT, _PART = 160, 153
_TWINS = str.maketrans(
    {"’": "'", "‘": "'", "«": '"', "»": '"', "“": '"', "”": '"', "–": "-", "—": "-", "…": "...",
     "œ": "oe", "Œ": "OE", "\u00a0": " ", "\u202f": " ", "\u2011": "-"}
)  # fmt: skip
_QUOTED = re.compile(r'"[ ]*([^"]*?)[ ]*"')


def plain(text: str) -> str:
    """*text* with the characters of the alphabet: « reçu » is written « recu », « œil » « oeil ».

    What has no twin in it stays as it is.
    """
    text = _QUOTED.sub(r'"\1"', " ".join(text.translate(_TWINS).split()))
    return "".join(map(_twin, text))


def septets(text: str) -> int:
    """How many places *text* takes. Raises ValueError for a character outside the alphabet."""
    if strange := sorted(set(text) - set(_BASIC) - set(_EXTENDED)):
        raise ValueError(f"not in the alphabet of text messages: {' '.join(strange)}")
    return len(text) + sum(character in _EXTENDED for character in text)


def segments(text: str) -> int:
    """How many messages a telephone puts together to show *text*. Raises ValueError."""
    places = septets(text)
    return 1 if places <= _ONE_SEGMENT else -(-places // _PART)


def _twin(character: str) -> str:
    if character in _BASIC or character in _EXTENDED:
        return character
    bare = unicodedata.normalize("NFD", character)[0]
    return bare if bare in _BASIC else character
