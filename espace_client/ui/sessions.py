"""Sessions kept under a hash of their key: a copy of the database opens nobody's session.

The browser alone holds the key (quality 1.11). Names the session engine of the settings.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import base, db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.dispatch import Signal
from django.utils import timezone
from django.utils.crypto import get_random_string

from espace_client.statements.built_once import BuiltOnce, Given

_KEPT = 40  # characters of the column: 160 bits
_KEY_LENGTH = 32  # of 36 characters: 165 bits, so that no two are the same

_LIVE = BuiltOnce(
    lambda: Session.objects.filter(
        session_key=Given("kept"), expire_date__gt=Given("now")
    ).values_list("session_data")
)
_ADD = """
INSERT INTO django_session (session_key, session_data, expire_date) VALUES (%s, %s, %s)
ON CONFLICT DO NOTHING
"""
_CHANGE = "UPDATE django_session SET session_data = %s, expire_date = %s WHERE session_key = %s"

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
    """Django's own, except for what is written of the key, and for what it asks: each page loads
    one, and a sign-in begins one. A row is added with all that it holds, not once empty and once
    more; saving again what was just saved asks nothing."""

    _is_new = False  # has a key, and no row yet
    _saved = b""  # what this object has written

    def load(self) -> dict[str, Any]:
        now = timezone.now()  # noqa: TID251 - by this clock Django says when a session ends
        found = _LIVE.first(kept=kept_key(self.session_key or ""), now=now)
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found[0])

    def create(self) -> None:
        """Choose a key. The row comes when the session is saved."""
        self._session_key = get_random_string(_KEY_LENGTH, base.VALID_KEY_CHARS)
        self._is_new = self.modified = True
        self._saved = b""

    def save(self, must_create: bool = False) -> None:
        """Write what the session holds. Raises UpdateError if it has ended meanwhile."""
        if self.session_key is None:
            self.create()
        new = self._is_new or must_create
        data = self._get_session(no_load=new)  # type: ignore[attr-defined]
        content = self.serializer().dumps(data)
        if content == self._saved and not new:
            return
        row = self.create_model_instance(data)
        with connection.cursor() as cursor:
            if new:
                cursor.execute(_ADD, [row.session_key, row.session_data, row.expire_date])
            else:
                cursor.execute(_CHANGE, [row.session_data, row.expire_date, row.session_key])
            if not cursor.rowcount:
                raise base.CreateError if new else base.UpdateError
        self._is_new, self._saved = False, content

    def exists(self, session_key: str) -> bool:
        return super().exists(kept_key(session_key))

    def create_model_instance(self, data: dict[str, object]) -> AbstractBaseSession:
        row = super().create_model_instance(data)
        row.session_key = kept_key(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            end([kept_key(key)])

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
