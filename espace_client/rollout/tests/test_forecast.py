"""Waves that the centre can answer, and a funnel that the same seed gives again."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espace_client.rollout.forecasts import Expected, expect
from espace_client.rollout.rules import (
    OPEN_HOURS,
    PARAMETERS,
    NotParameters,
    parameters_with,
)
from espace_client.rollout.waves import expected_calls, plan_waves

LAUNCH = date(2022, 3, 24)  # a Thursday


def forecast(members: int, *, capacity: int = 40, seed: int = 2022, **changes: float) -> Expected:
    return expect(
        members,
        launch=LAUNCH,
        capacity=capacity,
        parameters=parameters_with(changes, source="un essai"),
        seed=seed,
    )


@pytest.mark.promise("I4.16")
def test_the_waves_of_a_launch_by_hand() -> None:
    """40 calls an hour, 6 % call: 666 messages an hour (product B.1.6)."""
    waves = forecast(1500).waves
    assert [(one.day, one.hour, one.size) for one in waves] == [
        (LAUNCH, 9, 666),
        (LAUNCH, 10, 666),
        (LAUNCH, 11, 168),
    ]


def test_the_calls_of_two_waves_by_hand() -> None:
    """Half of the calls come in the first hour, three tenths in the second, the rest after."""
    calls = forecast(1000, capacity=50, calls=0.1).calls
    assert [(one.hour, one.calls) for one in calls] == [(9, 25), (10, 40), (11, 25), (12, 10)]


@pytest.mark.promise("I4.16")
@given(st.integers(1, 5_000), st.integers(1, 200), st.sampled_from([0.01, 0.06, 0.3, 1.0]))
def test_no_hour_has_more_calls_than_the_centre_takes(
    members: int, capacity: int, rate: float
) -> None:
    figures = parameters_with({"calls": rate}, source="un essai")
    waves = plan_waves(members, launch=LAUNCH, capacity=capacity, parameters=figures)
    calls = expected_calls(waves, launch=LAUNCH, parameters=figures)
    assert sum(wave.size for wave in waves) == members
    assert all(hour.calls <= capacity + 0.01 for hour in calls)
    places = [(wave.day, wave.hour) for wave in waves]
    assert places == sorted(set(places))
    assert all(day.weekday() < 5 and hour in OPEN_HOURS for day, hour in places)


@pytest.mark.promise("I4.16")
def test_the_same_seed_gives_the_same_forecast() -> None:
    assert forecast(500) == forecast(500)
    assert forecast(500).days != forecast(500, seed=7).days


def test_each_step_loses_somebody_and_comes_after_the_one_before() -> None:
    days = forecast(5000).days
    totals = Counter()
    for day in days:
        totals.update(seen=day.seen, given=day.given, verified=day.verified, migrated=day.migrated)
        steps = [totals[step] for step in ("seen", "given", "verified", "migrated")]
        assert steps == sorted(steps, reverse=True)
    likely = 5000 * 0.85 * 0.90 * 0.92 * 0.98
    assert abs(totals["migrated"] - likely) < 150


def test_certain_steps_move_everybody_on_the_day() -> None:
    sure = dict.fromkeys(
        ("seen", "seen_a_day", "given", "verified", "verified_a_day", "migrated"), 1.0
    )
    expected = forecast(100, **sure)
    assert expected.days[0].migrated == expected.migrated == 100


def test_nobody_to_move_is_a_forecast_too() -> None:
    expected = forecast(0)
    assert (expected.waves, expected.calls, expected.migrated) == ((), (), 0)


def test_each_parameter_says_where_it_comes_from() -> None:
    assert {one.source for one in PARAMETERS.values()} == {"inventé"}
    assert parameters_with({"calls": 0.1}, source="2021")["calls"].source == "2021"
    with pytest.raises(NotParameters):
        parameters_with({"calls_first_hour": 0.9}, source="2021")
