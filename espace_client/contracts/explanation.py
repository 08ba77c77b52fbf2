"""Guarantee lines made readable: headings in order, a short headline, « En clair »."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby

from espace_client.benefits.grammar import parse
from espace_client.benefits.headings import HARMONISED, USUAL_EXTRAS
from espace_client.benefits.plain import headline, in_plain_words
from espace_client.contracts.models import Guarantee

_LABELS = {heading.code: heading.label for heading in HARMONISED + USUAL_EXTRAS}


@dataclass(frozen=True, slots=True)
class Line:
    """One care and what the contract pays for it, told three ways."""

    label: str
    headline: str
    plain: str
    printed: str
    note: str


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


def explained(guarantees: Iterable[Guarantee]) -> Table:
    """The table of one option, its lines already in the order of the contract."""
    lines = list(guarantees)
    sections = tuple(
        Section(code, _LABELS.get(code, code), tuple(_line(guarantee) for guarantee in group))
        for code, group in groupby(lines, key=lambda guarantee: guarantee.heading)
    )
    version = lines[0].option.version if lines else None
    return Table(
        sections, version.source if version else "", version.valid_from if version else None
    )


def _line(guarantee: Guarantee) -> Line:
    short, plain = _told(guarantee.expression)
    return Line(guarantee.label, short, plain, guarantee.expression, guarantee.note)


@lru_cache(maxsize=4096)
def _told(expression: str) -> tuple[str, str]:
    """Reading an expression costs more than showing it; a table has few different ones."""
    value = parse(expression)
    return headline(value), in_plain_words(value)
