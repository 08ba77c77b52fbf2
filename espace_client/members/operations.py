"""What happens to people: the insurer's file brings them."""

from collections.abc import Iterable
from itertools import batched
from typing import NamedTuple

from django.db import connection

from espace_client.kernel.upsert import Counts, upsert
from espace_client.members.models import Address, Person
from espace_client.members.queries import ids_of_references

_BATCH = 10_000
_NOTHING = Counts(0, 0, 0)


class IncomingPerson(NamedTuple):
    """One person as the insurer sends them, already checked. The fields are columns."""

    reference: str
    member_number: str | None
    title: str
    birth_name: str
    usual_name: str
    first_names: str
    birth_date: str
    email: str
    mobile: str
    landline: str


class IncomingAddress(NamedTuple):
    """The address of one person, named by reference. The other fields are columns."""

    person_reference: str
    recipient_line: str
    building_line: str
    street_line: str
    locality_line: str
    postcode: str
    city: str
    country: str


def bring_people(*, people: Iterable[IncomingPerson]) -> Counts:
    """Create the people that are new, change those who differ, leave the others alone.

    Nobody is ever removed: somebody missing from a file may still be owed something. The caller
    holds the transaction and remembers the whole run (portfolio).
    """
    with connection.cursor() as cursor:
        return upsert(
            cursor.cursor,
            table=Person._meta.db_table,
            columns=IncomingPerson._fields,
            key=["reference"],
            rows=people,
        )


def bring_addresses(*, addresses: Iterable[IncomingAddress]) -> Counts:
    """Give each person the address of the file. Everybody named must have been brought before."""
    counts = _NOTHING
    with connection.cursor() as cursor:
        for batch in batched(addresses, _BATCH, strict=False):
            ids = ids_of_references(address.person_reference for address in batch)
            counts += upsert(
                cursor.cursor,
                table=Address._meta.db_table,
                columns=("person_id", *IncomingAddress._fields[1:]),
                key=["person_id"],
                rows=((ids[address[0]], *address[1:]) for address in batch),
            )
    return counts
