"""The browsers that somebody comes in with, and the sessions that are open on them."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q


class KnownDevice(models.Model):
    """A browser that showed a second step for this account, and is not asked again until
    `expires_at`. It keeps a random token in a cookie; only its SHA-256 is here. Two accounts on
    one computer are two rows with one token."""

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    account = models.ForeignKey(
        "accounts.Account", on_delete=models.CASCADE, related_name="devices"
    )
    token_hash = models.BinaryField(max_length=32)
    label = models.CharField(max_length=60, help_text="« Firefox sur Windows »")
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "token_hash"], name="one_device_an_account"),
            models.CheckConstraint(
                name="a_device_is_forgotten_later", condition=Q(expires_at__gt=F("first_seen_at"))
            ),
        ]

    def __str__(self) -> str:
        return self.label


class OpenSession(models.Model):
    """A session of a member, as the list of their sessions shows it. `session_key` is the hash
    under which the session itself is kept (ui.sessions.kept_key): deleting that row ends it."""

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    account = models.ForeignKey(
        "accounts.Account", on_delete=models.CASCADE, related_name="open_sessions"
    )
    session_key = models.CharField(max_length=40, unique=True)
    label = models.CharField(max_length=60)
    source = models.CharField(max_length=45, blank=True, help_text="The network it came from")
    opened_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["account", "-opened_at"], name="sessions_of_an_account"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.opened_at:%Y-%m-%d %H:%M}"
