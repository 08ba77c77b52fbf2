"""Taking the old portal's logins over: who used to sign in, under which name."""

from collections.abc import Iterable
from datetime import date
from itertools import batched
from typing import NamedTuple

from django.db import connection

from espace_client.accounts.models import LegacyLogin
from espace_client.kernel.upsert import Counts, upsert
from espace_client.members.queries import ids_of_references

_BATCH = 10_000


class IncomingLogin(NamedTuple):
    """One login of the old portal; its owner is named by reference."""

    login: str
    person_reference: str
    last_login_on: date | None


def bring_legacy_logins(*, logins: Iterable[IncomingLogin]) -> Counts:
    """Create the logins that are new, change those that differ. None is ever removed.

    No password comes with them: an old login only leads to the page that updates the identifier.
    The caller holds the transaction and remembers the whole run (portfolio).
    """
    counts = Counts(0, 0, 0)
    with connection.cursor() as cursor:
        for batch in batched(logins, _BATCH, strict=False):
            people = ids_of_references(login.person_reference for login in batch)
            counts += upsert(
                cursor.cursor,
                table=LegacyLogin._meta.db_table,
                columns=("login", "person_id", "last_login_on"),
                key=["login"],
                rows=((one.login, people[one.person_reference], one[2]) for one in batch),
            )
    return counts
