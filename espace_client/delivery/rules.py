"""What a message is called, when it leaves and when it is tried again. Pure: its words are in
writing.py."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from uuid import UUID

from espace_client.kernel import references
from espace_client.kernel.clock import PARIS
from espace_client.kernel.working_days import is_working_day

# A mail can wait for a relay until the next day; a text message carries a code of ten minutes.
_RETRIES = {
    "email": [timedelta(minutes=m) for m in (5, 15, 30, 60, 120, 240, 480)],
    "sms": [timedelta(minutes=m) for m in (1, 2, 4)],
}
PREFIX = "MS"  # of the reference of a message
_LEASE = timedelta(minutes=10)
_LETTERS_LEAVE = time(16, 0)
SECRET_MARK_OPENS = "⟦"  # in no word that we write
ONCE_KEY_MAX = 120  # characters of the column


def secret_mark(name: str) -> str:
    """What stands in a kept message where a secret stood in the message that left."""
    return f"{SECRET_MARK_OPENS}{name}⟧"


def short_key(once_key: str) -> str:
    """The same key for the same message, never too long for its column: an e-mail in it may have
    254 characters."""
    if len(once_key) <= ONCE_KEY_MAX:
        return once_key
    digest = hashlib.sha256(once_key.encode()).hexdigest()
    return f"{once_key[: ONCE_KEY_MAX - len(digest) - 1]}#{digest}"


def reference(identifier: UUID) -> str:
    """« MS-7K4P-9QXC »: the reference of a message."""
    return references.reference(identifier, prefix=PREFIX)


def next_try_in(tries: int, *, via: str) -> timedelta | None:
    """How long to wait after the *tries*-th refusal « for now ». None: give up (a mail after 16
    hours, a text message after 7 minutes)."""
    waits = _RETRIES[via]
    return waits[tries - 1] if tries <= len(waits) else None


def lease() -> timedelta:
    """After that long, a sending that says nothing was cut."""
    return _LEASE


def filled(text: str, secrets: Mapping[str, str]) -> str:
    """*text* with its secrets in the place of their marks."""
    for name, value in secrets.items():
        text = text.replace(secret_mark(name), value)
    return text


def last_departure(at: datetime) -> datetime:
    """The last time letters left, or should have: at four in Paris, on a working day."""
    there = at.astimezone(PARIS)
    day = there.date()
    if there.time() < _LETTERS_LEAVE:
        day -= timedelta(days=1)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return datetime.combine(day, _LETTERS_LEAVE, tzinfo=PARIS)


def batch_name(number: int) -> str:
    """« lot-000012 »: what the printer's file is called."""
    return f"lot-{number:06d}"


def envelope(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines as they stand in the window: the last three in capitals, without accent or
    punctuation, as sorting machines read them (NF Z10-011), but never the name. Six lines at most.
    """
    shown = lines[-6:]
    names = max(1, len(shown) - 3)
    return (*shown[:names], *(_as_sorted(line) for line in shown[names:]))


def _as_sorted(line: str) -> str:
    letters = unicodedata.normalize("NFD", line.upper().replace("Œ", "OE").replace("Æ", "AE"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w/]", " ", bare).split())
