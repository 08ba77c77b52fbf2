"""One's own option beside another of the same contract: no advice, the differences in words."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from espace_client.contracts.queries import table_of_option, tables_seen_by
from espace_client.kernel.rights import Right
from espace_client.reimbursements.comparing import compared
from espace_client.reimbursements.views.guarantees import year_asked
from espace_client.reimbursements.worked_examples import indicative
from espace_client.ui.acting import carers_may
from espace_client.ui.opening import opens
from espace_client.ui.request import Request, signed_in_person


@carers_may(Right.CONTRACTS, _("a comparé vos garanties avec une autre option"))
@opens("guarantees")
@require_safe
def compare(request: Request, contract: UUID) -> HttpResponse:
    """Two columns; without another option in the address, the choice of one."""
    year = year_asked(request)
    space, today = signed_in_person(request), request.today
    seen = next(iter(tables_seen_by(space, on=today, year=year, contract=contract)), None)
    if seen is None or seen.told is None or year not in (None, *seen.years(today)):
        raise Http404
    mine, code = seen.told, request.GET.get("avec", "")
    if not code and len(mine.others) == 1:
        code = mine.others[0].code
    if code and code not in [one.code for one in mine.others]:
        raise Http404
    other = table_of_option(seen.contract, code, on=seen.read_on) if code else None
    sections = compared(mine, other, on=seen.read_on) if other else ()
    context = {
        "contract": seen.contract,
        "table": mine,
        "other": other,
        "sections": sections,
        "differing": sum(pair.differs for section in sections for pair in section.pairs),
        "year": year,
        "indicative": indicative(seen.read_on),
        "place": "guarantees",
    }
    return render(request, "reimbursements/guarantees/compare.html", context)
