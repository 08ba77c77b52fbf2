"""What a payment file says: transfers, their lines, and what does not fit. Nothing else says that
money has left (product B.0.1, rule 2)."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from espace_client.members.models import Person


class PaymentFile(models.Model):
    """One file that was taken, whole. The same bytes are never taken twice."""

    name = models.CharField(max_length=200)
    sha256 = models.BinaryField(max_length=32, unique=True)
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=200)
    lines = models.PositiveIntegerField(help_text="Those that were new")
    known = models.PositiveIntegerField(help_text="Those that an earlier file had brought")

    def __str__(self) -> str:
        return self.name


class Transfer(models.Model):
    """Money that left for one account. Euros, to the cent: the sum of its lines. `account_end` is
    all that is known of the account, its last four digits; empty for a professional's."""

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    reference = models.CharField(max_length=40, unique=True)
    file = models.ForeignKey(PaymentFile, on_delete=models.PROTECT, related_name="transfers")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="transfers",
        help_text="Who receives it; nobody of ours where a professional does",
    )  # fmt: skip
    sent_on = models.DateField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    account_end = models.CharField(max_length=4, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_transfer_is_of_some_euros", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="a_transfer_names_an_account_or_a_professional",
                condition=Q(person__isnull=True, account_end="")
                | Q(person__isnull=False, account_end__regex=r"^\d{4}$"),
            ),
        ]
        indexes = [models.Index(fields=["person", "-sent_on"], name="transfers_of_a_person")]

    def __str__(self) -> str:
        return self.reference


class Operation(models.TextChoices):
    """What a line of the file does (`payment_file.py::Does`)."""

    PAYMENT = "paiement", "Paiement"
    CANCELLATION = "annulation", "Annulation"
    ASKED_BACK = "trop_percu", "Versé en trop"
    CAME_BACK = "rendu", "Rendu"
    KEPT_BACK = "retenu", "Retenu sur un virement"
    GIVEN_UP = "abandon", "Abandonné"


_PAYS = (Operation.PAYMENT, Operation.CANCELLATION)


class PaymentLine(models.Model):
    """One line of a payment file, as it came. Rows are only ever added; the database refuses
    anything else. `care` is the reference of the line of care, `request` that of a démarche,
    `complementary` what was paid for it in euros; a cancellation pays nothing. `digest` tells a
    line that comes again from one that says something else under the same reference.

    Of money that was paid too much, `complementary` is what is asked back or settled, `owed_by`
    whoever had received it, `why` what they read; `care` of a line that settles is the reference
    of the line that asks."""

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    reference = models.CharField(max_length=40, unique=True)
    file = models.ForeignKey(PaymentFile, on_delete=models.PROTECT, related_name="+")
    transfer = models.ForeignKey(
        Transfer, on_delete=models.PROTECT, null=True, related_name="lines"
    )
    operation = models.CharField(max_length=12, choices=Operation)
    on = models.DateField()
    care = models.CharField(max_length=40)
    request = models.CharField(max_length=20, blank=True)
    complementary = models.DecimalField(max_digits=12, decimal_places=2)
    owed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    why = models.CharField(max_length=120, blank=True, default="", db_default="")
    digest = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_payment_has_its_transfer",
                condition=Q(operation=Operation.PAYMENT, transfer__isnull=False)
                | Q(operation=Operation.CANCELLATION, transfer__isnull=True, complementary=0)
                | ~Q(operation__in=_PAYS),
            ),
            models.CheckConstraint(
                name="what_was_paid_too_much_is_somebody_s",
                condition=Q(operation__in=_PAYS, owed_by=None)
                | (~Q(operation__in=_PAYS) & Q(owed_by__isnull=False, complementary__gt=0)),
            ),
            models.CheckConstraint(
                name="what_is_asked_back_says_why",
                condition=~Q(operation=Operation.ASKED_BACK) | ~Q(why=""),
            ),
            models.UniqueConstraint(
                fields=["care", "operation"],
                condition=Q(operation__in=_PAYS),
                name="paid_once_cancelled_once",
            ),
        ]
        indexes = [
            models.Index(fields=["request"], name="payments_of_a_request"),
            models.Index(
                fields=["owed_by"], condition=Q(owed_by__isnull=False), name="paid_too_much_to"
            ),
            models.Index(
                fields=["care"], condition=~Q(operation__in=_PAYS), name="paid_too_much_for"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Misfit(models.TextChoices):
    """What an adviser must look at, once a file was taken."""

    NO_REQUEST = "no_request", "La demande citée n’existe pas"
    NOT_ACCEPTED = "not_accepted", "La demande citée n’est pas acceptée"
    DIFFERS = "differs", "Le montant n’est pas celui qui a été décidé"
    NOTHING_PAID = "nothing_paid", "L’annulation d’un soin que nous n’avons pas payé"
    NOT_PAID = "not_paid", "Une demande acceptée attend son virement"
    NO_FLOW = "no_flow", "Un soin ne nous est pas parvenu de la Sécurité sociale"


class FlowWatch(models.Model):
    """Care whose health card was read: what the Sécurité sociale pays for it should reach us by
    `due_on`. Its person declared it, so that we look for it and nobody need call (product B.7).
    `ended_at`: it came, or advisers look for it."""

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="flow_watches")
    cared_on = models.DateField()
    declared_at = models.DateTimeField()
    due_on = models.DateField()
    ended_at = models.DateTimeField(null=True)
    came = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "cared_on"], name="watched_once_a_day"),
            models.CheckConstraint(
                name="what_has_ended_says_how",
                condition=Q(ended_at=None, came=None)
                | Q(ended_at__isnull=False, came__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(ended_at=None), name="flows_to_look_for"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.cared_on}"


class MisfitCase(models.Model):
    """Something that does not fit, until an adviser has settled it and said how. One for each line
    and what is wrong with it, for each request that waits, or for each flow that does not come."""

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    what = models.CharField(max_length=20, choices=Misfit)
    line = models.ForeignKey(PaymentLine, on_delete=models.PROTECT, null=True, related_name="+")
    request = models.CharField(max_length=20, blank=True)
    watch = models.ForeignKey(FlowWatch, on_delete=models.PROTECT, null=True, related_name="+")
    expected = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=300, blank=True, help_text="How it was settled")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["what", "line", "request", "watch"],
                name="told_once_of_a_misfit",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="what_is_settled_says_how",
                condition=Q(settled_at=None, settled_by="", how="")
                | (Q(settled_at__isnull=False) & ~Q(settled_by="") & ~Q(how="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["found_at", "id"], condition=Q(settled_at=None), name="misfits_to_settle"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.request}"
