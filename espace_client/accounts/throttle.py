"""Counting tries at a door, in the database: every web process sees the same count."""

import hmac
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _

from espace_client.accounts.models import Attempt
from espace_client.accounts.rules import Door, open_again_at
from espace_client.kernel.clock import PARIS
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.french import NBSP

_LOCK = "SELECT pg_advisory_xact_lock(%s)"
_COUNT = """
SELECT count(*), max(at) FROM accounts_attempt
WHERE door = %s AND key = %s AND at > %s AND at <= %s
"""
_ADD = "INSERT INTO accounts_attempt (door, key, at) VALUES (%s, %s, %s) RETURNING id"
_FORGET = "DELETE FROM accounts_attempt WHERE (door = %s AND key = ANY(%s)) OR id = ANY(%s)"


class TooManyTries(UnableTo):
    """The door is closed for a while. The sentence says until when."""

    def __init__(self, until: datetime) -> None:
        there = until.astimezone(PARIS)
        hour = f"{there.hour}{NBSP}h{NBSP}{there.minute:02d}"
        super().__init__(
            _(
                "Trop d’essais à la suite. Pour votre sécurité, attendez jusqu’à {hour}, puis"
                " recommencez. Vous pouvez aussi nous appeler au {telephone}."
            ).format(hour=hour, telephone=settings.INSURER.telephone.replace(" ", NBSP))
        )
        self.until = until


def pass_through(door: Door, key: str, *, at: datetime, exactly: bool = True) -> Attempt:
    """Count one try of *key* at *door*. Raises TooManyTries while the door is closed.

    *exactly*: two tries of one key wait for each other, so that many at once are counted to the
    unit. A whole network is not made to queue: there, a few too many may pass.
    """
    hashed = _hash(door, key)
    with connection.cursor() as cursor:
        tries, last = _counted(cursor, door, hashed, at, exactly=exactly)
        if last and (until := open_again_at(door, tries=tries, last=last)) > at:
            raise TooManyTries(until)
        cursor.execute(_ADD, [door.name, hashed, at])
        [pk] = cursor.fetchone()
    return Attempt(pk=pk, door=door.name, key=hashed, at=at)


def forget(door: Door, *keys: str, tries: Sequence[Attempt] = ()) -> None:
    """Start counting anew: the right person came through. *tries* at other doors do not count."""
    hashed = [_hash(door, key) for key in keys]
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [door.name, hashed, [attempt.pk for attempt in tries]])


def _counted(
    cursor: CursorWrapper, door: Door, hashed: bytes, at: datetime, *, exactly: bool
) -> tuple[int, datetime | None]:
    """How many tries there were, and when the last was."""
    counted: list[Any] = [door.name, hashed, at - door.window, at]
    if exactly:  # sent together, yet two statements: the second sees what the first has waited for
        lock = int.from_bytes(hashed[:8], "big", signed=True)
        cursor.execute(f"{_LOCK};{_COUNT}", [lock, *counted])
        cursor.nextset()
    else:
        cursor.execute(_COUNT, counted)
    tries, last = cursor.fetchone()
    return tries, last


def _hash(door: Door, key: str) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), f"{door.name}:{key}".encode(), "sha256")
