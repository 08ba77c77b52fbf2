"""Finding people in the insurer's file."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Lower

from espace_client.delivery.notices import Recipient
from espace_client.kernel import telephones
from espace_client.kernel.two_words import two_words
from espace_client.members.models import (
    Address,
    BankAccount,
    Guardianship,
    Person,
    last_nine_figures,
    nir_bound_to,
)
from espace_client.members.rules import one_digit_away


def holder_of_number(number: str) -> Person | None:
    """The person whose card shows *number*."""
    return Person.objects.filter(member_number=number).first()


def as_recipient(person: Person, *, number: str, email: str = "") -> Recipient:
    """The person as a message addresses them: name, and three digits of the number at most."""
    return Recipient(
        person=person.pk,
        first_name=person.first_name,
        full_name=str(person),
        email=email or person.email,
        last_digits=number[-3:],
        mobile=telephones.mobile(person.mobile) or "" if person.mobile else "",
        postal_lines=postal_lines_of(person),
        salutation=person.salutation,
        phrase=phrase_of(person),
    )


def phrase_of(person: Person) -> str:
    """Their two words. Derived, never stored (docs/decisions/0020): a dump does not hold them."""
    seed = f"{person.pk}:{person.seal_serial}"
    return two_words(settings.BLIND_INDEX.of(seed, purpose="members.two_words"))


def postal_lines_of(person: Person) -> tuple[str, ...]:
    """The lines of the envelope (NF Z10-011), empty when the insurer holds no address."""
    address = Address.objects.filter(person=person).first()
    if address is None:
        return ()
    lines = (
        address.recipient_line or str(person)[:38],
        address.building_line,
        address.street_line,
        address.locality_line,
        f"{address.postcode} {address.city}",
        address.country,
    )
    return tuple(line for line in lines if line)


def nir_of(person: Person) -> str:
    """The NIR of *person*, unsealed: fifteen characters, or empty when the file has none. Whoever
    shows it whole remembers that it was (quality 5.2)."""
    if person.nir_sealed is None:
        return ""
    bound_to = nir_bound_to(person.reference)
    return settings.SEALING_KEYS.unseal_bytes(bytes(person.nir_sealed), bound_to=bound_to).decode()


def indexes_of_nirs() -> dict[str, bytes]:
    """The index of each NIR that is held, by the reference of its person."""
    held = Person.objects.filter(nir_index__isnull=False).values_list("reference", "nir_index")
    return {reference: bytes(index) for reference, index in held if index}


def indexes_of_ibans() -> dict[str, bytes]:
    """The index of each IBAN, by the reference of its account."""
    held = BankAccount.objects.values_list("reference", "iban_index")
    return {reference: bytes(index) for reference, index in held}


# --- Searching, each through an index -----------------------------------------------------------


def holders_near(number: str) -> QuerySet[Person]:
    """The holder of *number*, and those whose number differs from it by one digit."""
    return Person.objects.filter(member_number__in=[number, *one_digit_away(number)])


def people_born_on(birth_date: str) -> QuerySet[Person]:
    """Everybody born on that day, `JJ/MM/AAAA`: about forty in a million."""
    return Person.objects.filter(birth_date=birth_date)


def people_with_email(address: str) -> QuerySet[Person]:
    """Whom the insurer's file writes to at that address, already in its canonical form."""
    known = Person.objects.exclude(email="").annotate(email_key=Lower("email"))
    return known.filter(email_key=address)


def people_with_mobile(number: str) -> QuerySet[Person]:
    """Whom the insurer's file calls at that number, however it is written there."""
    figures = "".join(figure for figure in number if figure.isdigit())[-9:]
    known = Person.objects.exclude(mobile="").annotate(figures=last_nine_figures("mobile"))
    return known.filter(figures=figures)


def guardians_of(person: UUID, *, on: date) -> list[Guardianship]:
    """Who acts for *person* on that day."""
    known = Guardianship.objects.filter(person=person).order_by("-start_on")
    return [one for one in known if one.in_force(on)]


def guardianship_by_id(measure: UUID) -> Guardianship | None:
    """One measure, with the person it protects."""
    return Guardianship.objects.filter(pk=measure).select_related("person").first()


def bank_accounts_of(person: UUID) -> list[BankAccount]:
    """The accounts of *person*, the one that is reimbursed first. Their IBAN stays sealed."""
    accounts = BankAccount.objects.filter(person=person).defer("iban_sealed", "iban_index")
    return list(accounts.order_by("-receives_reimbursements", "reference"))


def address_of(person: UUID) -> Address | None:
    """Where letters to *person* go."""
    return Address.objects.filter(person=person).first()


def first_names_of(people: Collection[UUID]) -> list[tuple[UUID, str]]:
    """The first names of those people, in alphabetical order. One query."""
    rows = Person.objects.filter(pk__in=people).only("first_names")
    return sorted(((one.pk, one.first_name) for one in rows), key=lambda named: named[1])


def person_by_id(identifier: UUID) -> Person | None:
    """Somebody of the file, without what is sealed."""
    return Person.objects.defer("nir_sealed", "nir_index").filter(pk=identifier).first()
