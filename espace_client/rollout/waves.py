"""When messages leave, so that the centre can answer the calls that follow. Pure.

Product B.1.6: so many messages an hour that the calls they bring are as many as the centre takes.
Calls spread over the open hours after a message, so no hour ever has more.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from espace_client.rollout.rules import OPEN_HOURS, Parameter, is_worked


class CapacityTooSmall(ValueError):
    """Not even one message an hour may leave."""


@dataclass(frozen=True, slots=True)
class Wave:
    """So many messages, on that day at that hour."""

    day: date
    hour: int
    size: int


@dataclass(frozen=True, slots=True)
class CallHour:
    """The calls that are expected in one open hour, as an average."""

    day: date
    hour: int
    calls: float


def plan_waves(
    members: int, *, launch: date, capacity: int, parameters: Mapping[str, Parameter]
) -> list[Wave]:
    """Every member once, in the first open hours from the day of the launch."""
    at_most = int(capacity / parameters["calls"].value + 1e-9)
    if members and at_most < 1:
        raise CapacityTooSmall(capacity)
    sizes = [at_most] * (members // at_most) if at_most else []
    if members and members % at_most:
        sizes.append(members % at_most)
    slots = islice(open_hours(launch), len(sizes))
    return [Wave(day, hour, size) for (day, hour), size in zip(slots, sizes, strict=True)]


def expected_calls(
    waves: Sequence[Wave], *, launch: date, parameters: Mapping[str, Parameter]
) -> list[CallHour]:
    """The calls of each open hour, from the first wave to the last call."""
    if not waves:
        return []
    first, second = (parameters[f"calls_{which}_hour"].value for which in ("first", "second"))
    shares = (first, second, 1 - first - second)
    calls = [0.0] * (len(waves) + len(shares) - 1)
    for place, wave in enumerate(waves):
        for later, share in enumerate(shares):
            calls[place + later] += wave.size * parameters["calls"].value * share
    slots = islice(open_hours(launch), len(calls))
    return [
        CallHour(day, hour, round(count, 2))
        for (day, hour), count in zip(slots, calls, strict=True)
    ]


def open_hours(first: date) -> Iterator[tuple[date, int]]:
    """The open hours from that day on, one after the other."""
    day = first
    while True:
        if is_worked(day):
            for hour in OPEN_HOURS:
                yield day, hour
        day += timedelta(days=1)
