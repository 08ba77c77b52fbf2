"""What was written in a thread, sealed: it may tell about care."""

import json
from dataclasses import asdict, dataclass
from uuid import UUID

from django.conf import settings

from espace_client.conversations.models import Line, Subject, Thread, thread_bound_to


@dataclass(frozen=True, slots=True)
class Contact:
    """Who writes without an account, and how they are answered: an e-mail address, a telephone
    number or a postal address."""

    name: str
    email: str = ""
    telephone: str = ""
    address: str = ""


def sealed(words: str, *, thread: UUID) -> bytes | None:
    """*words* for a row of that thread; nothing for no word."""
    if not words:
        return None
    return settings.SEALING_KEYS.seal_bytes(words.encode(), bound_to=thread_bound_to(thread))


def opened(content: bytes | memoryview | None, *, thread: UUID) -> str:
    """The words again; empty where there is none."""
    if not content:
        return ""
    return settings.SEALING_KEYS.unseal_bytes(
        bytes(content), bound_to=thread_bound_to(thread)
    ).decode()


def sealed_contact(contact: Contact, *, thread: UUID) -> bytes | None:
    """Who writes, for the row of that thread."""
    return sealed(json.dumps(asdict(contact)), thread=thread)


def contact_of(thread: Thread) -> Contact | None:
    """Who writes without an account."""
    said = opened(thread.sealed_contact, thread=thread.pk)
    return Contact(**json.loads(said)) if said else None


def subject_of(thread: Thread) -> str:
    """The subject, in one's own words where they were written."""
    own = opened(thread.sealed_subject, thread=thread.pk)
    return own or str(Subject(thread.subject).label)


def words_of(line: Line) -> str:
    """What was written in that line."""
    return opened(line.words, thread=line.thread_id)
