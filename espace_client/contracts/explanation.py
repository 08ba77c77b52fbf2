"""Guarantee lines made readable: headings in order, a short headline, « En clair »."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from espace_client.benefits.grammar import parse
from espace_client.benefits.headings import HARMONISED, USUAL_EXTRAS
from espace_client.benefits.plain import headline, in_plain_words
from espace_client.kernel.french import spaced

COLUMNS = (
    *("heading", "label", "expression", "note", "source"),
    *("option__version__source", "option__version__valid_from"),
)
_LABELS = {heading.code: heading.label for heading in HARMONISED + USUAL_EXTRAS}


@dataclass(frozen=True, slots=True)
class Line:
    """One care and what the contract pays for it, told three ways, with the spaces of French.
    `source` says where the line comes from; empty when it is where the whole table does."""

    label: str
    headline: str
    plain: str
    printed: str
    note: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the table with its lines."""

    code: str
    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The guarantee table of one option, with the version it comes from."""

    sections: tuple[Section, ...]
    source: str
    valid_from: date | None


class _Row(NamedTuple):
    heading: str
    label: str
    expression: str
    note: str
    source: str
    version_source: str
    valid_from: date


def explained(guarantees: Iterable[Sequence[Any]]) -> Table:
    """The table of one option from the COLUMNS of its lines, already in the contract's order."""
    return _explained(tuple(guarantees))


@lru_cache(maxsize=256)
def _explained(guarantees: tuple[Sequence[Any], ...]) -> Table:
    """Kept by what its lines say, so that it is never old."""
    rows = [_Row(*values) for values in guarantees]
    sections = tuple(
        Section(code, _LABELS.get(code, code), tuple(_line(row) for row in group))
        for code, group in groupby(rows, key=lambda row: row.heading)
    )
    if not rows:
        return Table(sections, "", None)
    return Table(sections, rows[0].version_source, rows[0].valid_from)


def _line(row: _Row) -> Line:
    short, plain = _told(row.expression)
    own = spaced(row.source) if row.source != row.version_source else ""
    printed, note = spaced(row.expression), spaced(row.note)
    return Line(spaced(row.label), short, plain, printed, note, own)


@lru_cache(maxsize=4096)
def _told(expression: str) -> tuple[str, str]:
    """Reading an expression costs more than showing it; a table has few different ones."""
    value = parse(expression)
    return headline(value), in_plain_words(value)
