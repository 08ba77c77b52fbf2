"""People as the insurer's file knows them."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower, Right

from espace_client.kernel import iban
from espace_client.members.delegations import Carried, Delegation, Ending

# What has a module of its own; Django finds its table here, and other rooms its names.
__all__ = [
    "Address",
    "BankAccount",
    "Carried",
    "Delegation",
    "Ending",
    "Guardianship",
    "Measure",
    "Person",
    "Title",
    "iban_bound_to",
    "last_nine_figures",
    "nir_bound_to",
]


class Title(models.TextChoices):
    MADAME = "MME", "Madame"
    MONSIEUR = "M", "Monsieur"


def last_nine_figures(column: str) -> Right:
    """A telephone number without its blanks and its « 0 » or « +33 », as the index holds it."""
    figures = Func(F(column), Value(r"\D"), Value(""), Value("g"), function="regexp_replace")
    return Right(figures, 9, output_field=models.CharField())


class Person(models.Model):
    """A member or a beneficiary. `reference` is the insurer's own and never shown.

    `birth_date` is text `JJ/MM/AAAA`: it may be lunar (kernel.birth_dates). Only somebody who
    holds a card has a `member_number`; the others are found through the holder's contract. A carer
    who is nobody's beneficiary is a person too, outside the file.
    """

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    reference = models.CharField(max_length=40, unique=True)
    member_number = models.CharField(max_length=15, null=True)
    title = models.CharField(max_length=4, choices=Title, blank=True)
    birth_name = models.CharField(max_length=100)
    usual_name = models.CharField(max_length=100, blank=True)
    first_names = models.CharField(max_length=150)
    birth_date = models.CharField(max_length=10)
    email = models.EmailField(max_length=254, blank=True)
    mobile = models.CharField(max_length=20, blank=True)
    landline = models.CharField(max_length=20, blank=True)
    died_on = models.DateField(null=True)
    in_file = models.BooleanField(
        default=True, db_default=True, help_text="False: a carer, whom the insurer does not cover"
    )
    seal_serial = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="Grows when somebody asks for another seal phrase"
    )
    nir_sealed = models.BinaryField(null=True, help_text="Opens with nir_bound_to(reference)")
    nir_index = models.BinaryField(max_length=32, null=True, help_text="Finds the NIR again")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_nir_is_sealed_and_indexed",
                condition=Q(nir_sealed__isnull=True, nir_index__isnull=True)
                | Q(nir_sealed__isnull=False, nir_index__isnull=False),
            ),
            # Checked at the end of an import: a widow may take over her husband's number.
            models.UniqueConstraint(
                fields=["member_number"],
                name="one_holder_a_member_number",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="person_has_a_name", condition=~Q(birth_name="") & ~Q(first_names="")
            ),
            models.CheckConstraint(
                name="person_birth_date_is_jj_mm_aaaa",
                condition=Q(birth_date__regex=r"^\d{2}/\d{2}/\d{4}$")
                | Q(in_file=False, birth_date=""),
            ),
        ]
        indexes = [  # what an adviser searches by; the member number has its own constraint
            models.Index(fields=["birth_date"], name="people_of_a_birth_date"),
            models.Index(Lower("email"), name="people_of_an_email", condition=~Q(email="")),
            models.Index(
                last_nine_figures("mobile"), name="people_of_a_mobile", condition=~Q(mobile="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.name}"

    @property
    def name(self) -> str:
        """The name the person goes by: the usual name, else the birth name."""
        return self.usual_name or self.birth_name

    @property
    def first_name(self) -> str:
        """The first of the first names, as people call each other."""
        return self.first_names.split()[0].rstrip(",")

    @property
    def salutation(self) -> str:
        """« Madame Martin », or the whole name when the title is not known."""
        return f"{self.get_title_display()} {self.name}" if self.title else str(self)


def nir_bound_to(reference: str) -> str:
    """What the seal of a NIR is bound to: the person whom the insurer's *reference* names."""
    return f"nir:{reference}"


class Address(models.Model):
    """Where letters go. Six lines of at most 38 characters (NF Z10-011)."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE)
    recipient_line = models.CharField(max_length=38, blank=True)
    building_line = models.CharField(max_length=38, blank=True)
    street_line = models.CharField(max_length=38, blank=True)
    locality_line = models.CharField(max_length=38, blank=True)
    postcode = models.CharField(max_length=10)
    city = models.CharField(max_length=38)
    country = models.CharField(max_length=38, blank=True)

    def __str__(self) -> str:
        return f"{self.postcode} {self.city}"


class BankAccount(models.Model):
    """An account that somebody is paid on or pays from. The IBAN is sealed; its last four
    characters are what a page shows."""

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    reference = models.CharField(max_length=40, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="bank_accounts")
    holder_name = models.CharField(max_length=140)
    iban_sealed = models.BinaryField(help_text="Opens with iban_bound_to(reference)")
    iban_index = models.BinaryField(max_length=32, help_text="Finds the IBAN again")
    country = models.CharField(max_length=2)
    last4 = models.CharField(max_length=4)
    receives_reimbursements = models.BooleanField()

    class Meta:
        constraints = [
            # Checked at the end of an import: reimbursements may move to another account.
            ExclusionConstraint(
                name="reimbursed_on_one_account",
                index_type="hash",
                expressions=[("person", RangeOperators.EQUAL)],
                condition=Q(receives_reimbursements=True),
                deferrable=models.Deferrable.DEFERRED,
            )
        ]
        indexes = [models.Index(fields=["iban_index"], name="accounts_of_an_iban")]

    def __str__(self) -> str:
        return iban.masked(self.country, self.last4)


def iban_bound_to(reference: str) -> str:
    """What the seal of an IBAN is bound to: the account of that *reference*."""
    return f"iban:{reference}"


class Measure(models.TextChoices):
    """How the law protects an adult (domain rules 10.8)."""

    TUTELLE = "tutelle", "Tutelle"
    CURATELLE = "curatelle", "Curatelle"
    CURATELLE_RENFORCEE = "curatelle_renforcee", "Curatelle renforcée"
    HABILITATION = "habilitation_familiale", "Habilitation familiale"
    MANDAT = "mandat_protection_future", "Mandat de protection future"


class Guardianship(models.Model):
    """Somebody who acts for a protected person, between two dates, both included."""

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())
    reference = models.CharField(max_length=40, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="guardianships")
    measure = models.CharField(max_length=30, choices=Measure)
    guardian_name = models.CharField(max_length=140)
    organisation = models.CharField(max_length=140, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    telephone = models.CharField(max_length=20, blank=True)
    ruling = models.CharField(max_length=120, help_text="Reference of the court's decision")
    start_on = models.DateField()
    end_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="guardianship_ends_after_it_starts",
                condition=Q(end_on__isnull=True) | Q(end_on__gte=F("start_on")),
            )
        ]
        indexes = [models.Index(fields=["person"], name="guardianships_of_a_person")]

    def __str__(self) -> str:
        return f"{self.measure} {self.start_on}"

    def in_force(self, on: date) -> bool:
        """Whether the guardian acts on that day."""
        return self.start_on <= on and (self.end_on is None or on <= self.end_on)
