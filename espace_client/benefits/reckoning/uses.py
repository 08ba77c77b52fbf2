"""What was used already: each use with its day, so that any window can be counted.

Nothing is ever summed up and kept: a use that is cancelled is taken away, and its counter has it
back.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
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


class Uses:
    """Uses by counter. Never changes: `plus` and `without` make another."""

    __slots__ = ("_by_counter",)

    def __init__(self, uses: Iterable[Use] = ()) -> None:
        by_counter: dict[str, list[Use]] = {}
        for use in uses:
            by_counter.setdefault(use.counter, []).append(use)
        self._by_counter = {counter: tuple(them) for counter, them in by_counter.items()}

    def __iter__(self) -> Iterator[Use]:
        return (use for uses in self._by_counter.values() for use in uses)

    def of(self, counter: str) -> tuple[Use, ...]:
        """The uses of one counter, in the order they were noted."""
        return self._by_counter.get(counter, ())

    def plus(self, uses: Iterable[Use]) -> "Uses":
        """These uses and more."""
        by_counter = dict(self._by_counter)
        for use in uses:
            by_counter[use.counter] = (*by_counter.get(use.counter, ()), use)
        more = Uses()
        more._by_counter = by_counter
        return more

    def without(self, line: str) -> "Uses":
        """These uses, less those of the line of care that is cancelled."""
        return Uses(use for use in self if use.line != line)


NOTHING_USED = Uses()
