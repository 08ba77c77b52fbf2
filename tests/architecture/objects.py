"""What stands in the variable part of an address: mine, somebody else's, and nothing at all.

A route with a variable part names one of these in its block of access_matrix.toml.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from espace_client.contracts.models import Contract
from espace_client.members.models import Person
from tests.people import certificate_of

NOWHERE = UUID("00000000-0000-4000-8000-000000000000")


@dataclass(frozen=True)
class Objects:
    """Three values for the variable part. `foreign` is None for what is nobody's in particular."""

    own: object
    foreign: object | None
    unknown: object


def _contract(owner: Person, stranger: Person) -> Objects:
    mine, theirs = (Contract.objects.get(holder=person).pk for person in (owner, stranger))
    return Objects(mine, theirs, NOWHERE)


def _document(owner: Person, stranger: Person) -> Objects:
    mine, theirs = (certificate_of(person).pk for person in (owner, stranger))
    return Objects(mine, theirs, NOWHERE)


def _public(known: object, unknown: object) -> Callable[[Person, Person], Objects]:
    return lambda owner, stranger: Objects(known, None, unknown)


FACTORIES: dict[str, Callable[[Person, Person], Objects]] = {
    "contract": _contract,
    "document": _document,
    "terms": _public(date(2022, 3, 24), date(1999, 1, 1)),
    "text_size": _public("grand", "enorme"),
    "function": _public("card", "sweepstake"),
    "number_shape": _public("autre-forme", "neuf-lettres"),
    # A link that nobody issued; those that somebody did are tried in accounts/tests.
    "token": _public("A" * 43, "x"),
}
