"""Lines of a guarantee table found by people's own words: « lunettes », « courone », « ostéo »."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from espace_client.benefits.acts.catalogue import Catalogue, exists
from espace_client.benefits.acts.kinds_of_care import WIDER, CareKind
from espace_client.benefits.acts.meanings import MEANINGS
from espace_client.benefits.acts.search import Index
from espace_client.contracts.tables import ToldTable

# Of the best of its sort; less is about something else. A word that only begins another is worth
# 0.7 of it: « psy » is the psychologist, and not the psychiatrist among the doctors.
_NEARLY_AS_GOOD = 0.75
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
    index, of_meanings, entries = _indexed(table, catalogue, on)
    scores = index.scores(words)
    # Among themselves: a word that many acts have too is no worse a name of the care.
    scores |= {c: worth for c, worth in of_meanings.scores(words).items() if c in scores}
    lines = _best(scores, _LINE)
    # What people call care comes before single acts, whose names speak of other care as well: a
    # scaling « before a crown » is no crown.
    meanings = _best(scores, _MEANING)
    acts = [] if meanings else _best(scores, "")
    found = [entries[code] for code in (*meanings, *acts)]
    places = {place for one in (*found, *(entries[code] for code in lines)) for place in one.lines}
    understood = tuple(dict.fromkeys(one.plain for one in found))
    return Meant(tuple(sorted(places)), understood[:_MOST_UNDERSTOOD])


def _best(scores: Mapping[str, float], sort: str) -> list[str]:
    """The codes of one sort that are worth nearly as much as the best of it, best first. An act has
    no sort."""
    mine = {code: worth for code, worth in scores.items() if _sort_of(code) == sort}
    least = max(mine.values(), default=0.0) * _NEARLY_AS_GOOD
    return sorted((c for c in mine if mine[c] >= least), key=lambda code: (-mine[code], code))


def _sort_of(code: str) -> str:
    before, colon, _rest = code.partition(":")
    return before + colon if colon else ""


@lru_cache(maxsize=64)
def _indexed(
    table: ToldTable, catalogue: Catalogue, on: date
) -> tuple[Index, Index, dict[str, _Entry]]:
    """All that can be found, and the meanings apart. Made once per process for a table and a
    day."""
    entries = {one.code: one for one in _entries(table, catalogue, on)}
    meanings = [one for one in entries.values() if _sort_of(one.code) == _MEANING]
    return Index(entries.values(), {}), Index(meanings, {}), entries


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
