"""What « Votre droit de maintien » says of one contract, on one day: the steps of the maximum that
the law sets, the one that holds, the next one. Rules: `benefits.evin`; the sentences are in the
template, for a jurist to read in one place."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from espace_client.benefits import evin
from espace_client.benefits.evin import Step
from espace_client.benefits.figures import percentage, to_the_cent
from espace_client.benefits.law.law import Law
from espace_client.benefits.law.values import NoValue, Value
from espace_client.contracts.models import ActiveTariff
from espace_client.contracts.queries import SeenContract
from espace_client.kernel.french import spaced, with_dates_in_words

# The picture, in units of its own: a stair a column, as high as its maximum.
_STAIR = 80
_GROUND = 190
_UNIT = Decimal("0.8")  # of height for one percent
_BEYOND = Decimal(170)  # percent: where there is no maximum the stair is open, above all others


class Phase(StrEnum):
    """Where the contract is in its life."""

    TO_COME = "to come"
    RUNS = "runs"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Stair:
    """One step as the table and the picture show it. `share` and `most` are words, empty where the
    law says no maximum; `most` also where the active tariff is not known, and for a step that is
    over: nobody says here what the tariff was then."""

    year: int
    first_on: date
    last_on: date | None
    share: str
    most: str
    is_now: bool
    left: int
    top: int
    height: int

    @property
    def middle(self) -> int:
        """The middle of the column, for its words."""
        return self.left + _STAIR // 2


@dataclass(frozen=True, slots=True)
class EvinRight:
    """What the page says. `stairs` is empty when the contract is over, and when it is older than
    the rule we know; `coming` is the next step, `days` in how many days it begins; `year` counts
    the years of the contract from 1 (0 before its first day); `survivor_months` is
    the least for which whoever is covered after a death keeps the cover: no file says who is."""

    phase: Phase
    year: int
    stairs: tuple[Stair, ...]
    now: Stair | None
    coming: Stair | None
    days: int
    ends_before: bool
    tariff: ActiveTariff | None
    monthly: str
    sources: tuple[str, ...]
    frozen: Value | None
    months_to_ask: int
    survivor_months: int

    @property
    def lifelong(self) -> bool:
        """Whether one maximum holds for good: the rule of the contracts before July 2017."""
        return len(self.stairs) == 1

    @property
    def viewed(self) -> int:
        """The width of the picture, with the thickness of a line on each side."""
        return len(self.stairs) * _STAIR + 4


def evin_right(
    contract: SeenContract, tariff: ActiveTariff | None, *, law: Law, on: date
) -> EvinRight:
    """The right that *contract* gives its holder, read on that day. *tariff* is what its option
    costs an employee on that day, or on the first day of a contract to come; None when nobody
    said."""
    phase = _phase(contract, on)
    path = _path(contract, law) if phase is not Phase.OVER else ()
    reference = tariff.monthly if tariff else None
    stairs = {step: _stair(step, reference, on) for step in path}
    now, coming = evin.step_on(path, on), evin.next_step(path, on)
    ends_before = bool(coming and contract.end_on and contract.end_on < coming.first_on)
    if ends_before:
        coming = None
    return EvinRight(
        phase=phase,
        year=evin.tariff_year(contract.start_on, on) if phase is Phase.RUNS else 0,
        stairs=tuple(stairs.values()),
        now=stairs[now] if now else None,
        coming=stairs[coming] if coming else None,
        days=(coming.first_on - on).days if coming else 0,
        ends_before=ends_before,
        tariff=tariff,
        monthly=to_the_cent(tariff.monthly) if tariff else "",
        sources=tuple(dict.fromkeys(_read_out(step.cap) for step in path if step.cap)),
        frozen=evin.frozen(law, on) if phase is not Phase.OVER else None,
        months_to_ask=int(law.value("evin.ask", on).amount),
        survivor_months=int(law.value("evin.survivor", on).amount),
    )


def _read_out(figure: Value) -> str:
    """Its source, as the rest of the page writes: dates in words."""
    return spaced(with_dates_in_words(figure.source))


def _phase(contract: SeenContract, on: date) -> Phase:
    if on < contract.start_on:
        return Phase.TO_COME
    return Phase.OVER if contract.end_on and contract.end_on < on else Phase.RUNS


def _path(contract: SeenContract, law: Law) -> tuple[Step, ...]:
    """No step for a contract older than the rule: the page says so, and whom to call."""
    try:
        return evin.steps(contract.start_on, law)
    except NoValue:
        return ()


def _stair(step: Step, reference: Decimal | None, on: date) -> Stair:
    is_over = step.last_on is not None and step.last_on < on
    most = None if reference is None or is_over else step.most(reference)
    share = step.cap.amount if step.cap else None
    height = int((_BEYOND if share is None else min(share, _BEYOND)) * _UNIT)
    return Stair(
        year=step.year,
        first_on=step.first_on,
        last_on=step.last_on,
        share="" if share is None else percentage(share),
        most="" if most is None else to_the_cent(most),
        is_now=step.holds(on),
        left=(step.year - 1) * _STAIR,
        top=_GROUND - height,
        height=height,
    )
