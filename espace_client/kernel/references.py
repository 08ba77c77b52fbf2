"""References that people read to each other over the telephone."""

from uuid import UUID

from espace_client.kernel.spelling import ALPHABET, cleaned, grouped

_LETTERS = 8


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
