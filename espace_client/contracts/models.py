"""Products and their guarantee tables, contracts, and who is covered on a day."""

from datetime import date
from uuid import UUID

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Case, F, Func, Q, When
from django.db.models.functions import Cast, Concat

from espace_client.contracts.ordered_cards import CardBatch, CardOrder
from espace_client.contracts.rules import earliest_readable_end
from espace_client.contracts.shared_cards import SharedCard
from espace_client.members.models import Person
from espace_client.statements.built_once import Given

# What has a module of its own; Django finds its table here, and other rooms its names.
__all__ = [
    "CardBatch",
    "CardOrder",
    "Contract",
    "ContractKind",
    "Coverage",
    "CoverageQuerySet",
    "Guarantee",
    "Option",
    "Product",
    "ProductVersion",
    "Relationship",
    "SharedCard",
    "SharedCeiling",
]


class _DateRange(Func):
    function = "daterange"
    output_field = DateRangeField()


def _no_overlap(name: str, start: str, end: str, *same: str) -> ExclusionConstraint:
    """Two rows with the *same* columns never cover one day twice (both ends included).

    The columns are joined into one text: on the bare columns the planner would also look rows up
    through this index, and random keys make it read all of it.
    """
    joined = [Cast(column, models.TextField()) for column in same]
    return ExclusionConstraint(
        name=name,
        expressions=[
            (Concat(*joined) if len(joined) > 1 else joined[0], RangeOperators.EQUAL),
            (_DateRange(start, end, models.Value("[]")), RangeOperators.OVERLAPS),
        ],
    )


def _ends_after_it_starts(name: str, start: str, end: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": F(start)}),
    )


class Product(models.Model):
    """What the insurer sells under one name."""

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    responsible = models.BooleanField(help_text="Contrat responsable (R871-2 CSS)")

    def __str__(self) -> str:
        return self.name


class ProductVersion(models.Model):
    """The guarantee tables of a product between two dates, both included."""

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="versions")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=200, help_text="Where the table comes from, as shown")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "valid_from"], name="one_version_a_start"),
            _ends_after_it_starts("version_ends_after_it_starts", "valid_from", "valid_to"),
            _no_overlap("one_version_a_day", "valid_from", "valid_to", "product"),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} {self.valid_from}"


class Option(models.Model):
    """One column of the table: the level of cover that a member chose."""

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    version = models.ForeignKey(ProductVersion, on_delete=models.CASCADE, related_name="options")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="one_option_a_code")
        ]

    def __str__(self) -> str:
        return self.name


class Guarantee(models.Model):
    """One line of a table: a care and what the contract pays for it.

    `expression` is the canonical spelling of a `benefits` value; it is parsed again whenever it
    is shown, so that page, explanation and calculation have one source. `kind` is a `CareKind`:
    which care the line pays; empty when nobody could tell, and then nothing is computed with it.
    `source` says where the line comes from, when that is not where its version does.
    """

    id = models.BigAutoField(primary_key=True)
    option = models.ForeignKey(Option, on_delete=models.CASCADE, related_name="guarantees")
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=40)
    label = models.CharField(max_length=200)
    expression = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=40, blank=True, db_default="", default="")
    source = models.CharField(max_length=200, blank=True, db_default="", default="")

    class Meta:
        ordering = ["option", "position"]
        constraints = [
            models.UniqueConstraint(fields=["option", "position"], name="one_guarantee_a_position")
        ]

    def __str__(self) -> str:
        return f"{self.label} : {self.expression}"


class SharedCeiling(models.Model):
    """Euros that several kinds of care share: « 2 500 € par an en dentaire, puis 125 % BR ».

    `expression` and `then` are canonical spellings of `benefits` values; `then` is empty when
    nothing is paid any more, beyond what the law asks for.
    """

    id = models.BigAutoField(primary_key=True)
    option = models.ForeignKey(Option, on_delete=models.CASCADE, related_name="ceilings")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    kinds = ArrayField(models.CharField(max_length=40))
    expression = models.CharField(max_length=200)
    then = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["option", "position"]
        constraints = [
            models.UniqueConstraint(fields=["option", "position"], name="one_ceiling_a_position"),
            # Checked at the end of an import: two ceilings may change places.
            models.UniqueConstraint(
                fields=["option", "name"],
                name="one_ceiling_a_name",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} : {self.expression}"


class ActiveTariff(models.Model):
    """What an option costs an employee who works, a month, between two dates, both included.

    `monthly` is in euros, for the employee alone, the share of the employer included: the maximum
    of a contract kept after leaving that employer is counted from it (loi Évin).
    """

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="active_tariffs")
    option_code = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    monthly = models.DecimalField(max_digits=12, decimal_places=2)
    source = models.CharField(max_length=200, help_text="Where the figure comes from, as shown")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["product", "option_code", "valid_from"], name="one_active_tariff_a_start"
            ),
            models.CheckConstraint(name="active_tariff_is_paid", condition=Q(monthly__gt=0)),
            _ends_after_it_starts("active_tariff_ends_after_it_starts", "valid_from", "valid_to"),
            _no_overlap(
                "one_active_tariff_a_day", "valid_from", "valid_to", "product", "option_code"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.option_code} {self.valid_from} : {self.monthly}"


class ContractKind(models.TextChoices):
    EVIN_EXIT = "individuel_art4_evin", "Contrat individuel de sortie de groupe"
    INDIVIDUAL = "individuel", "Contrat individuel"
    COLLECTIVE = "collectif", "Contrat collectif"


class Contract(models.Model):
    """What one holder has agreed with the insurer. Dates are both included."""

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    reference = models.CharField(max_length=40, unique=True)
    holder = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contracts_held")
    product = models.ForeignKey(Product, on_delete=models.PROTECT)
    option_code = models.CharField(max_length=40)
    kind = models.CharField(max_length=40, choices=ContractKind)
    start_on = models.DateField()
    end_on = models.DateField(null=True)

    class Meta:
        constraints = [_ends_after_it_starts("contract_ends_after_it_starts", "start_on", "end_on")]

    def __str__(self) -> str:
        return self.reference

    def in_force(self, on: date) -> bool:
        """Whether the contract covers that day."""
        return self.start_on <= on and (self.end_on is None or on <= self.end_on)


class Relationship(models.TextChoices):
    MEMBER = "adherent", "Adhérent"
    SPOUSE = "conjoint", "Conjoint"
    CHILD = "enfant", "Enfant"
    OTHER = "autre", "Autre bénéficiaire"


class CoverageQuerySet(models.QuerySet["Coverage"]):
    """Covers, and the one rule that says who sees which: every page, job and document asks it."""

    def visible_to(self, person: UUID, *, on: date) -> "CoverageQuerySet":
        """The holder of a contract sees everybody it covers; any other covered person sees only
        their own cover. 24 months after the end of the cover or of the contract, nobody does."""
        return self.readable_since(person, earliest_readable_end(on))

    def readable_since(self, person: UUID | Given, since: date | Given) -> "CoverageQuerySet":
        """The rule itself, from the earliest end that may still be read: values, or what will hold
        them each time a statement that is built once is asked."""
        return self.of_or_held_by(person).filter(
            Q(end_on__isnull=True) | Q(end_on__gte=since),
            Q(contract__end_on__isnull=True) | Q(contract__end_on__gte=since),
        )

    def of_or_held_by(self, person: UUID | Given) -> "CoverageQuerySet":
        """The covers of *person*, and those of the contracts they hold, however old."""
        # Two short index scans, not one OR that would read every cover of the insurer.
        mine = Coverage.objects.filter(person=person).order_by().values("contract")
        held = Contract.objects.filter(holder=person).order_by().values("pk")
        return self.filter(
            Q(person=person) | Q(contract__holder=person), Q(contract__in=mine.union(held))
        )

    def in_reading_order(self) -> "CoverageQuerySet":
        """The newest contract first; in it, the holder, then the others as they joined."""
        others_last = Case(When(person=F("contract__holder"), then=0), default=1)
        return self.order_by(
            F("contract__start_on").desc(), "contract", others_last, "start_on", "pk"
        )


class Coverage(models.Model):
    """One person covered by one contract between two dates, both included."""

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="coverages")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="coverages")
    relationship = models.CharField(max_length=10, choices=Relationship)
    start_on = models.DateField()
    end_on = models.DateField(null=True)

    objects = CoverageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "person", "start_on"], name="one_coverage_a_start"
            ),
            _ends_after_it_starts("coverage_ends_after_it_starts", "start_on", "end_on"),
            _no_overlap("covered_once_a_day", "start_on", "end_on", "contract", "person"),
        ]
        indexes = [models.Index(fields=["person", "contract"], name="coverage_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.contract_id}"

    @property
    def last_on(self) -> date | None:
        """The last day of the cover, never after that of its contract; None while there is none."""
        return min((day for day in (self.end_on, self.contract.end_on) if day), default=None)

    def in_force(self, on: date) -> bool:
        """Whether the person is covered on that day."""
        return self.start_on <= on and (self.end_on is None or on <= self.end_on)
