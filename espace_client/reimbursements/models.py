"""Past reimbursements and the link with the Sécurité sociale, as the insurer's file brings them.

Both are health data: a row is read by whom it is about and by whom they allowed.
"""

from datetime import date
from uuid import UUID

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

from espace_client.contracts.models import Contract
from espace_client.members.models import Person
from espace_client.members.permissions import Right, people_open_to
from espace_client.reimbursements.paid import (
    FlowWatch,
    Misfit,
    MisfitCase,
    Operation,
    PaymentFile,
    PaymentLine,
    Transfer,
)

# What has a module of its own; Django finds its table here, and other rooms its names.
__all__ = [
    "Feed",
    "FlowWatch",
    "Misfit",
    "MisfitCase",
    "Operation",
    "PaymentFile",
    "PaymentLine",
    "Reimbursement",
    "Transfer",
    "Transmission",
]


class ReimbursementQuerySet(models.QuerySet["Reimbursement"]):
    """Lines of care, and the one rule that says who reads which."""

    def visible_to(self, viewer: UUID, *, on: date) -> "ReimbursementQuerySet":
        """Each reads their own; those of somebody else only with that right over them, today:
        never the holder by being the holder (quality 2.3)."""
        return self.filter(person__in=people_open_to(viewer, Right.REIMBURSEMENTS, on=on))


class Reimbursement(models.Model):
    """One line of care. `spent` = `basic` (Sécurité sociale) + `complementary` (the insurer) +
    what was left. Euros, to the cent.

    What follows `complementary` is what counters need: `kind` is a `CareKind`, empty when nobody
    could tell, and then the line uses up nothing; `quantity` the acts, sessions or nights; `part`
    the tooth, ear or eye; `charge` what the law kept back (participation or franchise). A line
    cancelled on a day gives its counters back from that day. `transfer` is the money that left for
    it, `request` the démarche that asked for it; lines from before payment files have neither.
    """

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    reference = models.CharField(max_length=40, unique=True)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="reimbursements")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reimbursements")
    cared_on = models.DateField()
    paid_on = models.DateField(null=True)
    care = models.CharField(max_length=120)
    spent = models.DecimalField(max_digits=12, decimal_places=2)
    basic = models.DecimalField(max_digits=12, decimal_places=2)
    complementary = models.DecimalField(max_digits=12, decimal_places=2)
    kind = models.CharField(max_length=40, blank=True, db_default="", default="")
    act = models.CharField(max_length=40, blank=True, db_default="", default="")
    quantity = models.PositiveSmallIntegerField(db_default=1, default=1)
    part = models.CharField(max_length=10, blank=True, db_default="", default="")
    charge = models.DecimalField(max_digits=12, decimal_places=2, db_default=0, default=0)
    cancelled_on = models.DateField(null=True)
    transfer = models.ForeignKey(
        Transfer, on_delete=models.PROTECT, null=True, related_name="reimbursements",
        help_text="Set by a payment file alone",
    )  # fmt: skip
    request = models.CharField(
        max_length=20, blank=True, default="", db_default="", help_text="Of which démarche it comes"
    )

    objects = ReimbursementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_reimbursement_is_within_what_was_spent",
                condition=Q(
                    basic__gte=0, complementary__gte=0, spent__gte=F("basic") + F("complementary")
                ),
            ),
            models.CheckConstraint(
                name="a_reimbursement_counts_something",
                condition=Q(quantity__gte=1, charge__gte=0),
            ),
            models.CheckConstraint(
                name="a_transferred_reimbursement_is_paid",
                condition=Q(transfer=None) | Q(paid_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-cared_on", "id"], name="reimbursements_of_a_person"),
            models.Index(fields=["contract", "-cared_on"], name="reimbursements_of_a_contract"),
        ]

    def __str__(self) -> str:
        return self.reference


class Feed(models.TextChoices):
    """Whether the Sécurité sociale sends us what it paid (télétransmission)."""

    ACTIVE = "active", "Active"
    ABSENT = "absente", "Absente"
    CONFLICT = "conflit", "En conflit avec un autre organisme"


class Transmission(models.Model):
    """The link of one person with the Sécurité sociale."""

    person = models.OneToOneField(
        Person, primary_key=True, on_delete=models.CASCADE, related_name="transmission"
    )
    feed = models.CharField(max_length=10, choices=Feed)
    since = models.DateField(null=True)
    last_flow_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.feed
