"""Finding people in the insurer's file."""

from django.conf import settings

from espace_client.delivery.notices import Recipient
from espace_client.kernel import telephones
from espace_client.members.models import Address, BankAccount, Person, nir_bound_to


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
    )


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
