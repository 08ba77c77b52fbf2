"""What contracts owed, and what of it was paid."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from espace_client.contracts.models import Contract
from espace_client.contracts.queries import contracts_held_by
from espace_client.contributions.models import Contribution, Payment
from espace_client.contributions.rules import Owed


@dataclass(frozen=True, slots=True)
class Account:
    """A contract, and what it owed, the oldest first."""

    contract: Contract
    owed: tuple[Owed, ...]

    @property
    def paid(self) -> tuple[Owed, ...]:
        """What was paid of it."""
        return tuple(one for one in self.owed if one.is_paid)

    @property
    def not_paid(self) -> tuple[Owed, ...]:
        """What is still due, or was rejected."""
        return tuple(one for one in self.owed if not one.is_paid)

    @property
    def years(self) -> set[int]:
        """The years in which something was paid for."""
        return {one.first.year for one in self.paid}


def accounts_of(person: UUID, *, on: date) -> list[Account]:
    """The contracts that *person* holds, as long as they are read, with what each owed: it is the
    holder who pays, and nobody else is told. Two queries, whatever their number."""
    contracts = list(contracts_held_by(person, on=on))
    rows = Contribution.objects.filter(contract__in=contracts).order_by("period_start", "reference")
    owed: dict[UUID, list[Owed]] = {one.pk: [] for one in contracts}
    for row in rows:
        owed[row.contract_id].append(_owed(row))
    return [Account(one, tuple(owed[one.pk])) for one in contracts]


def _owed(row: Contribution) -> Owed:
    return Owed(
        id=row.pk,
        first=row.period_start,
        last=row.period_end,
        due_on=row.due_on,
        amount=row.amount,
        is_paid=row.payment == Payment.PAID,
        state=row.get_payment_display(),
    )
