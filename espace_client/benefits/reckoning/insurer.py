"""What the insurer pays: the line of the contract, its limits, the law. Domain rules 5.4, 5 to 8.

In this order: what the formula gives; the units that are left; the euros that are left of the
benefit, of the ceiling of the line, of ceilings that several lines share; what another insurer
paid before; the floor of a responsible contract.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from espace_client.benefits.law.law import Law
from espace_client.benefits.reckoning.care import Care
from espace_client.benefits.reckoning.counting import (
    euros_used,
    most_euros,
    most_units,
    new_units,
    shared_used,
    units_used,
    uses_of_line,
)
from espace_client.benefits.reckoning.cover import ABOVE_BASE, TOGETHER, Cover, CoverLine
from espace_client.benefits.reckoning.floor import Paid, floor_of
from espace_client.benefits.reckoning.limits import EuroLimit
from espace_client.benefits.reckoning.renewal import years_of_renewal
from espace_client.benefits.reckoning.social_security import Share
from espace_client.benefits.reckoning.steps import Counter, Rule, Step, step
from espace_client.benefits.reckoning.uses import Use, Uses, use
from espace_client.kernel.money import NOTHING, cents


class Part(NamedTuple):
    """What the insurer pays of one line, in euros, why, and what it uses.

    `cut`: whether a limit took something away; `given_back`: what the floor of the law added.
    """

    amount: Decimal
    steps: tuple[Step, ...]
    uses: tuple[Use, ...]
    cut: bool = False
    given_back: Decimal = NOTHING


type _Parted = tuple[Decimal, tuple[Step, ...], tuple[Use, ...], bool, Decimal]
_part: Callable[[_Parted], Part] = partial(tuple.__new__, Part)  # as steps.step
_NO_GUARANTEE = (Step(Rule.NO_GUARANTEE, NOTHING),)


def part_of(care: Care, cover: Cover, share: Share, used: Uses, law: Law) -> Part:
    """What the insurer pays for *care*, of which the Sécurité sociale pays *share*.

    Never less than nothing, never above the price less that share and what others paid.
    """
    line = cover.line_for(care)
    if line is None:
        amount, steps = _within_the_law(
            care, cover, share, Paid(NOTHING, NOTHING, care.quantity, in_turn=True), _NO_GUARANTEE
        )
        return Part(amount, steps, ())
    amount, values, above_base = line.formula(care, share.standard, law)
    given, units = amount, care.quantity
    steps = (step((Rule.GUARANTEE, amount, values, line, (), None)),)
    if line.limited:
        amount, above_base, units, limiting = _limited(
            line, amount, above_base, care, share, used, cover, law
        )
        steps += limiting
    if cover.ceilings:
        amount, limiting = _shared(line, amount, care, share, used, cover, law)
        steps += limiting
    limited = amount
    in_turn = not line.own_counter.endswith(ABOVE_BASE)
    paid = Paid(given, limited, units, in_turn)
    amount, steps = _within_the_law(care, cover, share, paid, steps)
    uses = _uses(line, care, share, amount, units, above_base) if amount else ()
    back = amount - limited if amount > limited else NOTHING
    return _part((amount, steps, uses, limited < given, back))


def _limited(
    line: CoverLine,
    amount: Decimal,
    above: Decimal,
    care: Care,
    share: Share,
    used: Uses,
    cover: Cover,
    law: Law,
) -> tuple[Decimal, Decimal, int, tuple[Step, ...]]:
    """The line after its count of units, then its own euros, then its ceiling: what it pays, what
    of that is above the base, how many units it pays, and the steps."""
    steps: list[Step] = []
    given, units = amount, care.quantity
    for count in line.limits.counts:
        asked = new_units(count, line, care, used, cover.anniversary)
        years = years_of_renewal(line.kind, count.period, care.patient.birth, care.on, law)
        before = units_used(
            count, line, care.patient.who, care.part, care.on, used, cover.anniversary, years
        )
        most = most_units(count, care.part)
        allowed = max(0, min(asked, most - before))
        kept = amount
        if allowed < asked:  # the units that are left, each at an equal part of the line
            units = min(units, allowed)
            kept = min(amount, cents(given * allowed / care.quantity))
            above = min(above, kept)
        counter = Counter(most, before, allowed)
        steps.append(Step(Rule.COUNT_USED_UP, kept - amount, (), line, (), counter))
        amount = kept
    if (own := line.limits.own) is not None:
        amount, above, cut = _own_euros(line, own, amount, above, care, share, used, cover, law)
        steps.append(cut)
    if (ceiling := line.limits.ceiling) is not None:
        amount, cut = _under_ceiling(line, ceiling, amount, care, used, cover, law)
        above = min(above, amount)
        steps.append(cut)
    return amount, above, units, tuple(steps)


def _own_euros(
    line: CoverLine,
    limit: EuroLimit,
    amount: Decimal,
    above: Decimal,
    care: Care,
    share: Share,
    used: Uses,
    cover: Cover,
    law: Law,
) -> tuple[Decimal, Decimal, Step]:
    """What is left of « 150 € par an »: of the whole line, of what comes above the base, or of the
    whole with what the Sécurité sociale pays, as the line counts it."""
    before = euros_used(
        limit, line.own_counter, line.limits.family, care.patient.who, care.part, care.on, used,
        cover.anniversary,
    )  # fmt: skip
    most = most_euros(limit, care.part, care.on, law)
    room = max(NOTHING, most - before)
    if line.own_counter.endswith(ABOVE_BASE):
        kept_above = min(above, room)
        kept, taken = amount - above + kept_above, kept_above
    elif line.own_counter.endswith(TOGETHER):
        kept_above = above
        kept = min(amount, max(NOTHING, room - share.standard))
        taken = kept + share.standard if kept else NOTHING
    else:
        kept_above = above
        kept = taken = min(amount, room)
    counter = Counter(most, before, taken)
    return kept, kept_above, step((Rule.EUROS_USED_UP, kept - amount, (), line, (), counter))


def _under_ceiling(
    line: CoverLine,
    limit: EuroLimit,
    amount: Decimal,
    care: Care,
    used: Uses,
    cover: Cover,
    law: Law,
) -> tuple[Decimal, Step]:
    if not limit.counted:  # « dans la limite de 500 € par dent »: of this line alone
        most = limit.amount * care.quantity if limit.unit is not None else limit.amount
        kept = min(amount, most)
        counter = Counter(most, NOTHING, kept)
        return kept, Step(Rule.EUROS_USED_UP, kept - amount, (), line, (), counter)
    before = euros_used(
        limit, line.kind, line.limits.family, care.patient.who, care.part, care.on, used,
        cover.anniversary,
    )  # fmt: skip
    most = most_euros(limit, care.part, care.on, law)
    kept = min(amount, max(NOTHING, most - before))
    return kept, Step(Rule.EUROS_USED_UP, kept - amount, (), line, (), Counter(most, before, kept))


def _shared(
    line: CoverLine,
    amount: Decimal,
    care: Care,
    share: Share,
    used: Uses,
    cover: Cover,
    law: Law,
) -> tuple[Decimal, tuple[Step, ...]]:
    """What ceilings that several lines share leave of *amount*; once one is used up, the line still
    pays what the contract says « puis »."""
    steps: list[Step] = []
    for ceiling in cover.ceilings:
        if line.kind not in ceiling.kinds:
            continue
        before = shared_used(ceiling, care.patient.who, care.on, used, cover.anniversary)
        kept = min(amount, max(NOTHING, ceiling.amount - before))
        if kept < amount and ceiling.formula_then is not None:
            then = ceiling.formula_then(care, share.standard, law)[0]
            kept = min(amount, max(kept, then))
        counter = Counter(ceiling.amount, before, kept)
        steps.append(Step(Rule.SHARED_CEILING, kept - amount, (), ceiling, (), counter))
        amount = kept
    return amount, tuple(steps)


def _within_the_law(
    care: Care,
    cover: Cover,
    share: Share,
    paid: Paid,
    steps: tuple[Step, ...],
) -> tuple[Decimal, tuple[Step, ...]]:
    """Never under the floor of a responsible contract; never above what is left after other
    insurers (indemnity principle, domain rules 5.4, 8)."""
    amount = paid.limited
    if cover.responsible:
        floor = floor_of(care, share, paid)
        if amount < floor:
            steps = (*steps, Step(Rule.FLOOR_OF_LAW, floor - amount))
            amount = floor
    if care.others_paid:
        most = max(NOTHING, care.price - share.standard - care.others_paid)
        if amount > most:
            steps = (*steps, Step(Rule.OTHER_INSURER, most - amount))
            amount = most
    return amount, steps


def _uses(
    line: CoverLine, care: Care, share: Share, amount: Decimal, units: int, above: Decimal
) -> tuple[Use, ...]:
    if line.own_counter is line.kind:
        who = care.patient.who
        return (use((line.kind, who, care.on, amount, units, care.part, care.reference)),)
    return uses_of_line(
        line,
        who=care.patient.who,
        on=care.on,
        insurer=amount,
        social_security=share.standard,
        number=units,
        part=care.part,
        reference=care.reference,
        above_base=min(above, amount),
    )
