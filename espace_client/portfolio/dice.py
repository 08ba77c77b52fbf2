"""Chance that can be thrown again: one seed, one sequence, whatever the machine.

Only `random.Random.random` is drawn from, because its sequence is promised from one version of
Python to the next; no set is ever walked through.
"""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate


class Dice:
    """A seeded source of choices."""

    def __init__(self, seed: int | str) -> None:
        self._next = random.Random(seed).random

    def chance(self, probability: float) -> bool:
        """True as often as *probability* says."""
        return self._next() < probability

    def between(self, lowest: int, highest: int) -> int:
        """A whole number, both ends included."""
        return lowest + int(self._next() * (highest - lowest + 1))

    def one_of[T](self, things: Sequence[T]) -> T:
        """One of *things*, each as likely."""
        return things[int(self._next() * len(things))]

    def weighted[T](self, things: Sequence[T], weights: Sequence[int]) -> T:
        """One of *things*, each as likely as its weight."""
        drawn = self._next() * sum(weights)
        reached = accumulate(weights)
        return next(thing for thing, limit in zip(things, reached, strict=True) if drawn < limit)

    def day_of(self, year: int) -> date:
        """A day of *year*."""
        first = date(year, 1, 1)
        length = (date(year + 1, 1, 1) - first).days
        return first + timedelta(days=self.between(0, length - 1))
