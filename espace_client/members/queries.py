"""Finding people in the insurer's file."""

from collections.abc import Iterable

from django.db import connection

from espace_client.delivery.notices import Recipient
from espace_client.members.models import Person


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
    )


def ids_of_references(references: Iterable[str]) -> dict[str, object]:
    """The keys of the people whom the insurer's references name; a KeyError is a wrong caller."""
    with connection.cursor() as cursor:  # one array: ten thousand parameters take longer to send
        cursor.execute(
            "SELECT reference, id FROM members_person WHERE reference = ANY(%s)",
            [list(set(references))],
        )
        return dict(cursor.fetchall())
