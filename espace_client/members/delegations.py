"""An access that somebody gives to a carer: which functions, from when until when."""

from datetime import date, datetime

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from espace_client.kernel.french import date_in_words
from espace_client.kernel.rights import Right


class Carried(models.TextChoices):
    """What carries the invitation to the carer."""

    EMAIL = "email", "Lien par e-mail"
    LETTER = "letter", "Code par courrier, à remettre"


class Ending(models.TextChoices):
    """Why an access ended."""

    GIVER = "giver", "Retiré par la personne aidée"
    CARER = "carer", "Rendu par l’aidant"
    DECLINED = "declined", "Refusé par l’aidant"
    REPLACED = "replaced", "Remplacé par un autre"
    LAPSED = "lapsed", "Arrivé à son terme"
    UNUSED = "unused", "Jamais accepté"
    DECEASED = "deceased", "Fermé après un décès"


def alive(who: str, on: date) -> Q:
    """Whether *who*, a column, was alive on that day."""
    return Q(**{f"{who}__died_on__isnull": True}) | Q(**{f"{who}__died_on__gt": on})


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Accesses that were given."""

    def not_ended(self) -> "DelegationQuerySet":
        """Those that nobody has ended, whatever their dates."""
        return self.filter(ended_at__isnull=True)

    def in_force(self, on: date) -> "DelegationQuerySet":
        """Those that open something on that day, both ends included: accepted, not ended, within
        their dates and those of the measure that a guardian acts for, both people alive."""
        measure_runs = Q(guardianship__isnull=True) | Q(
            Q(guardianship__end_on__isnull=True) | Q(guardianship__end_on__gte=on),
            guardianship__start_on__lte=on,
        )
        return self.not_ended().filter(
            Q(end_on__isnull=True) | Q(end_on__gte=on),
            alive("giver", on),
            alive("carer", on),
            measure_runs,
            accepted_at__isnull=False,
            start_on__lte=on,
        )


class Delegation(models.Model):
    """An access of *carer* to functions of the space of *giver*. It waits until the carer accepts
    it; before that the carer is a name, and the secret of the invitation is kept as a hash.

    That of a guardian follows the dates of its measure, as the insurer's file says them.
    """

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    giver = models.ForeignKey(
        "members.Person", on_delete=models.PROTECT, related_name="delegations_given"
    )
    carer = models.ForeignKey(
        "members.Person", on_delete=models.PROTECT, related_name="delegations_held", null=True
    )
    guardianship = models.ForeignKey(
        "members.Guardianship", on_delete=models.PROTECT, related_name="delegations", null=True
    )
    carer_name = models.CharField(max_length=140, help_text="As the giver wrote it")
    carer_email = models.EmailField(max_length=254, blank=True)
    rights = ArrayField(models.CharField(max_length=20))
    start_on = models.DateField()
    end_on = models.DateField(null=True)
    carried = models.CharField(max_length=8, choices=Carried)
    secret_hash = models.BinaryField(max_length=32, null=True, unique=True)
    secret_expires_at = models.DateTimeField()
    created_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, choices=Ending, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_delegation_ends_after_it_starts",
                condition=Q(end_on__gte=F("start_on")) | Q(end_on__isnull=True),
            ),
            models.CheckConstraint(
                name="only_a_guardian_s_access_has_no_end",
                condition=Q(end_on__isnull=False) | Q(guardianship__isnull=False),
            ),
            models.CheckConstraint(
                name="nobody_is_their_own_carer",
                condition=Q(carer__isnull=True) | ~Q(carer=F("giver")),
            ),
            models.CheckConstraint(
                name="a_delegation_opens_known_functions",
                condition=Q(rights__contained_by=[right.value for right in Right]) & ~Q(rights=[]),
            ),
            models.CheckConstraint(
                name="an_accepted_delegation_has_a_carer",
                condition=Q(accepted_at__isnull=True) | Q(carer__isnull=False),
            ),
            models.CheckConstraint(
                name="an_ended_delegation_says_why",
                condition=Q(ended_at__isnull=True, ending="")
                | (Q(ended_at__isnull=False) & ~Q(ending="")),
            ),
            models.UniqueConstraint(
                name="one_live_delegation_a_pair",
                fields=["giver", "carer"],
                condition=Q(ended_at__isnull=True, carer__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["giver", "-created_at"], name="delegations_of_a_giver"),
            models.Index(
                fields=["carer"],
                condition=Q(ended_at__isnull=True),
                name="delegations_of_a_carer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start_on} – {self.end_on or '…'}"

    @property
    def last_day(self) -> date | None:
        """The last day that it opens something; None while the measure has no end."""
        ends = [self.end_on, self.guardianship.end_on if self.guardianship else None]
        return min((day for day in ends if day), default=None)

    @property
    def until_in_words(self) -> str:
        """« 24 juin 2022 », or until when a measure lasts."""
        day = self.last_day
        return date_in_words(day) if day else _("terme de la mesure de protection")

    @property
    def is_live(self) -> bool:
        """Whether nobody has ended it."""
        return self.ended_at is None

    def invitation_works(self, at: datetime) -> bool:
        """Whether the carer can still accept by the link or the code that left last."""
        return self.is_live and self.accepted_at is None and at < self.secret_expires_at
