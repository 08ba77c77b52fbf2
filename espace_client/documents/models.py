"""Documents that were issued: what was printed for whom, sealed, so that it can be read again."""

from datetime import date
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from espace_client.documents.readers import Reader, Role, may_read
from espace_client.documents.received import ReceivedDocument, Scan
from espace_client.documents.rules import can_be_had
from espace_client.statements.built_once import Given

# What has a module of its own; Django finds its table here, and other rooms its names.
__all__ = ["IssuedDocument", "Receipt", "ReceivedDocument", "Scan", "Withdrawal", "sealed_for"]


class IssuedDocumentQuerySet(models.QuerySet["IssuedDocument"]):
    """Documents, and the one rule that says who reads which."""

    def belonging_to(self, person: UUID) -> "IssuedDocumentQuerySet":
        """Those of *person*, to be counted or withdrawn: who reads them is `readable_by`."""
        return self.filter(person=person)

    def readable_by(self, reader: Reader) -> "IssuedDocumentQuerySet":
        """Whoever asked for a document reads it, and nobody else: it may name a whole family. One
        that tells care asks for more (documents/readers.py)."""
        return self.readable_as(reader.space, reader.role)

    def readable_as(self, space: UUID | Given, role: Role) -> "IssuedDocumentQuerySet":
        """The rule itself, with the space or what will hold it in a statement built once."""
        return self.filter(may_read(space, role))

    def standing(self, *, on: date) -> "IssuedDocumentQuerySet":
        """Those that whoever checks them may still rely upon on that day. One that tells of days
        gone by has no last day."""
        counts = Q(valid_until=None) | Q(valid_until__gte=on)
        return self.filter(counts, withdrawn_at=None).exclude(proof="")


class Withdrawal(models.TextChoices):
    """Why a document must no longer be relied upon; the label ends « annulé : … »."""

    COVER_ENDED = "cover_ended", "la couverture a pris fin plus tôt que prévu"
    END_CHANGED = "end_changed", "la fin de la couverture a été corrigée"
    PAYMENT_CHANGED = (
        "payment_changed",
        "une cotisation a été corrigée, ou n’est plus comptée comme payée",
    )
    CARE_CHANGED = "care_changed", "un remboursement a été annulé ou corrigé"
    MISTAKE = "mistake", "il contenait une erreur"
    LOST = "lost", "il a été perdu ou volé"
    MISUSED = "misused", "il a été copié ou modifié par quelqu’un d’autre"


BY_HAND = (Withdrawal.MISTAKE, Withdrawal.LOST, Withdrawal.MISUSED)


class IssuedDocument(models.Model):
    """One document as it left. What it says never changes: another content is another document.

    `facts` is what a list says of it: whom and which day it is about. `shown` is what its page
    says, its sections without what only the PDF says (a NIR); it may tell care or the names of
    files, so it is sealed (quality 5.1) and opens with shown_for(id).
    `content` is the PDF, sealed as well; it opens with sealed_for(id). It `says_more` when
    it does tell what no page shows.
    `proof` is the signed code of its QR square (documents/proofs.py), empty for one that nobody
    else need check. `concerns` are the rows it tells of, for the room that wrote it, and `promised`
    the last day it promises of each, in the same order; `amounts` are the euros it says of each, in
    that order too, written as the room does, and empty where it says none. `care_of` are the
    people of whom it tells what was reimbursed: who reads it then depends on that too
    (documents/readers.py). A document may be withdrawn: whoever checks it is told, its owner still
    reads it.
    """

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    person = models.UUIDField(help_text="Whose document it is")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=150)
    number = models.CharField(max_length=20, unique=True, help_text="Printed on it")
    issued_at = models.DateTimeField()
    facts = models.JSONField()
    shown = models.BinaryField()
    content = models.BinaryField()
    size = models.PositiveIntegerField(help_text="Of the PDF, in bytes")
    sha256 = models.BinaryField(max_length=32, help_text="Of the PDF, to recognise a copy")
    content_key = models.BinaryField(
        max_length=32, unique=True, help_text="The same content on the same day is one document"
    )
    says_more = models.BooleanField(
        default=False, help_text="The PDF says what no page shows: a NIR"
    )
    proof = models.CharField(max_length=600, blank=True)
    valid_until = models.DateField(null=True)
    concerns = ArrayField(models.UUIDField(), default=list)
    promised = ArrayField(models.DateField(), default=list)
    amounts = ArrayField(
        models.CharField(max_length=60),
        default=list,
        db_default=[],
        help_text="The euros it says of each row of concerns",
    )
    ends_with_validity = models.BooleanField(
        default=False, help_text="Cannot be had after its last day: a card"
    )
    care_of = ArrayField(
        models.UUIDField(), default=list, db_default=[], help_text="Whose care it tells"
    )
    version_of = models.CharField(
        max_length=120,
        blank=True,
        default="",
        db_default="",
        help_text="Of what it is one version: the newest of that name replaces the others",
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=20, blank=True, choices=Withdrawal)

    objects = IssuedDocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_withdrawn_document_says_why",
                condition=Q(withdrawn_at=None, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
            )
        ]
        indexes = [
            models.Index(fields=["person", "-issued_at"], name="documents_of_a_person"),
            models.Index(
                fields=["valid_until"], name="documents_that_stand", condition=Q(withdrawn_at=None)
            ),
            models.Index(
                fields=["withdrawn_at"],
                name="withdrawn_documents",
                condition=Q(withdrawn_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    def can_be_had(self, on: date) -> bool:
        """Whether its PDF may still be downloaded (`rules.can_be_had`)."""
        return can_be_had(
            ends_with_validity=self.ends_with_validity,
            valid_until=self.valid_until,
            withdrawn=self.withdrawn_at is not None,
            on=on,
        )


def sealed_for(identifier: UUID) -> str:
    """What the seal of a document is bound to."""
    return f"document:{identifier}"


def shown_for(identifier: UUID) -> str:
    """What the seal of what its page says is bound to."""
    return f"document-shown:{identifier}"


class Receipt(models.Model):
    """A receipt of deposit in the chain: its line, its seal, and the seal of the one before. Rows
    are only ever added; the database refuses anything else."""

    document = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, related_name="receipt"
    )
    line = models.TextField(help_text="receipts.canonical: no name, no word about care")
    previous = models.BinaryField(max_length=32, unique=True)
    seal = models.BinaryField(max_length=32, unique=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.line
