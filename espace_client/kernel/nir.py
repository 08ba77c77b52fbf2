"""The NIR (numéro de sécurité sociale): 13 characters and a key of two digits (domain rules 1.4).

It is text: Corsicans have a letter in it. It serves health insurance alone (décret 2019-341):
never a login, never a search by itself in an address, never shown whole without being asked for.
"""

import re
from itertools import pairwise

_SHAPE = re.compile(r"[1-478]\d{4}(?:\d{2}|2[AB])\d{6}\d{2}")
_CORSICA = {"2A": "19", "2B": "18"}


class NotANir(ValueError):
    """The text is no NIR: its shape or its key is wrong."""


class WrongKey(NotANir):
    """The shape is right; the last two digits do not fit the thirteen before them."""


def key_of(thirteen: str) -> str:
    """The key of the first thirteen characters, « 97 − (N mod 97) ». In Corsica 2A counts as 19
    and 2B as 18."""
    department = _CORSICA.get(thirteen[5:7], thirteen[5:7])
    return f"{97 - int(thirteen[:5] + department + thirteen[7:]) % 97:02d}"


def normal(text: str) -> str:
    """*text* as fifteen characters. Blanks do not count. Raises NotANir, or WrongKey.

    Months 20, 30 to 42 and 50 to 99 exist (a civil status that was rebuilt): they are accepted.
    """
    nir = "".join(text.split()).upper()
    if not nir.isascii() or not _SHAPE.fullmatch(nir):
        raise NotANir("shape")
    if key_of(nir[:13]) != nir[13:]:
        raise WrongKey("key")
    return nir


def grouped(nir: str) -> str:
    """« 2 69 05 49 588 157 80 », as a Vitale card prints it; its blanks do not break."""
    cuts = (0, 1, 3, 5, 7, 10, 13, 15)
    return "\u00a0".join(nir[start:end] for start, end in pairwise(cuts))


def masked(nir: str) -> str:
    """« 2 69 05 ** *** *** ** »: what its owner recognises (domain rules 1.4)."""
    return grouped(f"{nir[:5]}{'*' * 10}")
