"""Two sides of one piece of work, run in turns: A B, B A, A B … and what each turn cost."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Lap:
    """What one side needed for one unit of work, on average over its turn, in milliseconds."""

    cpu: float
    elapsed: tuple[float, ...]


class Side(Protocol):
    """Whoever can do *count* units of work and say what they cost."""

    def lap(self, count: int) -> Lap: ...


@dataclass(frozen=True, slots=True)
class Called:
    """A side that is a function of this process."""

    work: Callable[[], object]

    def lap(self, count: int) -> Lap:
        elapsed = []
        before = time.process_time()
        for _ in range(count):
            start = time.perf_counter()
            self.work()
            elapsed.append((time.perf_counter() - start) * 1000)
        return Lap((time.process_time() - before) * 1000 / count, tuple(elapsed))


@dataclass(frozen=True, slots=True)
class Result:
    """The laps of a race, in pairs of one round."""

    ours: Sequence[Lap]
    limit: Sequence[Lap]

    @property
    def ours_ms(self) -> float:
        return median(lap.cpu for lap in self.ours)

    @property
    def limit_ms(self) -> float:
        return median(lap.cpu for lap in self.limit)

    @property
    def ratio(self) -> float:
        return median(self._ratios)

    @property
    def spread(self) -> float:
        """How far the rounds lie apart, the best and the worst left out, as a part of the ratio."""
        ratios = self._ratios[1:-1] if len(self._ratios) > 4 else self._ratios
        return (ratios[-1] - ratios[0]) / self.ratio

    @property
    def p95(self) -> float:
        """What nineteen of twenty of our units stay under, in milliseconds on the wall."""
        return quantiles([ms for lap in self.ours for ms in lap.elapsed], n=20)[-1]

    @property
    def _ratios(self) -> list[float]:
        pairs = zip(self.ours, self.limit, strict=True)
        return sorted(ours.cpu / limit.cpu for ours, limit in pairs)


def race(ours: Side, limit: Side, *, rounds: int, count: int, warm: bool = True) -> Result:
    """Warm both sides, then let them run *rounds* times, each in turn the first."""
    if warm:
        ours.lap(count), limit.lap(count)
    laps: tuple[list[Lap], list[Lap]] = ([], [])
    for number in range(rounds):
        for side in (0, 1) if number % 2 == 0 else (1, 0):
            laps[side].append((ours, limit)[side].lap(count))
    return Result(*laps)
