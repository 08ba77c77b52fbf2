"""Two options of one table side by side: the same lines in one order, what differs in words."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from espace_client.contracts.explanation import Line
from espace_client.contracts.tables import ToldTable
from espace_client.reimbursements.table_rows import ShownExample, examples_of, shown_example


class Side(NamedTuple):
    """What one option pays for one line, with an example in euros if there is one."""

    headline: str
    plain: str
    printed: str
    note: str
    example: ShownExample | None


class Pair(NamedTuple):
    """One line in both options; None where one of them does not have it."""

    label: str
    mine: Side | None
    theirs: Side | None

    @property
    def differs(self) -> bool:
        """Whether they do not pay the same."""
        return self._pays(self.mine) != self._pays(self.theirs)

    @staticmethod
    def _pays(side: Side | None) -> tuple[str, str] | None:
        return side and (side.printed, side.note)


class ComparedSection(NamedTuple):
    """One heading, its lines in the order of one's own option, then those of the other alone."""

    code: str
    label: str
    pairs: tuple[Pair, ...]

    @property
    def different(self) -> list[Pair]:
        """The lines that do not pay the same."""
        return [one for one in self.pairs if one.differs]

    @property
    def same(self) -> list[Pair]:
        """Those that do."""
        return [one for one in self.pairs if not one.differs]


def compared(mine: ToldTable, theirs: ToldTable, *, on: date) -> tuple[ComparedSection, ...]:
    """Both options, heading by heading. A line is the same one when its heading and label are."""
    ours, others = _sides(mine, on), _sides(theirs, on)
    labels = {one.code: one.label for one in (*mine.table.sections, *theirs.table.sections)}
    keys = list(dict.fromkeys((*ours, *others)))
    return tuple(
        ComparedSection(
            code,
            label,
            tuple(Pair(key[1], ours.get(key), others.get(key)) for key in keys if key[0] == code),
        )
        for code, label in labels.items()
    )


def _sides(table: ToldTable, on: date) -> dict[tuple[str, str], Side]:
    """By heading and label."""
    examples = examples_of(table, on=on)
    found = {}
    for place, (heading, line) in enumerate(_lines(table)):
        first = next(iter(examples.get(place, ())), None)
        example = shown_example(first) if first else None
        side = Side(line.headline, line.plain, line.printed, line.note, example)
        found[heading, line.label] = side
    return found


def _lines(table: ToldTable) -> Iterator[tuple[str, Line]]:
    for section in table.table.sections:
        for line in section.lines:
            yield section.code, line
