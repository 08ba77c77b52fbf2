"""Mandates and contributions, as the insurer's file brings them."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

from espace_client.contracts.models import Contract
from espace_client.members.models import BankAccount


class Mandate(models.Model):
    """The right to debit one account for one contract. `rum` is the bank's reference of it
    (domain rules 9.1), unique for the insurer whatever its capitals."""

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    rum = models.CharField(max_length=35, unique=True)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="mandates")
    account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="mandates")
    signed_on = models.DateField()
    debit_day = models.PositiveSmallIntegerField(help_text="Day of the month; 31 is its last day")
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_debit_day_is_a_day_of_the_month",
                condition=Q(debit_day__gte=1, debit_day__lte=31),
            ),
            models.CheckConstraint(
                name="a_mandate_ends_after_it_was_signed",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("signed_on")),
            ),
            # Checked at the end of an import: one mandate may take over from another.
            ExclusionConstraint(
                name="one_live_mandate_a_contract",
                index_type="hash",
                expressions=[("contract", RangeOperators.EQUAL)],
                condition=Q(ended_on__isnull=True),
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.rum


class Payment(models.TextChoices):
    """What became of a contribution."""

    DUE = "due", "À payer"
    PAID = "payee", "Payée"
    REJECTED = "rejetee", "Rejetée par la banque"


class Contribution(models.Model):
    """What a contract owed for a period, both days included. Euros, to the cent."""

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    reference = models.CharField(max_length=40, unique=True)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="contributions")
    period_start = models.DateField()
    period_end = models.DateField()
    due_on = models.DateField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    payment = models.CharField(max_length=10, choices=Payment)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_contribution_is_not_negative", condition=Q(amount__gte=0)
            ),
            models.CheckConstraint(
                name="a_contribution_ends_after_it_starts",
                condition=Q(period_end__gte=F("period_start")),
            ),
        ]
        indexes = [models.Index(fields=["contract", "-due_on"], name="contributions_of_a_contract")]

    def __str__(self) -> str:
        return self.reference
