"""The two lines of a move, as the points of a drawing: what was expected, what happened. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 440, 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 128, 16, 40  # room for five figures, and for a label
_STEPS = (1, 2, 3, 4, 5, 6, 8)


@dataclass(frozen=True, slots=True)
class Line:
    """The points of one line as SVG takes them, and where its label stands."""

    points: str
    end_x: float
    end_y: float
    total: int

    @property
    def anchor(self) -> str:
        """On which side of its end a label above the line stands."""
        return "end" if self.end_x > WIDTH / 2 else "start"


@dataclass(frozen=True, slots=True)
class Mark:
    """A value on an axis, and where it stands."""

    at: float
    value: int | date


@dataclass(frozen=True, slots=True)
class Plot:
    """Everything that the template draws. `moved` is None before the first day is over."""

    expected: Line
    moved: Line | None
    counts: tuple[Mark, ...]
    days: tuple[Mark, ...]
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    bottom: int = HEIGHT - _BOTTOM
    width: int = WIDTH
    height: int = HEIGHT


def plot_of(days: Sequence[date], expected: Sequence[int], moved: Sequence[int]) -> Plot:
    """The plot of totals since the launch; *moved* is shorter while days are to come."""
    top = _rounded(max([*expected, *moved, 1]))
    across = (WIDTH - _LEFT - _RIGHT) / max(len(days) - 1, 1)
    down = (HEIGHT - _TOP - _BOTTOM) / top

    def x(place: int) -> float:
        return round(_LEFT + place * across, 1)

    def y(count: int) -> float:
        return round(HEIGHT - _BOTTOM - count * down, 1)

    def line(totals: Sequence[int]) -> Line:
        points = " ".join(f"{x(place)},{y(count)}" for place, count in enumerate(totals))
        return Line(points, x(len(totals) - 1), y(totals[-1]), totals[-1])

    fortnights = range(0, len(days), 14)
    return Plot(
        expected=line(expected),
        moved=line(moved) if moved else None,
        counts=tuple(Mark(y(count), count) for count in (0, top // 2, top)),
        days=tuple(Mark(x(place), days[place]) for place in fortnights),
    )


def _rounded(count: int) -> int:
    """The next even round number: 2, 4, 6, 8, 10, 12, 16, 20, 40 …"""
    size = 1
    while True:
        for step in _STEPS:
            if 2 * step * size >= count:
                return 2 * step * size
        size *= 10
