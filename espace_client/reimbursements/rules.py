"""What a line of care that was paid has used up, and which lines can still count. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from espace_client.benefits.acts.families import Family, FlatCharge
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.law.law import Law
from espace_client.benefits.law.values import NoValue
from espace_client.benefits.reckoning.care import Care, Patient
from espace_client.benefits.reckoning.charges import CONSULTATIONS, FRANCHISES
from espace_client.benefits.reckoning.counting import most_units, units_used, uses_of_line
from espace_client.benefits.reckoning.cover import ABOVE_BASE, Cover, CoverLine
from espace_client.benefits.reckoning.limits import Limits
from espace_client.benefits.reckoning.renewal import renewed_with, years_of_renewal
from espace_client.benefits.reckoning.uses import Use, Uses
from espace_client.kernel.money import NOTHING, cents
from espace_client.kernel.periods import years_after
from espace_client.kernel.working_days import working_days_after

LONGEST_PERIOD = 4  # years: hearing aids (domain rules 4.2)

FLOW_WITHIN = 10  # working days after which a flow that has not come is looked for (product B.7)


class Paid(NamedTuple):
    """One line of care that was paid. Euros, to the cent; `mine` says whether it was paid by the
    contract whose counters are asked; `base` is that of the whole line, None where nobody knows."""

    reference: str
    who: str
    birth: date
    on: date
    kind: CareKind
    spent: Decimal
    basic: Decimal
    complementary: Decimal
    quantity: int
    part: str
    charge: Decimal
    mine: bool
    base: Decimal | None = None


def first_day_that_counts(cover: Cover, on: date) -> date | None:
    """The first day of care that a counter can still hold on that day; None: since ever, because
    a line of the cover limits a number or an amount without saying a period."""
    if any(_for_ever(line.limits) for line in cover.lines):
        return None
    return years_after(on, -LONGEST_PERIOD)


def _for_ever(limits: Limits) -> bool:
    periods = [one.period for one in limits.counts]
    periods += [one.period for one in (limits.own, limits.ceiling) if one and one.counted]
    return None in periods


def uses_of_lines(lines: Iterable[Paid], cover: Cover, law: Law) -> Uses:
    """What *lines*, the older first, have used up of the counters of *cover*, and of the flat
    charges of the law."""
    found: list[Use] = []
    for line in lines:
        found += _of_the_contract(line, cover, found, law)
        found += _of_the_law(line)
    return Uses(found)


def _of_the_contract(line: Paid, cover: Cover, before: list[Use], law: Law) -> tuple[Use, ...]:
    if not (line.mine and line.complementary and (pays := cover.line_for(_care(line)))):
        return ()
    return uses_of_line(
        pays,
        who=line.who,
        on=line.on,
        insurer=line.complementary,
        social_security=line.basic + line.charge,
        number=_units(line, pays, cover, before, law),
        part=line.part,
        reference=line.reference,
        above_base=_above_base(line, pays, law),
    )


def _units(line: Paid, pays: CoverLine, cover: Cover, before: list[Use], law: Law) -> int:
    """How many units the line counts: none where only the ticket modérateur was paid because
    earlier ones fill the window. The law has it paid in any case, and it renews nothing."""
    moderateur = _ticket_moderateur(line, law) if pays.limits.counts else None
    if moderateur is None or line.complementary > moderateur:
        return line.quantity
    used = Uses(before)
    full = any(
        units_used(
            count,
            pays,
            line.who,
            line.part,
            line.on,
            used,
            cover.anniversary,
            years_of_renewal(pays.kind, count.period, line.birth, line.on, law),
        )
        >= most_units(count, line.part)
        for count in pays.limits.counts
    )
    return 0 if full else line.quantity


def _ticket_moderateur(line: Paid, law: Law) -> Decimal | None:
    """What the Sécurité sociale left of its base, in euros; None where nobody knows. Without the
    base, that of glasses and hearing aids is found from what it paid, by their rate."""
    share = line.basic + line.charge
    if line.base is not None:
        return max(NOTHING, min(line.base, line.spent) - share)
    if len(renewed_with(line.kind)) == 1:
        return None
    try:
        rate = law.value("rate.device", line.on).amount
    except NoValue:
        return None
    return cents(share * (100 - rate) / rate)


def _above_base(line: Paid, pays: CoverLine, law: Law) -> Decimal | None:
    """What was paid on top of the share of the base, where the line of the contract tells them
    apart; None where the base is not known: then all that was paid counts."""
    if not pays.own_counter.endswith(ABOVE_BASE) or line.base is None:
        return None
    given, _values, above = pays.formula(_care(line), line.basic + line.charge, law)
    return max(NOTHING, line.complementary - (given - above))


def is_at_least(line: CoverLine, used: Uses, who: str) -> bool:
    """Whether more may be left of *line* than is counted: all that was paid of some care was
    counted, as nobody knows which part of it was not of the base."""
    if not line.own_counter.endswith(ABOVE_BASE):
        return False
    paid = {use.line: use.euros for use in used.of(line.kind)}
    shared = line.limits.family
    return any(
        use.euros == paid.get(use.line)
        for use in used.of(line.own_counter)
        if use.line and (shared or use.who == who)
    )


def _of_the_law(line: Paid) -> Iterator[Use]:
    if line.charge and (charge := CHARGES.get(line.kind)):
        consultation = charge is FlatCharge.CONSULTATION
        counter, part = (CONSULTATIONS, "") if consultation else (FRANCHISES, charge)
        yield Use(counter, line.who, line.on, line.charge, line.quantity, part, line.reference)


def _care(line: Paid) -> Care:
    """The line as a question, as far as finding what pays it needs. Of a doctor nothing is known:
    `Cover.line_for` reads them as one who moderates fees."""
    return Care(
        on=line.on,
        price=line.spent,
        base=NOTHING if line.base is None else line.base,
        family=Family.NOT_REFUNDED,
        kind=line.kind,
        patient=Patient(line.who, line.birth),
        quantity=line.quantity,
    )


CHARGES = {
    CareKind.MEDICAL_FEES: FlatCharge.CONSULTATION,
    CareKind.LABORATORY: FlatCharge.CONSULTATION,
    CareKind.PARAMEDICAL_FEES: FlatCharge.PARAMEDICAL_ACT,
    CareKind.TRANSPORT: FlatCharge.JOURNEY,
    CareKind.MEDICINES: FlatCharge.BOX,
    CareKind.MEDICINES_MAJOR: FlatCharge.BOX,
    CareKind.MEDICINES_MODERATE: FlatCharge.BOX,
    CareKind.MEDICINES_WEAK: FlatCharge.BOX,
}
"""What the law kept back on a line of that kind of care."""


def flow_by(cared_on: date) -> date:
    """The last day on which it is usual that what the Sécurité sociale pays for care of that day
    has not reached us yet."""
    return working_days_after(cared_on, FLOW_WITHIN)
