"""What the limits of a line take away from what it gives, and what the line uses of them.

Source: domain rules 4.1, 4.2 and 5.4 (step 6); docs/calculations/reimbursement.md.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from espace_client.benefits.law.law import Law
from espace_client.benefits.qualifiers import Period, Scope, Unit
from espace_client.benefits.reckoning.care import Care
from espace_client.benefits.reckoning.cover import ABOVE_BASE, CoverLine, SharedCeiling
from espace_client.benefits.reckoning.limits import PARTS, CountLimit, EuroLimit, parts_meant
from espace_client.benefits.reckoning.renewal import renewed_with
from espace_client.benefits.reckoning.uses import Use, Uses
from espace_client.benefits.reckoning.windows import windows
from espace_client.kernel.money import NOTHING, cents


def counted_uses(
    counter: str, used: Uses, family: bool, who: str, part: str = "", unit: Unit | None = None
) -> Sequence[Use]:
    """The uses of a counter that this person shares; of one part of the body if it is named.

    Where *unit* is an ear or an eye, a use that does not say which counts for each. A tooth is one
    of 32: a use that does not say which is then most likely of another.
    """
    uses = used.of(counter)
    if not uses:
        return uses
    mine = [use for use in uses if family or use.who == who]
    if not part:
        return mine
    named = [use for use in mine if use.part == part]
    unnamed = [use for use in mine if not use.part] if unit in _TWO else []
    return [*named, *map(_of_one_part, unnamed)]


_TWO = frozenset({Unit.EAR, Unit.EYE})


def _of_one_part(use: Use) -> Use:
    """What a use of both ears is for one of them: one unit, and an equal part of the euros."""
    number = max(1, use.number)
    return use._replace(number=min(1, use.number), euros=cents(use.euros / number))


def counted_units(
    line: CoverLine, used: Uses, who: str, part: str = "", unit: Unit | None = None
) -> Sequence[Use]:
    """The uses whose units *line* counts: those of every class that waits for one renewal.

    There, a use of no euros is no equipment: it only says that a line of another class was paid.
    """
    family = line.limits.family
    kinds = renewed_with(line.kind)
    if len(kinds) == 1:
        return counted_uses(line.kind, used, family, who, part, unit)
    found = (use for kind in kinds for use in counted_uses(kind, used, family, who, part, unit))
    return [use for use in found if use.euros]


def _most_euros_in(
    uses: Sequence[Use], period: Period | None, on: date, anniversary: date
) -> Decimal:
    if not uses:
        return NOTHING
    sums = [
        sum([one.euros for one in window], NOTHING)
        for window in windows(uses, period, on, anniversary)
    ]
    return sums[0] if len(sums) == 1 else max(sums)


def _number_of(uses: Sequence[Use]) -> int:
    return sum(use.number for use in uses)


def _teeth_of(uses: Sequence[Use]) -> int:
    """Several acts on one tooth are one; a use that names none is as many as it counts. Source:
    domain rules 5.4, « per tooth »."""
    unnamed = [use for use in uses if not use.part]
    return len({use.part for use in uses if use.part}) + _number_of(unnamed)


def units_used(
    limit: CountLimit,
    line: CoverLine,
    who: str,
    part: str,
    on: date,
    used: Uses,
    anniversary: date,
    years: int | None = None,
) -> int:
    """How many units of *limit* are used on that day; `years` as `windows` reads it."""
    by = part if limit.by_part else ""
    uses = counted_units(line, used, who, by, limit.unit)
    distinct = limit.unit is Unit.TOOTH and not limit.by_part
    measure = _teeth_of if distinct else _number_of
    return max(map(measure, windows(uses, limit.period, on, anniversary, years)))


def most_units(limit: CountLimit, part: str) -> int:
    """How many units there are in all: one an ear is two when the line does not say which ear."""
    return limit.number * parts_meant(limit.unit, part) if limit.by_part else limit.number


def new_units(limit: CountLimit, line: CoverLine, care: Care, used: Uses, anniversary: date) -> int:
    """How many units the care asks for: none for one more act on a tooth that is counted."""
    if limit.unit is Unit.TOOTH and not limit.by_part and care.part:
        uses = counted_uses(line.kind, used, line.limits.family, care.patient.who, care.part)
        return 0 if any(windows(uses, limit.period, care.on, anniversary)) else 1
    return care.quantity


def euros_used(
    limit: EuroLimit,
    counter: str,
    family: bool,
    who: str,
    part: str,
    on: date,
    used: Uses,
    anniversary: date,
) -> Decimal:
    """How many euros of *limit* are used on that day."""
    by = part if limit.unit in PARTS else ""
    uses = counted_uses(counter, used, family, who, by, limit.unit)
    return _most_euros_in(uses, limit.period, on, anniversary)


def most_euros(limit: EuroLimit, part: str, on: date, law: Law) -> Decimal:
    """How many euros there are in all. Raises NoValue for a part of an unknown monthly ceiling."""
    amount = limit.amount
    if limit.monthly:
        amount = cents(amount * law.value("pmss", on).amount)
    return amount * parts_meant(limit.unit, part)


def shared_used(
    ceiling: SharedCeiling, who: str, on: date, used: Uses, anniversary: date
) -> Decimal:
    """How many euros of a shared ceiling are used on that day, by lines of all its kinds."""
    family = ceiling.scope is Scope.FAMILY
    uses = [use for kind in ceiling.kinds for use in counted_uses(kind, used, family, who)]
    return _most_euros_in(uses, ceiling.period, on, anniversary)


def uses_of_line(
    line: CoverLine,
    *,
    who: str,
    on: date,
    insurer: Decimal,
    social_security: Decimal = NOTHING,
    number: int = 1,
    part: str = "",
    reference: str = "",
    above_base: Decimal | None = None,
) -> tuple[Use, ...]:
    """What a line of care that was paid uses of the counters of *line*; nothing if nothing was.

    `insurer` and `social_security` are euros paid; `above_base` the part of « 100 % BR + 200 € »
    that was not of the base, all that was paid where nobody knows.
    """
    if not insurer:
        return ()
    use = Use(line.kind, who, on, insurer, number, part, reference)
    if line.own_counter == line.kind:
        return (use,)
    if line.own_counter.endswith(ABOVE_BASE):
        euros = insurer if above_base is None else above_base
    else:
        euros = insurer + social_security
    return (use, use._replace(counter=line.own_counter, euros=euros))
