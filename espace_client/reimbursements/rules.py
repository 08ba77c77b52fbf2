"""What a line of care that was paid has used up, and which lines can still count. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from espace_client.benefits.acts.families import Family, FlatCharge
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.reckoning.care import Care, Patient
from espace_client.benefits.reckoning.charges import CONSULTATIONS, FRANCHISES
from espace_client.benefits.reckoning.counting import uses_of_line
from espace_client.benefits.reckoning.cover import Cover
from espace_client.benefits.reckoning.limits import Limits
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
    basic: Decimal
    complementary: Decimal
    quantity: int
    part: str
    charge: Decimal
    mine: bool


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


def uses_of_lines(lines: Iterable[Paid], cover: Cover) -> Uses:
    """What *lines* have used up of the counters of *cover*, and of the flat charges of the law."""
    return Uses(use for line in lines for use in _uses(line, cover))


def _uses(line: Paid, cover: Cover) -> Iterator[Use]:
    if line.mine and line.complementary and (pays := cover.line_for(_care(line))):
        for kind in _renewed_with(pays.kind):
            yield Use(kind, line.who, line.on, NOTHING, line.quantity, line.part, line.reference)
        yield from uses_of_line(
            pays,
            who=line.who,
            on=line.on,
            insurer=line.complementary,
            social_security=line.basic + line.charge,
            number=line.quantity,
            part=line.part,
            reference=line.reference,
        )
    if line.charge and (charge := CHARGES.get(line.kind)):
        consultation = charge is FlatCharge.CONSULTATION
        counter, part = (CONSULTATIONS, "") if consultation else (FRANCHISES, charge)
        yield Use(counter, line.who, line.on, line.charge, line.quantity, part, line.reference)


def _renewed_with(kind: CareKind) -> Iterator[CareKind]:
    """The other kinds that wait for the next renewal with it: a second pair of glasses waits two
    years, whichever class the first was of. Source: domain rules 4.2, « Renewal »."""
    for together in RENEWED_TOGETHER:
        if kind in together:
            yield from sorted(together - {kind})


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
    )


RENEWED_TOGETHER = (
    frozenset(
        {
            CareKind.GLASSES_NOTHING_LEFT,
            CareKind.GLASSES_SIMPLE,
            CareKind.GLASSES_MIXED,
            CareKind.GLASSES_COMPLEX,
            CareKind.GLASSES_VERY_COMPLEX,
        }
    ),
    frozenset({CareKind.HEARING_NOTHING_LEFT, CareKind.HEARING_FREE}),
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
