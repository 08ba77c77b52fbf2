"""Finding people in the insurer's file."""

from collections.abc import Iterable

from django.conf import settings
from django.db import connection

from espace_client.delivery.notices import Recipient
from espace_client.kernel import telephones
from espace_client.members.models import Address, Person, nir_bound_to


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


def ids_of_references(references: Iterable[str]) -> dict[str, object]:
    """The keys of the people whom the insurer's references name; a KeyError is a wrong caller."""
    with connection.cursor() as cursor:  # one array: ten thousand parameters take longer to send
        cursor.execute(
            "SELECT reference, id FROM members_person WHERE reference = ANY(%s)",
            [list(set(references))],
        )
        return dict(cursor.fetchall())


def nir_of(person: Person) -> str:
    """The NIR of *person*, unsealed: fifteen characters, or empty when the file has none. Whoever
    shows it whole remembers that it was (quality 5.2)."""
    if person.nir_sealed is None:
        return ""
    bound_to = nir_bound_to(person.reference)
    return settings.SEALING_KEYS.unseal_bytes(bytes(person.nir_sealed), bound_to=bound_to).decode()
