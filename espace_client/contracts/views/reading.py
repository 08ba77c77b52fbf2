"""The member's contracts and the guarantee table of her own option."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from espace_client.benefits.plain import legend
from espace_client.contracts import queries
from espace_client.kernel.rights import Right
from espace_client.ui.acting import carers_may
from espace_client.ui.opening import opens
from espace_client.ui.request import Request, signed_in_person


@carers_may(Right.CONTRACTS, _("a regardé vos contrats"))
@opens("contracts")
@require_safe
def contract_list(request: Request) -> HttpResponse:
    """What I have, and who is covered."""
    contracts = queries.contracts_seen_by(signed_in_person(request), on=request.today)
    context = {"contracts": contracts, "place": "contracts"}
    return render(request, "contracts/list.html", context)


@carers_may(Right.CONTRACTS, _("a regardé vos garanties"))
@opens("guarantees")
@require_safe
def guarantees(request: Request, contract: UUID | None = None) -> HttpResponse:
    """My own column of the table. Without a contract in the address: the only one, or a choice."""
    seen = queries.contracts_seen_by(signed_in_person(request), on=request.today)
    if contract is None and len(seen) != 1:
        choice = {"contracts": seen, "place": "guarantees"}
        return render(request, "contracts/choose.html", choice)
    mine = next((one for one in seen if contract in (None, one.id)), None)
    if mine is None:
        raise Http404
    day = min(request.today, mine.end_on) if mine.end_on else request.today
    table = queries.guarantee_table(mine, on=max(day, mine.start_on))
    context = {
        "contract": mine,
        "table": table,
        "legend": legend(),
        "day": day,
        "place": "guarantees",
    }
    return render(request, "contracts/guarantees.html", context)
