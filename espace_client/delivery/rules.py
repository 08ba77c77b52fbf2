"""What a message is called and when it is tried again. Pure: its words are in writing.py."""

from datetime import timedelta
from uuid import UUID

from espace_client.kernel.spelling import ALPHABET

_RETRIES = [timedelta(minutes=m) for m in (5, 15, 30, 60, 120, 240, 480)]
_LEASE = timedelta(minutes=10)


def secret_mark(name: str) -> str:
    """What stands in a kept message where a secret stood in the message that left."""
    return f"⟦{name}⟧"


def reference(identifier: UUID) -> str:
    """« MS-7K4P-9QXC »: the reference of a message, from the random bits of its identifier."""
    number, letters = identifier.int >> 64, []
    for _ in range(8):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return f"MS-{''.join(letters[:4])}-{''.join(letters[4:])}"


def next_try_in(tries: int) -> timedelta | None:
    """How long to wait after the *tries*-th refusal « for now ». None: give up (about 16 h)."""
    return _RETRIES[tries - 1] if tries <= len(_RETRIES) else None


def lease() -> timedelta:
    """After that long, a sending that says nothing was cut."""
    return _LEASE
