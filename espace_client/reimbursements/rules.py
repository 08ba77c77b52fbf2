"""What a line of care that was paid has used up, and which lines can still count. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from espace_client.benefits.acts.families import Family, FlatCharge
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.guarantee import Guarantee
from espace_client.benefits.reckoning.care import Care, Patient
from espace_client.benefits.reckoning.cover import Cover
from espace_client.benefits.reckoning.uses import Use, Uses
from espace_client.kernel.money import NOTHING
from espace_client.kernel.periods import years_after

LONGEST_PERIOD = 4  # years: hearing aids (domain rules 4.2)


class Paid(NamedTuple):
    """One line of care that was paid. Euros, to the cent; `mine` says whether it was paid by the
    contract whose counters are asked."""

    reference: str
    who: str
    birth: date
    on: date
    kind: CareKind
    spent: Decimal
    complementary: Decimal
    quantity: int
    part: str
    charge: Decimal
    mine: bool


def first_day_that_counts(cover: Cover, on: date) -> date | None:
    """The first day of care that a counter can still hold on that day; None: since ever, because
    a line of the cover limits a number or an amount without saying a period."""
    if any(_for_life(line.guarantee) for line in cover.lines):
        return None
    return years_after(on, -LONGEST_PERIOD)


def _for_life(guarantee: Guarantee) -> bool:
    count, ceiling = guarantee.max_count, guarantee.ceiling
    endless = count is not None and count.period is None
    return endless or (ceiling is not None and ceiling.period is None and ceiling.unit is None)


def uses_of_lines(lines: Iterable[Paid], cover: Cover) -> Uses:
    """What *lines* have used up of the counters of *cover*, and of the flat charges of the law."""
    return Uses(use for line in lines for use in _uses(line, cover))


def _uses(line: Paid, cover: Cover) -> Iterator[Use]:
    if line.mine:
        yield from _of_the_contract(line, cover)
    if line.charge and (counter := CHARGES.get(line.kind)):
        yield Use(counter, line.who, line.on, line.charge, line.quantity, line=line.reference)


def _of_the_contract(line: Paid, cover: Cover) -> Iterator[Use]:
    pays = cover.line_for(_care(line))
    rest = (line.who, line.on, line.complementary, line.quantity, line.part, line.reference)
    if pays is not None:
        yield Use(pays.kind, *rest)
    for ceiling in cover.ceilings:
        if line.kind in ceiling.kinds:
            yield Use(ceiling.name, *rest)


def _care(line: Paid) -> Care:
    """The line as a question, as far as finding who pays it needs. Of a doctor nothing is known:
    `Cover.line_for` reads them as one who moderates fees."""
    return Care(
        on=line.on,
        price=line.spent,
        base=NOTHING,
        family=Family.NOT_REFUNDED,
        kind=line.kind,
        patient=Patient(line.who, line.birth),
        quantity=line.quantity,
        part=line.part,
        reference=line.reference,
    )


def _counter(charge: FlatCharge) -> str:
    return f"charge.{charge}"


CHARGES = {
    CareKind.MEDICAL_FEES: _counter(FlatCharge.CONSULTATION),
    CareKind.LABORATORY: _counter(FlatCharge.CONSULTATION),
    CareKind.PARAMEDICAL_FEES: _counter(FlatCharge.PARAMEDICAL_ACT),
    CareKind.TRANSPORT: _counter(FlatCharge.JOURNEY),
    CareKind.MEDICINES: _counter(FlatCharge.BOX),
    CareKind.MEDICINES_MAJOR: _counter(FlatCharge.BOX),
    CareKind.MEDICINES_MODERATE: _counter(FlatCharge.BOX),
    CareKind.MEDICINES_WEAK: _counter(FlatCharge.BOX),
}
"""Which counter of the law what was kept back belongs to."""
