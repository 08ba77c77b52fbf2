"""A change of the e-mail that somebody signs in with: asked, confirmed, undone."""

from datetime import datetime

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from espace_client.accounts.rules import LINK_LIFETIME


class ChangeState(models.TextChoices):
    WAITING = "waiting", "À vérifier"
    DONE = "done", "Faite"
    UNDONE = "undone", "Annulée depuis l’ancienne adresse"
    DROPPED = "dropped", "Abandonnée"


class EmailChange(models.Model):
    """Somebody gave an e-mail to sign in with. It counts once a code or a link that left to it
    comes back; from then on, for seven days, the address before can undo it (quality 1.10).

    `migration`: it replaces an old number. `blocked`: the address is used by another family, so
    nothing leaves to it and nobody is told; the advisers see it (product B.2.4).
    """

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    account = models.ForeignKey(
        "accounts.Account", on_delete=models.CASCADE, related_name="email_changes"
    )
    old_email = models.EmailField(max_length=254, blank=True)
    new_email = models.EmailField(max_length=254)
    new_email_key = models.CharField(max_length=254)
    migration = models.BooleanField(default=False)
    blocked = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=ChangeState, default=ChangeState.WAITING)
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, help_text="Done or dropped")
    undo_hash = models.BinaryField(max_length=32, null=True, unique=True)
    undo_until = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True, help_text="By an adviser, when it is blocked")
    looked_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_change_of_email_waits",
                fields=["account"],
                condition=Q(state=ChangeState.WAITING),
            ),
            models.CheckConstraint(
                name="a_change_of_email_is_settled_or_waits",
                condition=Q(state="waiting", settled_at__isnull=True)
                | (~Q(state="waiting") & Q(settled_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_blocked_address_is_never_taken",
                condition=Q(blocked=False) | ~Q(state="done"),
            ),
            models.CheckConstraint(
                name="an_undo_has_its_end",
                condition=Q(undo_hash__isnull=True) | Q(undo_until__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["account", "-asked_at"], name="email_changes_of_an_account"),
            models.Index(
                fields=["asked_at"],
                condition=Q(blocked=True, looked_at__isnull=True),
                name="addresses_to_clear_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M} {self.state}"

    def has_lapsed(self, at: datetime) -> bool:
        """Whether it waited a day in vain: as its link is dead, so is what was asked."""
        return at - self.asked_at >= LINK_LIFETIME

    def can_be_undone(self, at: datetime) -> bool:
        """Whether the address before may still take it back."""
        done = self.state == ChangeState.DONE and self.undo_hash is not None
        return done and self.undo_until is not None and at < self.undo_until
