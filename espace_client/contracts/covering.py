"""What a contract pays on a day, as the computation needs it: its lines, ceilings, anniversary."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.grammar import FlatEuros, parse
from espace_client.benefits.reckoning.cover import Cover, CoverLine, SharedCeiling
from espace_client.contracts import models
from espace_client.contracts.incoming import IncomingOption
from espace_client.contracts.unread import Unread
from espace_client.kernel.french import NBSP

_LINE = ("kind", "expression", "label")
_CEILING = ("name", "kinds", "expression", "then")


class Agreed(Protocol):
    """A contract: the row itself, or what a page shows of it."""

    @property
    def product_id(self) -> UUID:
        """What it is a contract of."""
        ...

    @property
    def option_code(self) -> str:
        """The column of the table."""
        ...

    @property
    def start_on(self) -> date:
        """The day it began: contract years count from it."""
        ...


class _Line(NamedTuple):
    kind: str
    expression: str
    label: str


class _Ceiling(NamedTuple):
    name: str
    kinds: tuple[str, ...]
    expression: str
    then: str


def cover_of(contract: Agreed, *, on: date) -> Cover:
    """What *contract* pays for care of that day: the table that serves on it. One query.

    Lines of which nobody could tell the kind of care are left out (`unread_in` tells them).
    Without a table for that day the cover has no line, and is not taken for a responsible one: a
    promise of the law would be told as one of the contract. The anniversary is the day it began.
    """
    responsible, lines, ceilings = _options(contract, on).first() or (False, [], [])
    return cover_from(contract.start_on, responsible, lines, ceilings)


def with_cover(covers: models.CoverageQuerySet, *, on: date) -> models.CoverageQuerySet:
    """*covers*, each with what `cover_in` reads: the same as `cover_of`, in the query that finds
    them."""
    option = Q(option__version__valid_to__isnull=True) | Q(option__version__valid_to__gte=on)
    here = {
        "option__version__valid_from__lte": on,
        "option__version__product": OuterRef("contract__product"),
        "option__code": OuterRef("contract__option_code"),
    }
    lines = models.Guarantee.objects.filter(option, **here)
    ceilings = models.SharedCeiling.objects.filter(option, **here)
    return covers.annotate(
        lines=ArraySubquery(_in_order(lines.exclude(kind=""), _LINE)),
        unread=ArraySubquery(lines.filter(kind="").order_by("position").values("heading")),
        ceilings=ArraySubquery(_in_order(ceilings, _CEILING)),
    )


def cover_in(row: models.Coverage) -> Cover:
    """What the contract of a row of `with_cover` pays. No query if its product came with it."""
    contract = row.contract
    lines, ceilings = row.lines, row.ceilings  # type: ignore[attr-defined]
    responsible = contract.product.responsible and unread_in(row).table
    return cover_from(contract.start_on, responsible, lines, ceilings)


def unread_in(row: models.Coverage) -> Unread:
    """What `cover_in` leaves out of a row of `with_cover`. A table has at least one line."""
    lines, unread = row.lines, row.unread  # type: ignore[attr-defined]
    return Unread(table=bool(lines or unread), headings=frozenset(unread))


def cover_from(
    anniversary: date,
    responsible: bool,
    lines: Iterable[Mapping[str, Any]],
    ceilings: Iterable[Mapping[str, Any]],
) -> Cover:
    """What columns of lines that have a kind, and of ceilings, pay together."""
    return _cover(
        anniversary,
        responsible,
        tuple(_Line(*(line[key] for key in _LINE)) for line in lines),
        tuple(
            _Ceiling(one["name"], tuple(one["kinds"]), one["expression"], one["then"])
            for one in ceilings
        ),
    )


def cover_of_option(option: IncomingOption, *, responsible: bool, anniversary: date) -> Cover:
    """What an option of a file pays, without the database: the same value that `cover_of` gives
    once the file was brought."""
    return _cover(
        anniversary,
        responsible,
        tuple(_Line(one.kind, one.expression, one.label) for one in option.guarantees if one.kind),
        tuple(
            _Ceiling(one.name, tuple(one.kinds), one.expression, one.then)
            for one in option.ceilings
        ),
    )


def _options(contract: Agreed, on: date) -> QuerySet[models.Option, Any]:
    """The one option that serves on that day: is the product responsible, its lines, ceilings."""
    options = models.Option.objects.filter(
        Q(version__valid_to__isnull=True) | Q(version__valid_to__gte=on),
        version__product=contract.product_id,
        version__valid_from__lte=on,
        code=contract.option_code,
    )
    lines = models.Guarantee.objects.filter(option=OuterRef("pk")).exclude(kind="")
    ceilings = models.SharedCeiling.objects.filter(option=OuterRef("pk"))
    return options.order_by().values_list(
        "version__product__responsible",
        ArraySubquery(_in_order(lines, _LINE)),
        ArraySubquery(_in_order(ceilings, _CEILING)),
    )


def _in_order(rows: QuerySet[Any, Any], names: tuple[str, ...]) -> QuerySet[Any, Any]:
    found = JSONObject(**{name: F(name) for name in names})
    return rows.order_by("position").values_list(found)


@lru_cache(maxsize=4096)
def _cover(
    anniversary: date, responsible: bool, lines: tuple[_Line, ...], ceilings: tuple[_Ceiling, ...]
) -> Cover:
    """Kept by what it says, so that it is never old."""
    return Cover(
        lines=tuple(map(_line, lines)),
        anniversary=anniversary,
        responsible=responsible,
        ceilings=tuple(map(_ceiling, ceilings)),
    )


@lru_cache(maxsize=4096)
def _line(line: _Line) -> CoverLine:
    sentence = f"{line.label}{NBSP}: {line.expression}"
    return CoverLine(CareKind(line.kind), parse(line.expression), sentence)


@lru_cache(maxsize=1024)
def _ceiling(one: _Ceiling) -> SharedCeiling:
    shared = parse(one.expression)
    if not isinstance(shared.benefit, FlatEuros) or shared.period is None:
        raise ValueError(f"Le plafond « {one.name} » n’est pas un montant par période.")
    after = f", puis {one.then}" if one.then else ""
    return SharedCeiling(
        name=one.name,
        kinds=frozenset(map(CareKind, one.kinds)),
        amount=shared.benefit.amount,
        period=shared.period,
        scope=shared.scope,
        sentence=f"{one.name}{NBSP}: {one.expression}{after}",
        then=parse(one.then) if one.then else None,
    )
