"""Documents that somebody gave us: cleaned, sealed, and kept for whoever may see them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models

from espace_client.kernel.sealing import KeyRing
from espace_client.statements.built_once import Given


@dataclass(frozen=True, slots=True)
class DepositedFile:
    """A file as it was given: its name, what it weighs in bytes, its SHA-256."""

    name: str
    size: int
    sha256: bytes


class Scan(models.TextChoices):
    """What the antivirus said."""

    CLEAN = "clean", "Vérifié"
    UNSCANNED = "unscanned", "Pas d’antivirus dans cette installation"
    QUARANTINED = "quarantined", "En attente de l’antivirus"
    INFECTED = "infected", "Un virus : personne ne l’ouvre"


class Doubt(models.TextChoices):
    """What may make it hard to read. It never stops anybody."""

    NONE = "", ""
    SMALL = "small", "L’image est petite"
    BLURRED = "blurred", "La photo semble floue"


class ReceivedDocumentQuerySet(models.QuerySet["ReceivedDocument"]):
    def in_space(self, space: UUID | Given) -> "ReceivedDocumentQuerySet":
        """Those of the space of one person."""
        return self.filter(person=space)

    def light(self) -> "ReceivedDocumentQuerySet":
        """Without the bytes, for lists."""
        return self.defer("content", "thumbnail")


class ReceivedDocument(models.Model):
    """One document as it was received: one file, or the pages that were photographed one by one.

    `content` is what is kept after cleaning, sealed with a key of its own (`data_key`), which the
    installation's keys seal in turn (quality 5.1). `given_sealed` says of each file that it was
    made of: its name, its bytes, its SHA-256 (a name may tell about care). `sha256` is that of
    what was given; of several pages, that of their digests one after the other.
    """

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    person = models.UUIDField(help_text="In whose space it was given")
    given_sealed = models.BinaryField(help_text="JSON; opens with received_bound_to(id)")
    media_type = models.CharField(max_length=40, help_text="Of what is kept")
    sha256 = models.BinaryField(max_length=32)
    size = models.PositiveIntegerField(help_text="In bytes, of what is kept")
    pages = models.PositiveSmallIntegerField(default=1)
    data_key = models.BinaryField(help_text="Opens with received_bound_to(id)")
    content = models.BinaryField(help_text="AES-256-GCM under its data key, bound to the id")
    thumbnail = models.BinaryField(null=True, help_text="The same, as JPEG")
    scan = models.CharField(max_length=20, choices=Scan)
    doubt = models.CharField(max_length=20, blank=True, choices=Doubt)
    received_at = models.DateTimeField()

    objects = ReceivedDocumentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-received_at"], name="received_of_a_person"),
            models.Index(fields=["person", "sha256"], name="received_before"),
            models.Index(
                fields=["received_at"], condition=models.Q(scan="quarantined"), name="to_be_scanned"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.media_type} {self.received_at:%Y-%m-%d %H:%M}"


def sealed_given(files: Sequence[DepositedFile], *, document: UUID) -> bytes:
    """What was given, file by file, for the row of that document."""
    said = [[one.name, one.size, one.sha256.hex()] for one in files]
    return settings.SEALING_KEYS.seal_bytes(
        json.dumps(said, ensure_ascii=False).encode(), bound_to=received_bound_to(document)
    )


def given_files(document: ReceivedDocument) -> list[DepositedFile]:
    """The files that *document* was made of, in their order."""
    said = json.loads(
        settings.SEALING_KEYS.unseal_bytes(
            bytes(document.given_sealed), bound_to=received_bound_to(document.pk)
        )
    )
    return [DepositedFile(name, size, bytes.fromhex(digest)) for name, size, digest in said]


def sealed_key(key: bytes, *, document: UUID) -> bytes:
    """The key of one document, sealed with those of the installation."""
    return settings.SEALING_KEYS.seal_bytes(key, bound_to=received_bound_to(document))


def sealed_content(content: bytes, *, key: bytes, document: UUID) -> bytes:
    """Bytes of a document under its own key, bound to it."""
    return KeyRing({"": key}).seal_bytes(content, bound_to=received_bound_to(document))


def content_of(document: ReceivedDocument) -> bytes:
    """What is kept, opened. Whether somebody may read it is the caller's rule (`can_be_read`)."""
    return _opened(document, document.content)


def thumbnail_of(document: ReceivedDocument) -> bytes:
    """The picture of its first page, as JPEG."""
    return _opened(document, document.thumbnail or b"")


def can_be_read(document: ReceivedDocument) -> bool:
    """Whether it may be shown to anybody: not while it waits for the antivirus."""
    return document.scan in (Scan.CLEAN, Scan.UNSCANNED)


def _opened(document: ReceivedDocument, sealed: bytes | memoryview) -> bytes:
    bound_to = received_bound_to(document.pk)
    key = settings.SEALING_KEYS.unseal_bytes(bytes(document.data_key), bound_to=bound_to)
    return KeyRing({"": key}).unseal_bytes(bytes(sealed), bound_to=bound_to)


def received_bound_to(identifier: UUID) -> str:
    """What the seals of a received document are bound to."""
    return f"received:{identifier}"
