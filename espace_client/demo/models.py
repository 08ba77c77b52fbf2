"""What only the demo keeps: its clock, its first week, its mails, text messages and letters."""

from django.db import models

from espace_client.contracts.ordered_cards import card_batch_name
from espace_client.delivery.rules import batch_name


class DemoClock(models.Model):
    """How far the demo's time is from the machine's. One row at most."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    offset = models.DurationField()

    class Meta:
        constraints = [models.CheckConstraint(name="one_clock", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return str(self.offset)


class FirstWeek(models.Model):
    """The first week, lived once. One row at most."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    began_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="one_first_week", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d}"


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


class KeptText(models.Model):
    """A text message as it left, kept instead of sent."""

    at = models.DateTimeField()
    to = models.CharField(max_length=20)
    text = models.TextField()
    identifier = models.UUIDField(unique=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.text


class KeptBatch(models.Model):
    """A batch of letters as the printer got it. Nobody sees it before it is released."""

    number = models.PositiveIntegerField(primary_key=True)
    at = models.DateTimeField()
    pages = models.PositiveIntegerField()
    pdf = models.BinaryField()
    released = models.BooleanField(default=False)

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return batch_name(self.number)


class KeptCardBatch(models.Model):
    """A file of cards as whoever prints them got it. Nobody sees it before it is released."""

    number = models.PositiveIntegerField(primary_key=True)
    at = models.DateTimeField()
    file = models.BinaryField()
    released = models.BooleanField(default=False)

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return card_batch_name(self.number)


class KeptLetter(models.Model):
    """One letter of a batch, as its reader finds it in the letter box: code included."""

    batch = models.ForeignKey(KeptBatch, on_delete=models.CASCADE, related_name="letters")
    reference = models.CharField(max_length=20, unique=True)
    to = models.CharField(max_length=260)
    postal_lines = models.JSONField()
    subject = models.CharField(max_length=150)
    text = models.TextField()
    first_page = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.subject
