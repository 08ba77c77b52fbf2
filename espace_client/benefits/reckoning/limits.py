"""The limits that a line of a contract sets, read once from its guarantee.

« 4 séances par an », « dans la limite de 1 000 € par an », « 170 € par équipement tous les 2 ans »
(one equipment in two years), « 150 € par an » (150 € in all). Source: domain rules 4.1;
docs/calculations/reimbursement.md, « What a limit counts ».
"""

from decimal import Decimal
from typing import NamedTuple

from espace_client.benefits.guarantee import Guarantee
from espace_client.benefits.kinds import (
    Benefit,
    FlatEuros,
    PercentOfBasePlusEuros,
    PercentOfMonthlyCeiling,
)
from espace_client.benefits.qualifiers import Period, Scope, Unit
from espace_client.kernel.money import cents

_PERCENT = Decimal("0.01")
PARTS = {Unit.EAR: 2, Unit.EYE: 2, Unit.TOOTH: 32}
"""Parts of the body that are counted apart, and how many there are."""


def parts_meant(unit: Unit | None, part: str) -> int:
    """How many parts a line of care is about: one, or all of them when it does not say which."""
    return 1 if part or unit is None else PARTS.get(unit, 1)


class CountLimit(NamedTuple):
    """So many units in a period; `by_part`: for each tooth, ear or eye apart."""

    number: int
    period: Period | None
    unit: Unit | None
    by_part: bool


class EuroLimit(NamedTuple):
    """So many euros in a period; not `counted`, on each unit (or each line) of care alone.

    `monthly`: the amount is that part of the monthly ceiling of the Sécurité sociale.
    """

    amount: Decimal
    period: Period | None
    unit: Unit | None
    counted: bool = True
    monthly: bool = False


class Limits(NamedTuple):
    """The limits of one line. `own` is about the benefit itself (for « 100 % BR + 200 € par an »,
    about the 200 € alone), the others about all that the line pays. `family`: shared by all."""

    own: EuroLimit | None
    counts: tuple[CountLimit, ...]
    ceiling: EuroLimit | None
    family: bool


def limits_of(guarantee: Guarantee) -> Limits:
    """The limits of *guarantee*."""
    counts = tuple(limit for limit in (_once(guarantee), _max_count(guarantee)) if limit)
    family = guarantee.scope is Scope.FAMILY
    return Limits(_own(guarantee), counts, _ceiling(guarantee), family)


def _max_count(guarantee: Guarantee) -> CountLimit | None:
    if (most := guarantee.max_count) is None:
        return None
    return CountLimit(most.number, most.period, most.unit, by_part=False)


def _once(guarantee: Guarantee) -> CountLimit | None:
    """« par équipement tous les 2 ans », « 100 % Santé tous les 2 ans »: one unit in each period,
    unless a maximum count of the same unit says how many."""
    unit, most = guarantee.unit, guarantee.max_count
    if guarantee.period is None or isinstance(guarantee.benefit, PercentOfBasePlusEuros):
        return None
    if unit is None and _in_euros(guarantee.benefit):
        return None
    if most is not None and unit in (None, most.unit):
        return None
    return CountLimit(1, guarantee.period, unit, by_part=unit in PARTS)


def _own(guarantee: Guarantee) -> EuroLimit | None:
    """« 150 € par an »: the euros of the benefit are those of the whole period, or of a family."""
    period, unit = guarantee.period, guarantee.unit
    counted = period is not None or guarantee.scope is Scope.FAMILY
    match guarantee.benefit:
        case PercentOfBasePlusEuros(_, amount, _) if counted:
            return EuroLimit(cents(amount), period, unit)
        case FlatEuros(amount, _) if counted and unit is None:
            return EuroLimit(cents(amount), period, None)
        case PercentOfMonthlyCeiling(rate, _) if counted and unit is None:
            return EuroLimit(rate * _PERCENT, period, None, monthly=True)
    return None


def _ceiling(guarantee: Guarantee) -> EuroLimit | None:
    """Without a period it limits each unit or each line alone; a family's is one for ever."""
    if (ceiling := guarantee.ceiling) is None:
        return None
    for_ever = ceiling.unit is None and guarantee.scope is Scope.FAMILY
    counted = ceiling.period is not None or for_ever
    return EuroLimit(cents(ceiling.amount), ceiling.period, ceiling.unit, counted)


def _in_euros(benefit: Benefit) -> bool:
    return isinstance(benefit, FlatEuros | PercentOfMonthlyCeiling)
