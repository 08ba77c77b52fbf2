"""References that people read to each other over the telephone."""

from uuid import UUID

# No 0 O 1 I L U, which sound or look alike (product B.0.1).
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def reference(identifier: UUID, *, prefix: str) -> str:
    """« MS-7K4P-9QXC »: eight letters from the random bits of an identifier."""
    number, letters = identifier.int >> 64, []
    for _ in range(8):
        number, rest = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[rest])
    return f"{prefix}-{''.join(letters[:4])}-{''.join(letters[4:])}"
