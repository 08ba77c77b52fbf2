"""Six digits that show one card, for ten minutes, to somebody who stands at a counter."""

from datetime import datetime

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

from espace_client.members.models import Person

SHOWN_QUICKLY = ("quick_card", "quick_card_shown")  # in a session: who asked, and what is shown


class CardCode(models.Model):
    """A code that left to the mobile of *person*; used, it is what shows their card, in the session
    that typed it. It opens no account: whoever has none may use it too.

    `asked_hash` is a keyed hash of the number and the date of birth that were typed, by which the
    code is looked up: the same statements run whoever was meant. `code_hash` is keyed as well; no
    dump holds either key.
    """

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="card_codes")
    asked_hash = models.BinaryField(max_length=32)
    code_hash = models.BinaryField(max_length=32)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    killed_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    shown_until = models.DateTimeField(null=True, help_text="The card, once the code was right")
    tries = models.PositiveSmallIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_card_code_expires_later", condition=Q(expires_at__gt=F("issued_at"))
            ),
            models.CheckConstraint(
                name="a_used_card_code_shows_for_a_while",
                condition=Q(used_at=None, shown_until=None) | Q(shown_until__gt=F("used_at")),
            ),
            models.UniqueConstraint(
                name="one_live_card_code_for_somebody",
                fields=["person"],
                condition=Q(used_at=None, killed_at=None),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-issued_at"], name="card_codes_of_a_person"),
            models.Index(fields=["asked_hash"], name="card_codes_that_were_asked"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.issued_at:%Y-%m-%d %H:%M}"

    def shows(self, at: datetime) -> bool:
        """Whether the card is still shown at that moment."""
        return self.shown_until is not None and at < self.shown_until
