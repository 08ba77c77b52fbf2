"""Requests of the old portal, as the insurer's file brings them."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

from espace_client.demarches.rules import Turn
from espace_client.members.models import Person


class OldKind(models.TextChoices):
    """The démarches of the mission, as a member reads them."""

    MESSAGE = "message", "Message à nos conseillers"
    DENTAL_QUOTE = "devis_dentaire", "Devis dentaire"
    LENSES = "lentilles", "Remboursement de lentilles"
    HOSPITAL = "hospitalisation", "Prise en charge hospitalière"
    REIMBURSEMENT = "remboursement", "Autre remboursement"
    CARD = "reexpedition_carte", "Nouvel envoi de la carte de tiers payant"
    TERMINATION = "resiliation", "Résiliation de contrat"
    DETAILS = "coordonnees", "Changement de coordonnées"


class OldState(models.TextChoices):
    """Where a request stands (product B.0.1). Only the last one is no longer open."""

    RECEIVED = "recue", "Reçue par nos équipes"
    IN_STUDY = "en_etude", "En cours d’étude"
    DOCUMENT_AWAITED = "document_attendu", "Il nous manque un document"
    OTHER_AWAITED = "attente_tiers", "En attente de la réponse d’un autre organisme"
    ACCEPTED = "acceptee", "Acceptée"
    CLOSED = "close", "Terminée"


OLD_TURNS = {
    OldState.RECEIVED: Turn.INSURER,
    OldState.IN_STUDY: Turn.INSURER,
    OldState.DOCUMENT_AWAITED: Turn.MEMBER,
    OldState.OTHER_AWAITED: Turn.OTHER,
    OldState.ACCEPTED: Turn.INSURER,
    OldState.CLOSED: Turn.NOBODY,
}


class TakenOverRequest(models.Model):
    """One request made in the old portal, read here and changed by the insurer's file alone.

    `reference` is the old portal's: what the member quotes on the telephone. Some are about care:
    a row is read by the person who asked, and by nobody else through a page.
    """

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    reference = models.CharField(max_length=40, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="taken_over_requests")
    kind = models.CharField(max_length=20, choices=OldKind)
    asked_on = models.DateField()
    promised_on = models.DateField(help_text="Last day of the answer that was promised")
    state = models.CharField(max_length=20, choices=OldState)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_answer_is_promised_after_it_was_asked",
                condition=Q(promised_on__gte=F("asked_on")),
            )
        ]
        indexes = [
            models.Index(
                fields=["person", "promised_on"],
                name="open_requests_of_a_person",
                condition=~Q(state="close"),
            )
        ]

    def __str__(self) -> str:
        return self.reference
