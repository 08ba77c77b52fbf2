"""People as the insurer's file knows them."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q


class Title(models.TextChoices):
    MADAME = "MME", "Madame"
    MONSIEUR = "M", "Monsieur"


class Person(models.Model):
    """A member or a beneficiary. `reference` is the insurer's own and never shown.

    `birth_date` is text `JJ/MM/AAAA`: it may be lunar (kernel.birth_dates). Only somebody who
    holds a card has a `member_number`; the others are found through the holder's contract.
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

    class Meta:
        constraints = [
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
                condition=Q(birth_date__regex=r"^\d{2}/\d{2}/\d{4}$"),
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
