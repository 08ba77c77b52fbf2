"""What the law keeps for somebody who left an employer: « Votre droit de maintien »."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from espace_client.contracts import queries
from espace_client.contracts.evin_right import evin_right
from espace_client.contracts.law_in_force import law
from espace_client.kernel.rights import Right
from espace_client.ui.acting import carers_may
from espace_client.ui.opening import opens
from espace_client.ui.request import Request, signed_in_person


@carers_may(Right.CONTRACTS, _("a regardé votre droit de maintien"))
@opens("contracts")
@require_safe
def rights(request: Request, contract: UUID) -> HttpResponse:
    """Since when, what is protected, the steps of the maximum, the next one. For the holder of a
    contract kept after leaving an employer; for anybody else there is no such page."""
    seen = queries.contracts_seen_by(signed_in_person(request), on=request.today)
    mine = next((one for one in seen if one.id == contract and one.keeps_a_right), None)
    if mine is None:
        raise Http404
    tariff = queries.active_tariff(mine, on=max(request.today, mine.start_on))
    right = evin_right(mine, tariff, law=law(), on=request.today)
    context = {"contract": mine, "right": right, "place": "contracts"}
    return render(request, "contracts/rights.html", context)
