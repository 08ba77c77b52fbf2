"""One line for one measure, and whether what must hold holds."""

from dataclasses import dataclass
from enum import Enum

from tests.load.race import Result

MOST_SPREAD = 0.15
MOST_QUERIES = 4
FEWEST_ROUNDS = 3


class State(Enum):
    """How a measure ended. An unsure one never passes."""

    HELD = ""
    UNSURE = " UNSURE"
    BROKEN = " BROKEN"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to print, and how it ended."""

    said: str
    state: State

    def __str__(self) -> str:
        return self.said + self.state.value


def of_race(name: str, members: int, result: Result, queries: int, aim: int, hold: int) -> Verdict:
    """The line of a race against a limit."""
    said = (
        f"{name} members={members} ours {result.ours_ms:.2f} ms limit {result.limit_ms:.2f} ms "
        f"ratio {result.ratio:.1f} (aim ≤ {aim}, hold ≤ {hold}) queries {queries} "
        f"p95 {result.p95:.1f} spread {result.spread:.0%}".replace("%", " %")
    )
    if result.spread > MOST_SPREAD:
        return Verdict(said, State.UNSURE)
    held = result.ratio <= hold and queries <= MOST_QUERIES
    return Verdict(said, State.HELD if held else State.BROKEN)


def of_cost(name: str, members: int, result: Result, aim: float, hold: float) -> Verdict:
    """The line of a race whose ratio lies near one."""
    said = (
        f"{name} members={members} ours {result.ours_ms:.2f} ms limit {result.limit_ms:.2f} ms "
        f"ratio {result.ratio:.2f} (aim ≤ {aim}, hold ≤ {hold}) "
        f"p95 {result.p95:.1f} spread {result.spread:.0%}".replace("%", " %")
    )
    if result.spread > MOST_SPREAD or len(result.ours) < FEWEST_ROUNDS:
        return Verdict(said, State.UNSURE)
    return Verdict(said, State.HELD if result.ratio <= hold else State.BROKEN)


def of_page(
    name: str, members: int, result: Result, queries: int, aim: float, hold: float, most: int
) -> Verdict:
    """The line of a page beside another one of ours, with how many queries it asks, *most* at the
    most."""
    beside = of_cost(name, members, result, aim, hold)
    state = State.BROKEN if queries > most else beside.state
    return Verdict(f"{beside.said} queries {queries} (hold ≤ {most})", state)


def of_part(name: str, result: Result, aim: float, hold: float) -> Verdict:
    """The line of a race that is to cost a part of the limit: « 1/14 »."""
    said = (
        f"{name} ours {result.ours_ms:.2f} ms limit {result.limit_ms:.1f} ms "
        f"ratio 1/{1 / result.ratio:.1f} (aim ≤ 1/{1 / aim:.0f}, hold ≤ 1/{1 / hold:.0f}) "
        f"p95 {result.p95:.1f} spread {result.spread:.0%}".replace("%", " %")
    )
    if result.spread > MOST_SPREAD or len(result.ours) < FEWEST_ROUNDS:
        return Verdict(said, State.UNSURE)
    return Verdict(said, State.HELD if result.ratio <= hold else State.BROKEN)


def of_speed(name: str, members: int, result: Result, aim: float, hold: float) -> Verdict:
    """The line of a race whose ratio is a speed: the time of the limit by ours, more is better."""
    speed = 1 / result.ratio
    said = (
        f"{name} members={members} ours {result.ours_ms / 1000:.1f} s "
        f"limit {result.limit_ms / 1000:.1f} s ratio {speed:.2f} (aim ≥ {aim}, hold ≥ {hold}) "
        f"spread {result.spread:.0%}".replace("%", " %")
    )
    if result.spread > MOST_SPREAD or len(result.ours) < FEWEST_ROUNDS:
        return Verdict(said, State.UNSURE)
    return Verdict(said, State.HELD if speed >= hold else State.BROKEN)


def of_bytes(name: str, size: int, alone: int, aim: int, hold: int) -> Verdict:
    """The line of what went over the wire, against the page alone. Exact: nothing to doubt."""
    said = (
        f"{name} ours {size / 1000:.1f} KB limit {alone / 1000:.1f} KB "
        f"ratio {size / alone:.1f} (aim ≤ {aim} KB, hold ≤ {hold} KB)"
    )
    return Verdict(said, State.HELD if size <= hold * 1000 else State.BROKEN)
