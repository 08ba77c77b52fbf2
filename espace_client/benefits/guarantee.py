"""One guarantee: a benefit of the closed list, and its qualifiers."""

from dataclasses import dataclass

from espace_client.benefits.kinds import (
    Benefit,
    FlatEuros,
    NotCovered,
    NothingLeftToPay,
    PercentOfBasePlusEuros,
    PercentOfMonthlyCeiling,
)
from espace_client.benefits.qualifiers import Ceiling, MaxCount, Network, Optam, Period, Scope, Unit


@dataclass(frozen=True, slots=True)
class Guarantee:
    """What the contract pays for one line of care.

    `unit` and `period` are those of the benefit itself (« 170 € par équipement tous les 2 ans »);
    a maximum count and a ceiling carry their own. `scope` says who shares every counter of the
    line. `network` and `optam` are conditions; None means that the line holds everywhere.
    Raises ValueError, in French, for a combination that means nothing.
    """

    benefit: Benefit
    unit: Unit | None = None
    period: Period | None = None
    scope: Scope = Scope.BENEFICIARY
    max_count: MaxCount | None = None
    ceiling: Ceiling | None = None
    network: Network | None = None
    optam: Optam | None = None

    def __post_init__(self) -> None:
        if isinstance(self.benefit, NotCovered) and self._counts_something():
            raise ValueError("Un soin non couvert n’a ni période, ni limite.")
        if isinstance(self.benefit, NothingLeftToPay) and self.ceiling is not None:
            raise ValueError("Sans reste à charge, la loi fixe déjà la limite. Retirez le plafond.")
        if self.scope is Scope.FAMILY and not has_counter(self):
            raise ValueError(
                "Une famille partage un montant, un nombre ou un plafond. Dites lequel."
            )

    def _counts_something(self) -> bool:
        return any((self.unit, self.period, self.max_count, self.ceiling))


def has_counter(guarantee: Guarantee) -> bool:
    """Whether people can share or use up something: euros, a maximum count or a ceiling."""
    in_euros = (FlatEuros, PercentOfMonthlyCeiling, PercentOfBasePlusEuros)
    return bool(guarantee.max_count or guarantee.ceiling) or isinstance(guarantee.benefit, in_euros)
