"""Parcels: what was said to whom, when, through which channel, and whether it left."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

from espace_client.delivery.rules import batch_name


class State(models.TextChoices):
    WAITING = "waiting", "En attente d’envoi"
    SENDING = "sending", "Envoi en cours"
    SENT = "sent", "Envoyé"
    IN_DOUBT = "in_doubt", "Envoi incertain"
    REFUSED = "refused", "Refusé par le serveur du destinataire"


class Via(models.TextChoices):
    """The channel a message goes through."""

    EMAIL = "email", "E-mail"
    SMS = "sms", "SMS"
    LETTER = "letter", "Courrier"


class PrintBatch(models.Model):
    """Letters put into one PDF for the printer, in a fixed order: those of `parcels`, by place.

    Closed and handed over in steps that can each be done again (docs/letters.md). The PDF is
    sealed, and forgotten once the printer has it.
    """

    number = models.PositiveIntegerField(primary_key=True, help_text="1, 2, 3 … without a gap")
    made_at = models.DateTimeField()
    letters = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()
    content = models.BinaryField(null=True, help_text="Opens with batch_bound_to(number)")
    prepared_at = models.DateTimeField(null=True, help_text="The printer holds it, unreleased")
    taken_at = models.DateTimeField(null=True, help_text="The printer prints it")
    tries = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=300, blank=True, help_text="Why the printer refused it")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_batch_that_left_keeps_no_letter",
                condition=Q(taken_at__isnull=True, content__isnull=False)
                | Q(taken_at__isnull=False, prepared_at__isnull=False, content__isnull=True),
            ),
            models.CheckConstraint(
                name="a_batch_holds_a_letter", condition=Q(letters__gte=1, pages__gte=F("letters"))
            ),
        ]

    def __str__(self) -> str:
        return batch_name(self.number)


def batch_bound_to(number: int) -> str:
    """What the seal of a batch is bound to."""
    return f"batch:{number}"


class Parcel(models.Model):
    """One message to one person. Sent at most once: a parcel whose sending was cut is put in
    doubt and settled by its Message-ID, never sent again blindly (quality A.3).

    A secret (the token of a link) is sealed apart and forgotten once the message has left; the
    text holds a mark in its place.
    """

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    once_key = models.CharField(max_length=120, unique=True, help_text="What makes it one message")
    reference = models.CharField(max_length=20, unique=True, help_text="Printed in the message")
    notice = models.CharField(max_length=60)
    person = models.UUIDField(help_text="Whose file it belongs to")
    recipient = models.CharField(max_length=260)
    via = models.CharField(max_length=10, choices=Via, default=Via.EMAIL)
    address = models.EmailField(max_length=254, blank=True)
    mobile = models.CharField(max_length=20, blank=True, help_text="E.164, for a text message")
    postal_lines = models.JSONField(default=list, help_text="The lines on the envelope, in order")
    subject = models.CharField(max_length=150)
    text = models.TextField()
    html = models.TextField(blank=True)
    blocks = models.JSONField(default=list, help_text="A letter for the typesetter: kind and lines")
    batch = models.ForeignKey(
        PrintBatch, on_delete=models.PROTECT, null=True, related_name="parcels"
    )
    place = models.PositiveIntegerField(null=True, help_text="In its batch, from 1")
    pages = models.PositiveSmallIntegerField(null=True)
    secrets = models.BinaryField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField()
    not_before = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=300, blank=True, help_text="What the relay said")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_parcel_has_where_to_go",
                condition=(Q(via="email") & ~Q(address=""))
                | (Q(via="sms") & ~Q(mobile=""))
                | (Q(via="letter") & ~Q(postal_lines=[])),
            ),
            models.CheckConstraint(
                name="a_parcel_that_left_keeps_no_secret",
                condition=~Q(state__in=["sent", "refused", "in_doubt"]) | Q(secrets__isnull=True),
            ),
            # In one batch, and once: a letter leaves with its batch and in no other way.
            models.CheckConstraint(
                name="a_letter_leaves_in_a_batch",
                condition=Q(
                    via="letter",
                    state__in=["sending", "sent"],
                    batch__isnull=False,
                    place__gte=1,
                    pages__gte=1,
                )
                | Q(batch__isnull=True, via="letter", state__in=["waiting", "refused"])
                | Q(batch__isnull=True, via__in=["email", "sms"]),
            ),
            models.UniqueConstraint(fields=["batch", "place"], name="one_letter_a_place"),
        ]
        indexes = [
            models.Index(
                fields=["not_before"], condition=Q(state="waiting"), name="parcels_to_send"
            ),
            models.Index(fields=["claimed_at"], condition=Q(state="sending"), name="parcels_cut"),
            models.Index(fields=["person", "-created_at"], name="parcels_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.notice} {self.state}"

    @property
    def is_in_doubt(self) -> bool:
        """Whether nobody knows that it left."""
        return self.state == State.IN_DOUBT
