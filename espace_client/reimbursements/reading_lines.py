"""Reading lines of care as their owners do: a page by key, one in full, all for a table.

Whose care may be told is asked before (`insured.people_told_of_care`); here come the people.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache, reduce
from operator import or_
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import DateField, Q, QuerySet, UUIDField

from espace_client.kernel.periods import months_after
from espace_client.reimbursements.lines import (
    A_PAGE,
    CONTEST_MONTHS,
    OTHER,
    Line,
    Wanted,
    kinds_in,
)
from espace_client.reimbursements.models import Reimbursement
from espace_client.statements.built_once import BuiltOnce, Given

type _Rows = QuerySet[Any, Any]

_SHAPES = 128  # statements kept
_COLUMNS = (
    *("id", "care", "person", "cared_on", "paid_on", "cancelled_on"),
    *("spent", "basic", "complementary"),
    *("transfer__account_end", "transfer__person", "transfer"),
)
MOST = 5000  # lines of a table
_OFFERED = 50


class _Shape(NamedTuple):
    """All that makes another statement of it."""

    people: int
    group: str
    of_a_year: bool
    going_on: bool
    most: int


def lines_of(people: Sequence[UUID], *, chosen: Wanted) -> tuple[list[Line], str]:
    """A page of the lines of care of *people*, the newest care first, and the key of the next page,
    empty on the last one. One query."""
    found = _found(people, chosen, A_PAGE + 1)
    page = found[:A_PAGE]
    return page, page[-1].key if len(found) > A_PAGE else ""


def every_line_of(people: Sequence[UUID], *, chosen: Wanted) -> list[Line]:
    """All the lines that were chosen, for a table. One query."""
    return _found(people, replace(chosen, after=None), MOST)


def line_of(people: Sequence[UUID], line: UUID) -> Reimbursement | None:
    """One line of care of these people, with its transfer; None for anybody else's. One query."""
    rows = Reimbursement.objects.filter(person__in=people, pk=line)
    return rows.select_related("transfer", "person", "contract__product").first()


def sent_with(line: Reimbursement) -> int:
    """How many lines the transfer of *line* pays; 0 without a transfer."""
    if line.transfer_id is None:
        return 0
    return Reimbursement.objects.filter(transfer=line.transfer_id).count()


def _found(people: Sequence[UUID], chosen: Wanted, most: int) -> list[Line]:
    whose = [one for one in people if chosen.who in (None, one)]
    if not whose:
        return []
    shape = _Shape(
        len(whose), chosen.group, chosen.year is not None, chosen.after is not None, most
    )
    given: dict[str, Any] = {f"person{place}": one for place, one in enumerate(whose)}
    if chosen.year is not None:
        given |= {"first": date(chosen.year, 1, 1), "last": date(chosen.year, 12, 31)}
    if chosen.after:
        given |= dict(zip(("day", "line"), chosen.after, strict=True))
    return [Line(*row) for row in _statement(shape).all(**given)]


@lru_cache(maxsize=_SHAPES)
def _statement(shape: _Shape) -> BuiltOnce[Any]:
    return BuiltOnce(lambda: _rows(shape))


def _rows(shape: _Shape) -> _Rows:
    people = (Q(person=Given(f"person{place}", UUIDField())) for place in range(shape.people))
    rows = Reimbursement.objects.filter(reduce(or_, people))
    if shape.group:
        kinds = sorted(kind.value for kind in kinds_in(shape.group))
        of_them = Q(kind__in=kinds)
        rows = rows.exclude(of_them) if shape.group == OTHER else rows.filter(of_them)
    if shape.of_a_year:
        rows = rows.filter(
            cared_on__gte=Given("first", DateField()), cared_on__lte=Given("last", DateField())
        )
    if shape.going_on:
        day, line = Given("day", DateField()), Given("line", UUIDField())
        rows = rows.filter(Q(cared_on__lt=day) | Q(cared_on=day, id__gt=line))
    return rows.order_by("-cared_on", "id").values_list(*_COLUMNS)[: shape.most]


def paid_since(people: Sequence[UUID], *, on: date) -> list[Line]:
    """The last lines of these people that were paid and stand, the last payment first, of the
    months in which they can be contested and a few days more. One query."""
    first = months_after(on, -CONTEST_MONTHS - 1)
    rows = Reimbursement.objects.filter(person__in=people, paid_on__range=(first, on))
    rows = rows.filter(cancelled_on=None).order_by("-paid_on", "id")
    return [Line(*row) for row in rows.values_list(*_COLUMNS)[:_OFFERED]]
