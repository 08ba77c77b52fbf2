"""What ties a row of the trail to the row before it."""

import hashlib
import json
from datetime import UTC

from espace_client.audit.models import Entry

START = b"\0" * 32


def digest_of(entry: Entry) -> bytes:
    """SHA-256 of the previous digest and of everything the row says."""
    body = {
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "event": entry.event,
        "role": str(entry.role),
        "actor": entry.actor,
        "channel": str(entry.channel),
        "actor_person": str(entry.actor_person),
        "person": str(entry.person),
        "subject": entry.subject,
        "facts": entry.facts,
    }
    canonical = json.dumps(body, sort_keys=True, ensure_ascii=False).encode()
    return hashlib.sha256(bytes(entry.previous) + canonical).digest()
