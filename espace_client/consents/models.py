"""The ledger of consents. The last entry for a purpose and a channel is what holds."""

from django.db import models

from espace_client.members.models import Person


class Purpose(models.TextChoices):
    """What a message would be for (mission; product B.10)."""

    OFFERS = "offres", "Offres et services"
    TARGETED = "ciblee", "Communication ciblée"
    SURVEY = "satisfaction", "Questionnaire de satisfaction"


class Means(models.TextChoices):
    """By which means it would come."""

    EMAIL = "email", "E-mail"
    SMS = "sms", "SMS"
    TELEPHONE = "telephone", "Téléphone"
    POST = "courrier", "Courrier"


class Source(models.TextChoices):
    """Who wrote the entry."""

    MEMBER = "membre", "Membre"
    ADVISER = "conseiller", "Conseiller"
    MIGRATION = "migration", "Reprise de l’ancien espace"


class Consent(models.Model):
    """One answer, given once. Never changed: another answer is another entry. Somebody without an
    entry was never asked, and is written to for no such purpose."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose)
    means = models.CharField(max_length=20, choices=Means)
    allowed = models.BooleanField()
    given_on = models.DateField()
    proof = models.CharField(max_length=200, help_text="Where the answer can be shown")
    source = models.CharField(max_length=20, choices=Source)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose", "means", "given_on", "source"],
                name="one_answer_a_day_and_source",
            ),
            models.CheckConstraint(name="a_consent_has_its_proof", condition=~models.Q(proof="")),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.means} {self.allowed}"
