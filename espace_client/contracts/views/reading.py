"""The member's contracts."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

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
