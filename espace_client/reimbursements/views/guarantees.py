"""« Mes garanties »: one's own column of the table, in plain words, in euros, with what is left."""

import re
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from espace_client.contracts.queries import SeenTable, tables_seen_by
from espace_client.kernel.rights import Right
from espace_client.members.permissions import people_open_to
from espace_client.reimbursements.finding_lines import Meant, lines_meant
from espace_client.reimbursements.law_in_force import catalogue
from espace_client.reimbursements.search_forms import words_looked_for
from espace_client.reimbursements.shown_table import (
    NOBODY,
    LeftOfTable,
    Reader,
    left_of_table,
    people,
)
from espace_client.reimbursements.table_rows import Showing, written
from espace_client.ui.acting import carers_may
from espace_client.ui.opening import opens
from espace_client.ui.request import Request, signed_in_person

_PLACE = "guarantees"
_NO_YEAR = 1  # long before any table


@carers_may(Right.CONTRACTS, _("a regardé vos garanties"))
@opens("guarantees")
@require_safe
def guarantees(request: Request, contract: UUID | None = None) -> HttpResponse:
    """The table of a contract. Without a contract in the address: the only one, or a choice."""
    reader = Reader(signed_in_person(request), request.acting, request.today)
    year, asked = year_asked(request), request.GET.get("pour", "")
    seen = tables_seen_by(
        reader.space,
        on=reader.on,
        year=year,
        contract=contract,
        open_to=people_open_to(reader.space, Right.REIMBURSEMENTS, on=reader.on) if asked else None,
    )
    if contract is None and len(seen) != 1:
        return _render(request, "choose", {"contracts": [one.contract for one in seen]})
    if not seen:
        raise Http404
    if year not in (None, *seen[0].years(reader.on)):
        (now,) = tables_seen_by(reader.space, on=reader.on, contract=seen[0].contract.id)
        return _render(request, "no_year", {"seen": now, "years": now.years(reader.on)})
    return _table(request, reader, seen[0], year, asked)


def _table(
    request: Request, reader: Reader, seen: SeenTable, year: int | None, asked: str
) -> HttpResponse:
    table = seen.told
    if table is None:
        return _render(request, "no_table", {"seen": seen})
    choices = reader.choices(seen) if year is None else []
    shown = reader.shown(choices, asked)
    if asked and shown is None:
        raise Http404
    told = left_of_table(table, shown, on=reader.on) if shown and reader.reads(shown) else NOBODY
    # Whoever is not covered any more, or not yet, has nothing to compute.
    computes = reader.may_read_care and seen.contract.in_force
    showing = Showing(told is not NOBODY, computes)
    pieces = written(table, on=seen.read_on, showing=showing)
    words = words_looked_for(request.GET.get("cherche", ""))
    meant = lines_meant(words, table, catalogue=catalogue(), on=seen.read_on) if words else None
    context = {
        "seen": seen,
        "contract": seen.contract,
        "table": table,
        "pieces": pieces,
        "html": pieces.html(
            told.by_place, meant.lines if meant else None, whom=shown.pk.hex if shown else ""
        ),
        "words": words,
        "meant": meant,
        "year": year,
        "years": seen.years(reader.on),
        "shown_year": year or reader.on.year,
        "people": people(choices, shown) if asked or _some_count(meant, told) else [],
        "shown": shown,
        "closed": shown if shown and told is NOBODY else None,
        "ceilings": told.ceilings,
        "counts": told is not NOBODY,
        "asked": asked,
    }
    return _render(request, "page", context)


def _some_count(meant: Meant | None, told: LeftOfTable) -> bool:
    """Whether something runs out in what is shown: else there is no need to ask for whom."""
    return meant is None or any(place in told.by_place for place in meant.lines)


def year_asked(request: Request) -> int | None:
    """The year in the address; None for this one. What is no year is one that has no table."""
    typed = request.GET.get("annee", "").strip()
    if typed in ("", str(request.today.year)):
        return None
    return int(typed) if re.fullmatch("[12][0-9]{3}", typed) else _NO_YEAR


def _render(request: Request, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(
        request, f"reimbursements/guarantees/{template}.html", context | {"place": _PLACE}
    )
