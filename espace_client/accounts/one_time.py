"""Codes and links that leave to somebody's own channels, for one thing and once."""

from datetime import datetime

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q


class Purpose(models.TextChoices):
    """What a code is for. A code for one thing gives nothing else (quality 1.9)."""

    DEVICE = "device", "Nouvel appareil"
    STEP_UP = "step_up", "Acte sensible"
    NEW_EMAIL = "new_email", "Adresse e-mail à vérifier"
    RESET = "reset", "Mot de passe oublié"
    LETTER = "letter", "Compte ouvert par courrier"


class OneTimeCode(models.Model):
    """Six digits, the twelve characters of a letter, or a link, of one account and one purpose.

    Only hashes are kept: of a link the SHA-256, of what is short enough to be tried out a keyed
    one, whose key is not in the database. `bound_to` names the thing more closely: the act of a
    step-up, the change of an e-mail. One lives at a time; a newer one kills it.
    """

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    account = models.ForeignKey(
        "accounts.Account", on_delete=models.CASCADE, related_name="one_time_codes"
    )
    purpose = models.CharField(max_length=10, choices=Purpose)
    via = models.CharField(max_length=8)
    bound_to = models.CharField(max_length=60, blank=True)
    code_hash = models.BinaryField(max_length=32, null=True, unique=True)
    link_hash = models.BinaryField(max_length=32, null=True, unique=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField(help_text="Of the code")
    link_expires_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    killed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_live_code_for_one_thing",
                fields=["account", "purpose", "bound_to"],
                condition=Q(used_at__isnull=True, killed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="a_one_time_code_expires_later", condition=Q(expires_at__gt=F("issued_at"))
            ),
            models.CheckConstraint(
                name="a_link_that_leaves_expires",
                condition=Q(link_hash__isnull=True) | Q(link_expires_at__gt=F("issued_at")),
            ),
            models.CheckConstraint(
                name="a_one_time_code_is_a_code_or_a_link",
                condition=Q(code_hash__isnull=False) | Q(link_hash__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["account", "purpose", "-issued_at"], name="codes_of_an_account")
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.issued_at:%Y-%m-%d %H:%M}"

    def is_alive(self) -> bool:
        """Whether it was neither used nor replaced."""
        return self.used_at is None and self.killed_at is None

    def code_works(self, at: datetime) -> bool:
        """Whether its code still gives something at that moment."""
        return self.is_alive() and at < self.expires_at

    def link_works(self, at: datetime) -> bool:
        """Whether its link still opens something at that moment."""
        return self.is_alive() and self.link_expires_at is not None and at < self.link_expires_at
