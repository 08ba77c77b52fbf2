"""The benchmark itself: turns, ratios, and when it says that it does not know."""

import pytest

from tests.load import verdict
from tests.load.race import Called, Lap, Result, race
from tests.load.verdict import State


def result(*ratios: float) -> Result:
    return Result([Lap(ratio, (1.0, 2.0)) for ratio in ratios], [Lap(1.0, (1.0,)) for _ in ratios])


class Counted:
    """A side that writes down when it ran."""

    def __init__(self, name: str, turns: list[str], cpu: float) -> None:
        self.name, self.turns, self.cpu = name, turns, cpu

    def lap(self, count: int) -> Lap:
        self.turns.append(self.name)
        return Lap(self.cpu, (1.0,) * count)


def test_sides_take_turns_after_a_warm_up():
    turns: list[str] = []
    raced = race(Counted("A", turns, 3), Counted("B", turns, 1), rounds=3, count=2)
    assert "".join(turns) == "AB" + "AB" + "BA" + "AB"
    assert raced.ratio == 3
    assert raced.spread == 0


def test_a_round_is_run_in_parts_that_take_turns():
    turns: list[str] = []
    raced = race(Counted("A", turns, 3), Counted("B", turns, 1), rounds=2, count=5, at_a_time=2)
    assert "".join(turns) == "AB" + "AB" + "BA" + "AB" + "BA" + "AB" + "BA"
    assert [len(lap.elapsed) for lap in raced.ours] == [5, 5]
    assert raced.ratio == 3


def test_a_turn_costs_what_its_parts_cost_each_by_its_length():
    assert Lap.of([Lap(1.0, (1.0,) * 3), Lap(5.0, (2.0,))]) == Lap(2.0, (1.0, 1.0, 1.0, 2.0))


def test_a_function_is_a_side():
    calls: list[None] = []
    lap = Called(lambda: calls.append(None)).lap(5)
    assert len(calls) == len(lap.elapsed) == 5


@pytest.mark.parametrize(
    ("ratios", "queries", "state"),
    [
        ((4, 4, 4, 4, 4), 4, State.HELD),
        ((1, 4, 4, 4, 9), 4, State.HELD),  # one bad round at each end says nothing
        ((3, 3, 4, 5, 5), 4, State.UNSURE),
        ((20, 20, 30, 40, 40), 4, State.UNSURE),
        ((9, 9, 9, 9, 9), 4, State.BROKEN),
        ((4, 4, 4, 4, 4), 5, State.BROKEN),
    ],
)
def test_an_unsure_measure_never_passes(ratios, queries, state):
    assert verdict.of_race("page.x", 300, result(*ratios), queries, 5, 8).state is state


def test_the_line_of_a_race():
    said = str(verdict.of_race("page.x", 300, result(4, 4, 4, 4, 4), 4, 5, 8))
    assert said == (
        "page.x members=300 ours 4.00 ms limit 1.00 ms ratio 4.0 (aim ≤ 5, hold ≤ 8) "
        "queries 4 p95 2.0 spread 0 %"
    )


@pytest.mark.parametrize(("queries", "state"), [(8, State.HELD), (9, State.BROKEN)])
def test_a_page_asks_no_more_than_its_own_most(queries, state):
    said = verdict.of_page("page.x", 300, result(1.8, 1.8, 1.8), queries, 1, 2, 8)
    assert said.state is state
    assert f"queries {queries} (hold ≤ 8)" in str(said)


def test_bytes_are_exact():
    assert verdict.of_bytes("first.visit", 80_000, 2_000, 60, 80).state is State.HELD
    assert verdict.of_bytes("first.visit", 80_001, 2_000, 60, 80).state is State.BROKEN


@pytest.mark.parametrize(
    ("ratios", "state"),
    [
        ((2, 2, 2), State.HELD),  # the limit needs half our time
        ((1, 1, 1), State.HELD),
        ((2.1, 2.1, 2.1), State.BROKEN),
        ((1, 2, 3), State.UNSURE),
        ((1, 1), State.UNSURE),  # twice says nothing of how far rounds lie apart
    ],
)
def test_a_speed_holds_when_it_is_high_enough(ratios, state):
    assert verdict.of_speed("import.x", 300, result(*ratios), 0.75, 0.5).state is state


def test_the_line_of_a_speed():
    raced = Result([Lap(4000, (4000,))] * 3, [Lap(2000, (2000,))] * 3)
    assert str(verdict.of_speed("import.x", 300, raced, 0.75, 0.5)) == (
        "import.x members=300 ours 4.0 s limit 2.0 s ratio 0.50 (aim ≥ 0.75, hold ≥ 0.5) spread 0 %"
    )


@pytest.mark.parametrize(
    ("ratios", "state"),
    [
        ((0.07, 0.07, 0.07), State.HELD),
        ((0.125, 0.125, 0.125), State.HELD),
        ((0.13, 0.13, 0.13), State.BROKEN),
        ((0.05, 0.07, 0.09), State.UNSURE),
        ((0.07, 0.07), State.UNSURE),  # too few
    ],
)
def test_what_costs_a_part_of_the_limit(ratios: tuple[float, ...], state: State) -> None:
    assert verdict.of_part("pdf.x", result(*ratios), 1 / 14, 1 / 8).state is state


def test_a_part_is_said_as_one() -> None:
    said = str(verdict.of_part("pdf.x", result(0.1, 0.1, 0.1), 1 / 14, 1 / 8))
    assert said == (
        "pdf.x ours 0.10 ms limit 1.0 ms ratio 1/10.0 (aim ≤ 1/14, hold ≤ 1/8) p95 2.0 spread 0 %"
    )
