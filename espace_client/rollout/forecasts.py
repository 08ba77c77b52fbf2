"""A whole forecast, as it is told, written to a file and kept."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from espace_client.rollout.funnel import FunnelDay, expected_funnel
from espace_client.rollout.rules import Parameter
from espace_client.rollout.waves import CallHour, Wave, expected_calls, plan_waves


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected of a move."""

    launch: date
    members: int
    capacity: int
    seed: int
    parameters: Mapping[str, Parameter]
    waves: tuple[Wave, ...]
    days: tuple[FunnelDay, ...]
    calls: tuple[CallHour, ...]

    @property
    def migrated(self) -> int:
        """How many have moved at the end of the horizon."""
        return sum(day.migrated for day in self.days)

    @property
    def busiest(self) -> CallHour | None:
        """The first hour that has the most calls."""
        return max(self.calls, key=lambda one: one.calls, default=None)

    def as_json(self) -> dict[str, Any]:
        """The same in values that JSON knows."""
        written = asdict(self)
        written["parameters"] = [asdict(one) for one in self.parameters.values()]
        dated: dict[str, Any] = {"launch": self.launch.isoformat()}
        for name in ("waves", "days", "calls"):
            dated[name] = [{**one, "day": one["day"].isoformat()} for one in written[name]]
        return {**written, **dated}


def expect(
    members: int,
    *,
    launch: date,
    capacity: int,
    parameters: Mapping[str, Parameter],
    seed: int,
) -> Expected:
    """The waves of *members*, what they give and the calls they bring. Raises CapacityTooSmall."""
    waves = plan_waves(members, launch=launch, capacity=capacity, parameters=parameters)
    days = expected_funnel(waves, launch=launch, parameters=parameters, seed=seed)
    calls = expected_calls(waves, launch=launch, parameters=parameters)
    return Expected(
        launch, members, capacity, seed, parameters, tuple(waves), tuple(days), tuple(calls)
    )
