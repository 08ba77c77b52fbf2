"""Sessions kept under a hash of their key: a copy of the database opens nobody's session.

The browser alone holds the key (quality 1.11). Names the session engine of the settings.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.dispatch import Signal

_KEPT = 40  # characters of the column: 160 bits

# A session goes on under another key: `before` and `after` are what is kept of the two.
moved = Signal()


def kept_key(key: str) -> str:
    """What stands in the database for the session of that *key*."""
    return hashlib.sha256(key.encode()).hexdigest()[:_KEPT]


def live_contents(kept: Iterable[str], *, at: datetime) -> dict[str, dict[str, Any]]:
    """What the sessions hold that are still there at that moment, by what is kept of their key."""
    rows = Session.objects.filter(session_key__in=list(kept), expire_date__gt=at)
    return {row.session_key: SessionStore().decode(row.session_data) for row in rows}


def end(kept: Iterable[str]) -> None:
    """Delete sessions, by what is kept of their key: the next request of each finds none."""
    Session.objects.filter(session_key__in=list(kept)).delete()


class SessionStore(db.SessionStore):
    """Django's own, except for what is written of the key."""

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        key = self.session_key
        self._session_key = kept_key(key or "")
        # Forgets the key of a session that is not there. Its stub leaves out what is private.
        kept = super()._get_session_from_db()  # type: ignore[misc]
        self._session_key = key if kept else None
        return kept

    def exists(self, session_key: str) -> bool:
        return super().exists(kept_key(session_key))

    def create_model_instance(self, data: dict[str, object]) -> AbstractBaseSession:
        row = super().create_model_instance(data)
        row.session_key = kept_key(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            super().delete(kept_key(key))

    def cycle_key(self) -> None:
        """Go on under a new key, and tell whoever keeps a list of sessions."""
        before = self.session_key
        super().cycle_key()
        if before:
            moved.send(
                sender=type(self),
                before=kept_key(before),
                after=kept_key(self.session_key or ""),
            )
