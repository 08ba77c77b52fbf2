"""The trail. Rows are only ever added; the database itself refuses anything else."""

from django.db import models


class Entry(models.Model):
    """One thing that happened. `digest` seals the row and the digest of the row before it."""

    at = models.DateTimeField()
    event = models.CharField(max_length=80)
    role = models.CharField(max_length=20)
    actor = models.CharField(max_length=200)
    channel = models.CharField(max_length=20)
    actor_person = models.UUIDField(null=True)
    person = models.UUIDField(null=True, help_text="Whose file it concerns")
    subject = models.CharField(max_length=120, blank=True)
    facts = models.JSONField(default=dict)
    previous = models.BinaryField()
    digest = models.BinaryField(unique=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["person", "-id"], name="audit_entry_of_person")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.event} {self.actor}"
