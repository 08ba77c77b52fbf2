"""Documents that were issued: what was printed for whom, sealed, so that it can be read again."""

from uuid import UUID

from django.contrib.postgres.functions import RandomUUID
from django.db import models


class IssuedDocumentQuerySet(models.QuerySet["IssuedDocument"]):
    """Documents, and the one rule that says who reads which."""

    def issued_to(self, person: UUID) -> "IssuedDocumentQuerySet":
        """Whoever asked for a document reads it, and nobody else: it may name a whole family."""
        return self.filter(person=person)


class IssuedDocument(models.Model):
    """One document as it left. It is never changed: another content is another document.

    `facts` is what a page may show of it: its sections, without what only the PDF says (a NIR).
    `content` is the PDF, sealed (quality 5.1); it opens with sealed_for(id).
    """

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    person = models.UUIDField(help_text="Whose document it is")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=150)
    number = models.CharField(max_length=20, unique=True, help_text="Printed on it")
    issued_at = models.DateTimeField()
    facts = models.JSONField()
    content = models.BinaryField()
    size = models.PositiveIntegerField(help_text="Of the PDF, in bytes")
    sha256 = models.BinaryField(max_length=32, help_text="Of the PDF, to recognise a copy")
    content_key = models.BinaryField(
        max_length=32, unique=True, help_text="The same content on the same day is one document"
    )

    objects = IssuedDocumentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "-issued_at"], name="documents_of_a_person")]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"


def sealed_for(identifier: UUID) -> str:
    """What the seal of a document is bound to."""
    return f"document:{identifier}"
