"""Guarantee tables as a page reads them: one text with the covers, told once for each process.

A table is the same for everybody who chose an option. The database sends it as one text, with what
stands beside it (the other options, the years that have a table); what is made of that text is kept
by the text itself, so that it is never old.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast, JSONObject

from espace_client.benefits.reckoning.cover import Cover
from espace_client.contracts import covering, models
from espace_client.contracts.explanation import Table, explained
from espace_client.contracts.rules import Period
from espace_client.contracts.unread import Unread

_LINE = ("heading", "label", "expression", "note", "source", "kind")


class OtherOption(NamedTuple):
    """Another column of the same table."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class ToldTable:
    """The table of one option in one version, with what stands beside it. Two are the same when
    they are the same object: one text gives one.

    `kinds` are those of its lines, in their order; "" is a line that nobody computes with.
    `versions` are the days for which the option has a table.
    """

    option: OtherOption
    table: Table
    kinds: tuple[str, ...]
    responsible: bool
    others: tuple[OtherOption, ...]
    versions: tuple[Period, ...]
    _lines: tuple[dict[str, Any], ...]
    _ceilings: tuple[dict[str, Any], ...]

    def cover(self, anniversary: date) -> Cover:
        """What a contract that began on *anniversary* pays: the value of `covering.cover_of`."""
        return _cover_of(self, anniversary)

    @property
    def unread(self) -> Unread:
        """What `cover` leaves out."""
        headings = {line["heading"] for line in self._lines if not line["kind"]}
        return Unread(table=True, headings=frozenset(headings))

    def computed(self) -> Iterator[tuple[int, int]]:
        """For each line that is computed with: its place in the table, and in the cover."""
        places = (place for place, kind in enumerate(self.kinds) if kind)
        yield from ((place, index) for index, place in enumerate(places))


@lru_cache(maxsize=4096)
def _cover_of(table: ToldTable, anniversary: date) -> Cover:
    """Kept by the table itself: to look its lines up costs as much as to say them."""
    lines = [line for line in table._lines if line["kind"]]
    return covering.cover_from(anniversary, table.responsible, lines, table._ceilings)


@lru_cache(maxsize=512)
def told(text: str) -> ToldTable:
    """The table of a text of the database."""
    said = json.loads(text)
    since = date.fromisoformat(said["since"])
    lines = said["lines"]
    return ToldTable(
        option=OtherOption(said["code"], said["name"]),
        table=explained(
            (*(one[name] for name in _LINE[:-1]), said["source"], since) for one in lines
        ),
        kinds=tuple(one["kind"] for one in lines),
        responsible=said["responsible"],
        others=tuple(OtherOption(one["code"], one["name"]) for one in said["others"]),
        versions=tuple(Period(_day(one["from"]), _day(one["to"])) for one in said["versions"]),
        _lines=tuple(lines),
        _ceilings=tuple(said["ceilings"]),
    )


def _day(text: str | None) -> Any:
    return date.fromisoformat(text) if text else None


def texts_of(product: Any, option: Any, day: Any) -> QuerySet[models.Option, Any]:
    """The option that serves on that day, with the text of its table in `told`: given values, or
    references to the row around it."""
    serving = models.Option.objects.filter(
        Q(version__valid_to__isnull=True) | Q(version__valid_to__gte=day),
        version__product=product,
        version__valid_from__lte=day,
        code=option,
    )
    return serving.order_by().annotate(told=Cast(_all_of_it(), TextField()))


def _all_of_it() -> JSONObject:
    mine = OuterRef("pk")
    lines = models.Guarantee.objects.filter(option=mine).order_by("position")
    ceilings = models.SharedCeiling.objects.filter(option=mine).order_by("position")
    others = models.Option.objects.filter(version=OuterRef("version")).exclude(pk=mine)
    versions = models.Option.objects.filter(
        version__product=OuterRef("version__product"), code=OuterRef("code")
    )
    return JSONObject(
        code=F("code"),
        name=F("name"),
        responsible=F("version__product__responsible"),
        source=F("version__source"),
        since=F("version__valid_from"),
        lines=_array(lines, **{name: name for name in _LINE}),
        ceilings=_array(ceilings, name="name", kinds="kinds", expression="expression", then="then"),
        others=_array(others.order_by("name"), code="code", name="name"),
        versions=_array(
            versions.order_by("version__valid_from"),
            **{"from": "version__valid_from", "to": "version__valid_to"},
        ),
    )


def _array(rows: QuerySet[Any, Any], **columns: str) -> ArraySubquery:
    """Rows as a list of objects."""
    return ArraySubquery(
        rows.values_list(JSONObject(**{name: F(column) for name, column in columns.items()}))
    )
