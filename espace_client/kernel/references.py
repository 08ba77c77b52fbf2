"""References that people read to each other over the telephone."""

from datetime import date
from uuid import UUID

from stdnum.iso7064 import mod_37_36

from espace_client.kernel.spelling import ALPHABET, cleaned, grouped

_LETTERS = 8
_REQUEST = "EC"


def reference(identifier: UUID, *, prefix: str) -> str:
    """« MS-7K4P-9QXC »: eight letters from the random bits of an identifier."""
    number, letters = identifier.int >> 64, []
    for _ in range(_LETTERS):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return f"{prefix}-{''.join(letters[:4])}-{''.join(letters[4:])}"


def typed_reference(typed: str, *, prefix: str = "") -> str:
    """The reference in what somebody typed or pasted: « ms 7k4p 9qxc »; empty when it is none.

    The two letters of *prefix* may be left out; without one they are part of what is typed.
    """
    bare = cleaned(typed)
    start = prefix or bare[:2]
    letters = bare.removeprefix(start)
    if len(letters) != _LETTERS or not set(letters) <= set(ALPHABET) or not start.isalpha():
        return ""
    return f"{start}-{grouped(letters)}"


def request_reference(identifier: UUID, *, on: date) -> str:
    """« EC-2022-03-7K4P-Q »: the month of a request, four letters from its random bits, and a
    letter that shows a slip of the ear or of the finger. Source: product B.0.1."""
    number, letters = identifier.int >> 64, ""
    for _ in range(4):
        number, rest = divmod(number, len(ALPHABET))
        letters += ALPHABET[rest]
    month = f"{on:%Y-%m}"
    return f"{_REQUEST}-{month}-{letters}-{_check(month, letters)}"


def typed_request_reference(typed: str) -> str:
    """The reference of a request in what somebody typed or read aloud: with or without dashes, in
    any case; empty when it is none, or when one letter was taken for another."""
    bare = cleaned(typed).removeprefix(_REQUEST)
    year, month, letters, check = bare[:4], bare[4:6], bare[6:10], bare[10:]
    if not (year + month).isdecimal() or len(letters) != 4 or not set(letters) <= set(ALPHABET):
        return ""
    if check != _check(f"{year}-{month}", letters):
        return ""
    return f"{_REQUEST}-{year}-{month}-{letters}-{check}"


def _check(month: str, letters: str) -> str:
    """ISO 7064, hybrid system: one wrong character never gives the same letter, two neighbours that
    changed places hardly ever."""
    figures = (ALPHABET[int(one)] for one in month if one.isdecimal())
    check: str = mod_37_36.calc_check_digit("".join(figures) + letters, ALPHABET)
    return check
