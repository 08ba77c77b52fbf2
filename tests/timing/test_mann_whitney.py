"""The statistic itself, on series whose answer is known."""

import random

import pytest

from tests.timing.mann_whitney import auc


def test_it_tells_longer_from_shorter() -> None:
    assert auc([4, 5, 6], [1, 2, 3]) == 1
    assert auc([1, 2, 3], [4, 5, 6]) == 0
    assert auc([1, 3], [2, 4]) == 0.25


def test_ties_count_half() -> None:
    assert auc([1, 1], [1, 1, 1]) == 0.5
    assert auc([1, 2], [1, 1]) == 0.75
    pairs = [(a > b) + (a == b) / 2 for a in (3, 1, 2, 2) for b in (2, 5, 1)]
    assert auc([3, 1, 2, 2], [2, 5, 1]) == pytest.approx(sum(pairs) / len(pairs))


def test_it_finds_a_twentieth_of_a_millisecond_in_a_noisy_one() -> None:
    draw = random.Random(7)
    noise = [draw.gauss(10, 0.1) for _ in range(800)]
    assert 0.42 < auc(noise[::2], noise[1::2]) < 0.58
    assert auc([one + 0.05 for one in noise[::2]], noise[1::2]) > 0.58
