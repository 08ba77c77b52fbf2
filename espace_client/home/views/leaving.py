"""« Vous nous avez quittés »: what still opens, until when, and what is left to do."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from espace_client.contracts.law_in_force import law
from espace_client.contracts.queries import contracts_seen_by
from espace_client.kernel.periods import years_after
from espace_client.kernel.rights import Right
from espace_client.reimbursements.queries import transmission_of
from espace_client.ui.acting import carers_may
from espace_client.ui.opening import opens
from espace_client.ui.request import Request, signed_in_person


@carers_may(Right.CONTRACTS, _("a regardé ce qui reste ouvert après votre contrat"))
@opens("contracts")
@require_safe
def leaving(request: Request) -> HttpResponse:
    """The list of somebody who has left; for anybody else, what would happen."""
    person = signed_in_person(request)
    left = request.departure
    context: dict[str, object] = {"left": left, "place": "contracts"}
    if left is not None:
        years = int(law().value("leaving.claims", left.ended_on).amount)
        care = request.acting is None or request.acting.opens(Right.REIMBURSEMENTS)
        context |= {
            "contracts": contracts_seen_by(person, on=request.today),
            "claims_years": years,
            "claims_until": years_after(left.ended_on, years) if care else None,
            "transmission": transmission_of(person) if care else None,
        }
    return render(request, "home/leaving.html", context)
