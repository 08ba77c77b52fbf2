"""What was used already: each use with its day, so that any window can be counted.

Nothing is ever summed up and kept: a use that is cancelled is taken away, and its counter has it
back.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from typing import NamedTuple


class Use(NamedTuple):
    """One line of care used so much of one counter.

    `counter` names it (`charge.consultation`, the kind of a line of the contract), `who` the
    person, `part` the tooth, ear or eye, or the professional where the law counts by professional.
    `line` is the reference of the care that used it.
    """

    counter: str
    who: str
    on: date
    euros: Decimal
    number: int = 1
    part: str = ""
    line: str = ""


use: Callable[[tuple[str, str, date, Decimal, int, str, str]], Use] = partial(tuple.__new__, Use)
"""A use from a tuple of all its fields: half the cost of calling Use."""

type _Year = tuple[str, str, int]  # counter, person, civil year


class Uses:
    """Uses by counter, and by person and civil year, as the law counts its charges. Never changes:
    `plus` and `without` make another."""

    __slots__ = ("_by_counter", "_by_year")

    def __init__(self, uses: Iterable[Use] = ()) -> None:
        self._by_counter: dict[str, tuple[Use, ...]] = {}
        self._by_year: dict[_Year, tuple[Use, ...]] = {}
        self._note(uses)

    def __iter__(self) -> Iterator[Use]:
        return (one for uses in self._by_counter.values() for one in uses)

    def of(self, counter: str) -> tuple[Use, ...]:
        """The uses of one counter, in the order they were noted."""
        return self._by_counter.get(counter, ())

    def in_year(self, counter: str, who: str, year: int) -> tuple[Use, ...]:
        """The uses of one counter by one person in one civil year."""
        return self._by_year.get((counter, who, year), ())

    def plus(self, uses: Iterable[Use]) -> "Uses":
        """These uses and more."""
        more = Uses()
        more._by_counter, more._by_year = dict(self._by_counter), dict(self._by_year)
        more._note(uses)
        return more

    def without(self, line: str) -> "Uses":
        """These uses, less those of the line of care that is cancelled."""
        return Uses(one for one in self if one.line != line)

    def _note(self, uses: Iterable[Use]) -> None:
        counters: dict[str, list[Use]] = {}
        years: dict[_Year, list[Use]] = {}
        for one in uses:
            counters.setdefault(one.counter, []).append(one)
            years.setdefault((one.counter, one.who, one.on.year), []).append(one)
        for counter, them in counters.items():
            self._by_counter[counter] = (*self.of(counter), *them)
        for year, them in years.items():
            self._by_year[year] = (*self.in_year(*year), *them)


NOTHING_USED = Uses()
