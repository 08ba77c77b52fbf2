"""What the page of a document says, sealed: it may tell care, and the names of files (5.1)."""

import json
from typing import Any
from uuid import UUID

from django.conf import settings

from espace_client.documents.content import Section, as_json
from espace_client.documents.models import shown_for


def sealed_sections(sections: tuple[Section, ...], *, document: UUID) -> bytes:
    """*sections* for the row of that document."""
    written = json.dumps(as_json(sections), ensure_ascii=False)
    return settings.SEALING_KEYS.seal_bytes(written.encode(), bound_to=shown_for(document))


def opened_sections(sealed: bytes | memoryview, *, document: UUID) -> list[dict[str, Any]]:
    """The sections again, as a template reads them."""
    opened = settings.SEALING_KEYS.unseal_bytes(bytes(sealed), bound_to=shown_for(document))
    found: list[dict[str, Any]] = json.loads(opened)
    return found
