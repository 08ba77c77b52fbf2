"""Forms that were sent, so that a double click stays one request (quality 6.6)."""

from django.db import models


class SentForm(models.Model):
    """One form page that was filled in and sent. The token was hidden in the page."""

    token = models.UUIDField(primary_key=True)
    path = models.CharField(max_length=300)
    content = models.BinaryField(max_length=32, help_text="Keyed hash of what was sent")
    sender = models.BinaryField(max_length=32, help_text="Keyed hash of the browser's cookie")
    at = models.DateTimeField()
    location = models.TextField(blank=True, help_text="Where it led: as long as an address may be")
    session = models.JSONField(default=dict, help_text="What it put in the session")
    account = models.CharField(max_length=40, blank=True, help_text="Whom it signed in")
    account_proof = models.CharField(max_length=64, blank=True, help_text="With which password")

    class Meta:
        indexes = [
            models.Index(fields=["at"], name="sent_forms_by_age"),
            models.Index(  # each sign-out looks for those of its account
                fields=["account"], condition=~models.Q(account=""), name="sent_forms_that_opened"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.path} {self.at:%Y-%m-%d %H:%M}"
