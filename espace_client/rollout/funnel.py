"""What a move is expected to give, day by day. Pure: the same seed gives the same figures."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from espace_client.rollout.rules import HORIZON, Parameter
from espace_client.rollout.waves import Wave

STEPS = ("seen", "given", "verified", "migrated")


@dataclass(frozen=True, slots=True)
class FunnelDay:
    """How many members do what on one day."""

    day: date
    seen: int
    given: int
    verified: int
    migrated: int


def expected_funnel(
    waves: Sequence[Wave], *, launch: date, parameters: Mapping[str, Parameter], seed: int
) -> list[FunnelDay]:
    """Each day of the horizon, each member played once."""
    chance = random.Random(seed)
    counts: dict[str, Counter[date]] = {step: Counter() for step in STEPS}
    for wave in waves:
        for _member in range(wave.size):
            for step, day in _played(wave.day, parameters, chance):
                counts[step][day] += 1
    days = (launch + timedelta(days=n) for n in range(HORIZON.days))
    return [FunnelDay(day, *(counts[step][day] for step in STEPS)) for day in days]


def _played(
    sent: date, parameters: Mapping[str, Parameter], chance: random.Random
) -> Iterable[tuple[str, date]]:
    def happens(code: str) -> bool:
        return chance.random() < parameters[code].value

    def after(day: date, code: str) -> date:
        while not happens(code):
            day += timedelta(days=1)
        return day

    if not happens("seen"):
        return
    day = after(sent, "seen_a_day")
    yield "seen", day
    if not happens("given"):
        return
    yield "given", day
    if not happens("verified"):
        return
    day = after(day, "verified_a_day")
    yield "verified", day
    if happens("migrated"):
        yield "migrated", day
