"""Exact shares: of so many households, so many are this and so many are that, no more, no less.

Chance alone would give 24 or 27 people without e-mail. The deck is dealt instead: each household
gets one card, and a deck holds as many of each card as was asked.
"""

from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate
from math import gcd
from typing import NamedTuple

from espace_client.portfolio.dice import Dice


class Card(NamedTuple):
    """What a household got; `rank` counts the cards of that name from 0."""

    name: str
    rank: int


class Deal:
    """A deck of *size* cards, of which *counts* says how many have each name; the rest is "".

    It is cut and dealt by *dice*, each deck in its own order, so that what one deck gives says
    nothing of what another gives.
    """

    def __init__(self, counts: Mapping[str, int], size: int, dice: Dice) -> None:
        self._names = (*counts, "")
        self._ends = list(accumulate(max(count, 0) for count in counts.values()))
        self._size = max(size, 1)
        self._first = dice.between(0, self._size - 1)
        self._stride = dice.between(self._size // 5 + 1, self._size * 4 // 5 + 1)
        while gcd(self._stride, self._size) != 1:
            self._stride += 1

    def __getitem__(self, index: int) -> Card:
        """The card of household *index*. Each index below the size gets another one."""
        place = (index * self._stride + self._first) % self._size
        pile = bisect_right(self._ends, place)
        return Card(self._names[pile], place - (self._ends[pile - 1] if pile else 0))


def share(of_300: int, members: int) -> int:
    """How many of *members* members stand for *of_300* of 300."""
    return round(of_300 * members / 300)
