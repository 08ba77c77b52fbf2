"""References that people read to each other over the telephone."""

from uuid import UUID

from espace_client.kernel.spelling import ALPHABET


def reference(identifier: UUID, *, prefix: str) -> str:
    """« MS-7K4P-9QXC »: eight letters from the random bits of an identifier."""
    number, letters = identifier.int >> 64, []
    for _ in range(8):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return f"{prefix}-{''.join(letters[:4])}-{''.join(letters[4:])}"
