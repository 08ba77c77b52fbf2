"""Parcels: what was said to whom, when, through which channel, and whether it left."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q


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
