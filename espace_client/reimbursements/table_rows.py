"""A guarantee table written once for each process: what depends on the product and the day alone.

What depends on a member (their contract, what is left to them) is put between the pieces. Writing a
table costs much more than reading it, and thousands of members have the same.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.figures import to_the_cent
from espace_client.benefits.plain import beside_figures, legend
from espace_client.benefits.reckoning.cover import Cover
from espace_client.benefits.reckoning.renewal import GLASSES, renewed_with
from espace_client.benefits.reckoning.uses import NOTHING_USED
from espace_client.contracts.explanation import Line, Section
from espace_client.contracts.tables import ToldTable
from espace_client.reimbursements.law_in_force import catalogue, law
from espace_client.reimbursements.left import Left, left_by_line
from espace_client.reimbursements.worked_examples import WorkedExample, indicative, worked_examples

_FOLDER = "reimbursements/guarantees"
_NOT_COVERED = "Non couvert"
_FOR_WHOM = "[[whom]]"  # in an address that is written once for everybody


class Showing(NamedTuple):
    """What stands beside the table: what is left of each line, a way to the simulator."""

    left: bool
    simulator: bool


class ShownExample(NamedTuple):
    """A worked example as it is written: amounts in euros; `left` is empty for nothing. `act` is
    the code of what it is about, empty for a stay."""

    care: str
    price: str
    per: str
    note: str
    social_security: str
    insurer: str
    left: str
    act: str = ""


class Row(NamedTuple):
    """One line, and its HTML in two parts, around what is left of it."""

    line: Line
    anchor: str
    before: SafeString
    after: SafeString


class Part(NamedTuple):
    """One heading: its HTML in two parts, around the rows; `first` is the place of its first."""

    section: Section
    before: SafeString
    after: SafeString
    first: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, eq=False)
class WrittenTable:
    """The pieces of one table on one day. `around` are what stands before and after it."""

    parts: tuple[Part, ...]
    contents: SafeString
    words: SafeString
    indicative: str
    origin: str
    """Where most lines come from, where they say it: told once, under the table."""

    def html(
        self,
        left: Mapping[int, SafeString],
        only: Collection[int] | None = None,
        *,
        whom: str = "",
    ) -> SafeString:
        """The table, with what is left by the place of a line; of the places *only* if told. *whom*
        is the key of the cover that its calculations are for, hexadecimal."""
        written = format_html_join("", "{}", ((piece,) for piece in self._pieces(left, only)))
        for_whom = format_html("&amp;pour={}", whom) if whom else ""
        return SafeString(written.replace(_FOR_WHOM, for_whom))

    def _pieces(
        self, left: Mapping[int, SafeString], only: Collection[int] | None
    ) -> Iterator[SafeString]:
        for part in self.parts:
            places = range(part.first, part.first + len(part.rows))
            if only is not None and not any(place in only for place in places):
                continue
            yield part.before
            for place, row in zip(places, part.rows, strict=True):
                if only is None or place in only:
                    yield row.before
                    if place in left:
                        yield left[place]
                    yield row.after
            yield part.after


@lru_cache(maxsize=256)
def _written(table: ToldTable, on: date, showing: Showing, language: str | None) -> WrittenTable:
    parts: list[Part] = []
    rows = _rows(table, on, showing)
    for section in table.table.sections:
        mine = tuple(islice(rows, len(section.lines)))
        shown = {"section": section, "showing": showing, "beside": beside_figures()}
        first = sum(len(part.rows) for part in parts)
        parts.append(Part(section, *_in_two("section", "section_end", shown), first, mine))
    return WrittenTable(
        parts=tuple(parts),
        contents=_said("contents", {"parts": parts}),
        words=_said("words", {"legend": legend()}),
        indicative=indicative(on),
        origin=_origin(table),
    )


def _origin(table: ToldTable) -> str:
    """What most lines say of where they come from; empty where none says anything."""
    told = Counter(line.source for section in table.table.sections for line in section.lines)
    most = told.most_common(1)
    return most[0][0] if most else ""


def _rows(table: ToldTable, on: date, showing: Showing) -> Iterator[Row]:
    cover, examples = table.cover(on), examples_of(table, on=on)
    counted, origin = counted_places(table, cover, on), _origin(table)
    lines = (line for section in table.table.sections for line in section.lines)
    for place, line in enumerate(lines):
        kind, anchor = table.kinds[place], f"garantie-{place + 1}"
        shown_examples = [shown_example(one) for one in examples.get(place, ())]
        shown = {
            "line": line,
            "anchor": anchor,
            "origin": line.source if line.source != origin else "",
            "examples": shown_examples,
            "act": shown_examples[0].act if shown_examples else "",
            "pour": _FOR_WHOM,
            "counts": place in counted,
            "covered": line.printed != _NOT_COVERED,
            "kind": kind,
            "ceilings": [one.name for one in cover.ceilings if kind in one.kinds],
            "together": _together(table, kind),
            "showing": showing,
        }
        yield Row(line, anchor, *_in_two("row", "row_end", shown))


def _together(table: ToldTable, kind: str) -> str:
    """What a line says that waits for one renewal with others of the table."""
    same = renewed_with(CareKind(kind)) if kind else ()
    if len(same) < 2 or len([one for one in table.kinds if one in same]) < 2:
        return ""
    if kind in GLASSES:
        return _("Compté avec les autres lignes de lunettes.")
    return _("Compté avec les autres lignes d’appareils auditifs.")


def written(table: ToldTable, *, on: date, showing: Showing) -> WrittenTable:
    """The pieces of *table* with the examples of that day: once per process."""
    return _written(table, on, showing, get_language())


def examples_of(table: ToldTable, *, on: date) -> dict[int, tuple[WorkedExample, ...]]:
    """Worked examples by the place of a line in the table."""
    found = worked_examples(table.cover(on), law=law(), catalogue=catalogue(), on=on)
    return {place: found[index] for place, index in table.computed() if index in found}


def shown_example(one: WorkedExample) -> ShownExample:
    """The example, its amounts in words."""
    return ShownExample(
        care=one.care,
        price=to_the_cent(one.price),
        per=one.per,
        note=one.price_note,
        social_security=to_the_cent(one.social_security),
        insurer=to_the_cent(one.insurer),
        left=to_the_cent(one.left) if one.left else "",
        act=one.act,
    )


def counted_places(table: ToldTable, cover: Cover, on: date) -> frozenset[int]:
    """The places of the lines of which something runs out."""
    counted = left_by_line(cover, "", used=NOTHING_USED, law=law(), on=on)
    return frozenset(place for place, index in table.computed() if index in counted)


@lru_cache(maxsize=4096)
def left_html(left: Left, *, language: str | None) -> SafeString:
    """What is left of a line, written: thousands of members have the same left of the same."""
    return _said("left", {"line": left})


def _said(template: str, context: Mapping[str, Any]) -> SafeString:
    return render_to_string(f"{_FOLDER}/{template}.html", dict(context))


def _in_two(before: str, after: str, context: Mapping[str, Any]) -> tuple[SafeString, SafeString]:
    """What stands before and after that which changes with the member."""
    return _said(before, context), _said(after, context)
