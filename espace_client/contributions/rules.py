"""What a certificate of payment counts. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from espace_client.kernel.money import NOTHING


@dataclass(frozen=True, slots=True)
class Owed:
    """A contribution: the days it pays for, both included, when it was due, euros, and whether it
    is paid (`state` in words)."""

    id: UUID
    first: date
    last: date
    due_on: date
    amount: Decimal
    is_paid: bool
    state: str


def counted(owed: Iterable[Owed], *, first: date, last: date) -> list[Owed]:
    """What was paid for some days, both included: a contribution counts, whole, where the period
    that it pays begins, so that each counts in one year and no other. Our choice: the file does
    not say on which day the money came."""
    return [one for one in owed if one.is_paid and first <= one.first <= last]


def total(owed: Iterable[Owed]) -> Decimal:
    """Their sum, in euros, exact to the cent."""
    return sum((one.amount for one in owed), NOTHING)
