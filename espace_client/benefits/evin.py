"""What a contract kept after leaving an employer may cost: the steps of its maximum.

Source: loi Évin (89-1009), article 4, and its décret 90-769; domain rules 2 (EV7, EV8, EV11). The
maximum is in percent of the *active tariff*: what the same cover costs for an employee who works,
with the employer's share. It protects the former employee alone, not whom the contract also covers
(EV6). The years are those of the new contract, and a contract keeps the rule of its first day.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from espace_client.benefits.law.law import Law
from espace_client.benefits.law.values import NoValue, Value
from espace_client.kernel.money import cents
from espace_client.kernel.periods import years_after

_A_DAY = timedelta(days=1)
_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Step:
    """Days, both included, with one maximum. The last step has no end.

    `year` counts from 1 for the year that begins it; `cap` is None where the law says no maximum.
    """

    year: int
    first_on: date
    last_on: date | None
    cap: Value | None

    def most(self, reference: Decimal) -> Decimal | None:
        """The most that may be asked, in euros to the cent, where *reference* is the active tariff
        over the same time. None where there is no maximum."""
        return None if self.cap is None else cents(reference * self.cap.amount / _WHOLE)

    def holds(self, on: date) -> bool:
        """Whether the day is one of the step's."""
        return self.first_on <= on and (self.last_on is None or on <= self.last_on)


def tariff_year(effective_on: date, on: date) -> int:
    """Which year of the contract *on* is in, from 1. An anniversary begins the next one; 29
    February has its own on 28 February. Raises ValueError before the first day."""
    if on < effective_on:
        raise ValueError(f"{on} is before the first day, {effective_on}")
    years = on.year - effective_on.year
    return years + 1 if years_after(effective_on, years) <= on else years


def steps(effective_on: date, law: Law) -> tuple[Step, ...]:
    """The steps of a contract that began on that day, in order, without gap.

    Raises NoValue for a day before the décret.
    """
    stepped = int(law.value("evin.stepped_years", effective_on).amount)
    if not stepped:
        lifelong = law.value("evin.cap.lifelong", effective_on)
        return (Step(1, effective_on, None, lifelong),)
    starts = [years_after(effective_on, year) for year in range(stepped + 1)]
    rising = [
        Step(
            year,
            starts[year - 1],
            starts[year] - _A_DAY,
            law.value(f"evin.cap.year_{year}", effective_on),
        )
        for year in range(1, stepped + 1)
    ]
    return (*rising, Step(stepped + 1, starts[stepped], None, None))


def step_on(path: tuple[Step, ...], on: date) -> Step | None:
    """The step that holds on that day; None before the first."""
    return next((step for step in path if step.holds(on)), None)


def next_step(path: tuple[Step, ...], on: date) -> Step | None:
    """The first step that begins after that day; None when none is left."""
    return next((step for step in path if step.first_on > on), None)


def frozen(law: Law, on: date) -> Value | None:
    """The text that lets no contribution of that day's year rise above the year before; None when
    there is none. Whether it applies is not known: EV11, to be checked."""
    try:
        rise = law.value("contributions.most_rise", on)
    except NoValue:
        return None
    return rise if rise.amount == 0 else None
