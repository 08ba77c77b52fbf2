"""What an official file gave: rows, what was set aside, what was not understood."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from espace_client.benefits.acts.importing.sheet import Line
from espace_client.benefits.acts.table import Row


class Problem(NamedTuple):
    """A line that was not understood: its number, and why in French."""

    line: int
    sentence: str


class SetAside(Exception):
    """A line that is understood, and is not an act that we need: the reason, in French."""


@dataclass(slots=True)
class Report:
    """What came of one file."""

    rows: list[Row] = field(default_factory=list)
    set_aside: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)


class Reading(NamedTuple):
    """What holds for a whole file: its name as a source, and the day of lines without a date."""

    source: str
    without_date: date | None

    def start(self, written: date | None) -> date:
        """The day a line holds from. Raises ValueError when nobody says it."""
        start = written or self.without_date
        if start is None:
            raise ValueError("la date d’effet manque ; donnez-la avec --from")
        return start


def read_lines(
    lines: Iterable[Line], reading: Reading, row_of: Callable[[Line, Reading], Row]
) -> Report:
    """Every line once: a row, a reason to set it aside, or a problem. Two rows for one act and one
    day are a problem too, unless they say the same."""
    report = Report()
    known: dict[tuple[str, date], tuple[int, Row]] = {}
    for line in lines:
        if not any(line.cells.values()):
            report.set_aside["ligne vide"] += 1
            continue
        try:
            row = row_of(line, reading)
        except SetAside as reason:
            report.set_aside[str(reason)] += 1
            continue
        except ValueError as error:
            report.problems.append(Problem(line.number, f"{error}."))
            continue
        first = known.setdefault((row.code, row.dated.valid_from), (line.number, row))
        if first[0] == line.number:
            report.rows.append(row)
        elif first[1] == row:
            report.set_aside["ligne en double"] += 1
        else:
            sentence = f"l’acte « {row.code} » a déjà un autre tarif ce jour-là, ligne {first[0]}."
            report.problems.append(Problem(line.number, sentence))
    return report
