"""Lines of a guarantee table found by people's own words: « lunettes », « courone », « ostéo »."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from espace_client.benefits.acts.catalogue import Catalogue, exists
from espace_client.benefits.acts.kinds_of_care import WIDER, CareKind
from espace_client.benefits.acts.meanings import MEANINGS
from espace_client.benefits.acts.search import Index
from espace_client.contracts.tables import ToldTable

_NEARLY_AS_GOOD = 0.65  # of the best: less is about something else
_MOST_UNDERSTOOD = 3
_LINE, _MEANING = "line:", "meaning:"  # no code of an act has a colon


class Meant(NamedTuple):
    """What words mean in a table: the places of its lines, and how we understood the words, best
    first. Understood and no line: the table says nothing of that care."""

    lines: tuple[int, ...]
    understood: tuple[str, ...]


class _Entry(NamedTuple):
    """What may be found: a line of the table, a meaning, an act. `lines` are where it leads."""

    code: str
    plain: str
    words: tuple[str, ...]
    label: str
    lines: tuple[int, ...]


def lines_meant(words: str, table: ToldTable, *, catalogue: Catalogue, on: date) -> Meant:
    """The lines of *table* that *words* may be about: by their own labels and headings, by what
    people call their kind of care, by the acts that they pay."""
    index, entries = _indexed(table, catalogue, on)
    scores = index.scores(words)
    least = max(scores.values(), default=0.0) * _NEARLY_AS_GOOD
    best_first = sorted(scores, key=lambda code: (-scores[code], code))
    found = [entries[code] for code in best_first if scores[code] >= least]
    lines = tuple(sorted({place for one in found for place in one.lines}))
    said = [one.plain for one in found if one.code.startswith(_MEANING)]
    acts = [one.plain for one in found if not one.code.startswith((_MEANING, _LINE))]
    return Meant(lines, tuple(dict.fromkeys(said or acts))[:_MOST_UNDERSTOOD])


@lru_cache(maxsize=64)
def _indexed(table: ToldTable, catalogue: Catalogue, on: date) -> tuple[Index, dict[str, _Entry]]:
    """Made once per process for a table and a day."""
    entries = {one.code: one for one in _entries(table, catalogue, on)}
    return Index(entries.values(), {}), entries


def _entries(table: ToldTable, catalogue: Catalogue, on: date) -> Iterator[_Entry]:
    place = 0
    for section in table.table.sections:
        for line in section.lines:
            yield _Entry(f"{_LINE}{place}", line.label, (section.label,), "", (place,))
            place += 1
    for number, one in enumerate(MEANINGS):
        yield _Entry(
            f"{_MEANING}{number}", one.plain, one.words, "", _lines_of(table, sorted(one.kinds))
        )
    for act in catalogue:
        if exists(act, on):
            lines = _lines_of(table, [act.tariff(on).kind])
            yield _Entry(act.code, act.plain, tuple(act.words), act.label, lines)


def _lines_of(table: ToldTable, kinds: Iterable[CareKind]) -> tuple[int, ...]:
    """The places of the lines that pay care of these kinds."""
    found: list[int] = []
    for kind in kinds:
        own = [place for place, one in enumerate(table.kinds) if one == kind]
        wider = [place for place, one in enumerate(table.kinds) if one == WIDER.get(kind)]
        found += own or wider
    return tuple(sorted(set(found)))
