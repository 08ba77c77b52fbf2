"""What only the demo keeps: its clock and its mails."""

from django.db import models


class DemoClock(models.Model):
    """How far the demo's time is from the machine's. One row at most."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    offset = models.DurationField()

    class Meta:
        constraints = [models.CheckConstraint(name="one_clock", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return str(self.offset)


class KeptMail(models.Model):
    """A mail as it left, kept instead of sent."""

    at = models.DateTimeField()
    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    message_id = models.CharField(max_length=200, unique=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.subject
