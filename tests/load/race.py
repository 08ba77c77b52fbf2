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

    @classmethod
    def of(cls, parts: Sequence["Lap"]) -> "Lap":
        """A turn that was run in *parts*."""
        units = tuple(ms for part in parts for ms in part.elapsed)
        return cls(sum(part.cpu * len(part.elapsed) for part in parts) / len(units), units)


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


def race(
    ours: Side, limit: Side, *, rounds: int, count: int, at_a_time: int = 0, warm: bool = True
) -> Result:
    """Warm both sides, then let them run *rounds* times, each in turn the first.

    With *at_a_time* they take turns within a round as well, each after that many units: a machine
    that is slower for a second is slower for both.
    """
    if warm:
        ours.lap(count), limit.lap(count)
    sides, at_a_time = (ours, limit), at_a_time or count
    laps: tuple[list[Lap], list[Lap]] = ([], [])
    turn = 0
    for _ in range(rounds):
        parts: tuple[list[Lap], list[Lap]] = ([], [])
        for begun in range(0, count, at_a_time):
            for side in (0, 1) if turn % 2 == 0 else (1, 0):
                parts[side].append(sides[side].lap(min(at_a_time, count - begun)))
            turn += 1
        for side in (0, 1):
            laps[side].append(Lap.of(parts[side]))
    return Result(*laps)
