"""What was expected beside what happened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from espace_client.accounts.models import AccountState
from espace_client.accounts.moving import migrated_per_day, states_today
from espace_client.rollout.models import Forecast


@dataclass(frozen=True, slots=True)
class MoveDay:
    """One day: how many moved, and how many in all since the launch. `moved` and `moved_in_all`
    are None for a day that is not over: nothing is made up for it."""

    day: date
    expected: int
    expected_in_all: int
    moved: int | None
    moved_in_all: int | None

    @property
    def gap(self) -> int | None:
        """How many more have moved than was expected; fewer when negative."""
        return None if self.moved_in_all is None else self.moved_in_all - self.expected_in_all


@dataclass(frozen=True, slots=True)
class Move:
    """The newest forecast and the facts. `calls` is the busiest hour that was expected; how many
    calls came is not known here."""

    forecast: Forecast
    days: tuple[MoveDay, ...]
    states: Mapping[AccountState, int]
    busiest_calls: float

    @property
    def last_known(self) -> MoveDay | None:
        """The last day whose facts are whole."""
        return next((one for one in reversed(self.days) if one.moved is not None), None)


def newest_forecast() -> Forecast | None:
    """The forecast that the move is compared with."""
    return Forecast.objects.order_by("-made_at").first()


def the_move(*, today: date) -> Move | None:
    """What was expected beside what happened, day by day; None before a forecast is kept."""
    forecast = newest_forecast()
    if forecast is None:
        return None
    calls = max((hour["calls"] for hour in forecast.calls), default=0.0)
    facts = dict(migrated_per_day(forecast.launch))
    return Move(forecast, _days(forecast, facts, today), states_today(), calls)


def _days(forecast: Forecast, facts: Mapping[date, int], today: date) -> tuple[MoveDay, ...]:
    days, expected_in_all, moved_in_all = [], 0, 0
    expected = {date.fromisoformat(one["day"]): one["migrated"] for one in forecast.days}
    last = max([*expected, today - timedelta(days=1)])
    for n in range((last - forecast.launch).days + 1):
        day = forecast.launch + timedelta(days=n)
        over = day < today
        expected_in_all += expected.get(day, 0)
        moved_in_all += facts.get(day, 0)
        days.append(
            MoveDay(
                day,
                expected.get(day, 0),
                expected_in_all,
                facts.get(day, 0) if over else None,
                moved_in_all if over else None,
            )
        )
    return tuple(days)
