"""A card that its owner lets somebody else open: a pharmacist, a hospital, an optician."""

from datetime import date, datetime

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

from espace_client.documents.models import IssuedDocument
from espace_client.members.models import Person


class SharedCard(models.Model):
    """A link that opens one document, a card, for a day, to whoever holds it.

    Of its token only the hash is kept. It opens what was issued when it was sent, and nothing once
    that document is withdrawn or its days are over.
    """

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="shared_cards")
    document = models.ForeignKey(IssuedDocument, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(max_length=254, help_text="Of the professional, as typed")
    email_key = models.CharField(max_length=254, help_text="All spellings of it are one")
    with_nir = models.BooleanField()
    token_hash = models.BinaryField(max_length=32, unique=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    last_opened_at = models.DateTimeField(null=True)
    openings = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_shared_card_expires_later", condition=Q(expires_at__gt=F("sent_at"))
            ),
            models.CheckConstraint(
                name="a_shared_card_knows_its_openings",
                condition=Q(openings=0, last_opened_at=None)
                | Q(openings__gt=0, last_opened_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_link_of_a_card_for_a_mailbox",
                fields=["person", "document", "email_key"],
                condition=Q(stopped_at=None),
            ),
        ]
        indexes = [models.Index(fields=["person", "-sent_at"], name="shared_cards_of_a_person")]

    def __str__(self) -> str:
        return f"{self.document_id} {self.sent_at:%Y-%m-%d %H:%M}"

    def runs(self, at: datetime) -> bool:
        """Whether its day is not over, and nobody has stopped it."""
        return self.stopped_at is None and at < self.expires_at

    def works(self, at: datetime, *, on: date) -> bool:
        """Whether it opens the card: it runs, the card counts *on* that day, its owner lives."""
        return self.runs(at) and self.document.can_be_had(on) and self.person.died_on is None
