"""Whose session a cookie is."""

import base64
import hashlib
import json
import zlib
from uuid import UUID

from psycopg import Connection

from espace_client.kernel import clock

COOKIE = "__Host-session"
_SESSION = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
_IDLE_SECONDS = 30 * 60


def account_of(connection: Connection, cookies: str) -> UUID | None:
    """The account that is signed in, or None when the session is over or never was."""
    key = next((c[len(COOKIE) + 1 :] for c in cookies.split("; ") if c.startswith(COOKIE)), "")
    kept = hashlib.sha256(key.encode()).hexdigest()[:40]
    now = clock.now()
    found = connection.execute(_SESSION, [kept, now], prepare=True).fetchone()
    if not found:
        return None
    session = _opened(found[0])
    alive = now.timestamp() - session["seen"] < _IDLE_SECONDS
    return UUID(session["_auth_user_id"]) if alive else None


def _opened(data: str) -> dict:
    """What the framework has written there: JSON, packed if that is shorter, in base 64."""
    packed = data.startswith(".")
    written = data[packed:].partition(":")[0].encode()
    content = base64.urlsafe_b64decode(written + b"=" * (-len(written) % 4))
    return dict(json.loads(zlib.decompress(content) if packed else content))
