"""« Ce qu’il vous reste »: what each guarantee of a contract still gives, and when it renews."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from espace_client.contracts.covering import cover_in, unread_in
from espace_client.contracts.queries import tables_seen_by
from espace_client.kernel.rights import Right
from espace_client.reimbursements.insured import contract_of, covers_in_force
from espace_client.reimbursements.law_in_force import law
from espace_client.reimbursements.left import left_of, while_covered
from espace_client.reimbursements.queries import born, uses_of
from espace_client.ui.acting import carers_may
from espace_client.ui.opening import opens
from espace_client.ui.request import Request, signed_in_person


@carers_may(Right.REIMBURSEMENTS, _("a regardé ce qui vous reste"))
@opens("guarantees")
@require_safe
def left(request: Request, contract: UUID) -> HttpResponse:
    """It stands in the table of guarantees. A carer, who may not see contracts, has each line with
    a counter here, for the owner of the space alone."""
    space, on = signed_in_person(request), request.today
    if request.acting is not None:
        return _for_a_carer(request, space, contract)
    if not tables_seen_by(space, on=on, contract=contract):
        raise Http404
    return redirect("reimbursements:guarantees_of", contract=contract)


def _for_a_carer(request: Request, space: UUID, contract: UUID) -> HttpResponse:
    on = request.today
    told = covers_in_force(space, acting=request.acting, on=on, computed=True)
    mine = [one for one in told if (one.contract_id, one.person_id) == (contract, space)]
    if not mine:
        raise Http404
    person, cover = mine[0].person, cover_in(mine[0])
    used = uses_of(mine[0].contract, who=space, on=on, cover=cover)
    birth = born(person.birth_date)
    lines = left_of(cover, str(space), used=used, law=law(), on=on, birth=birth)
    context = {
        "contract": contract,
        "called": contract_of(mine[0]),
        "person": person,
        "lines": [while_covered(one, mine[0].last_on) for one in lines],
        "unread": unread_in(mine[0]),
        "place": "guarantees",
    }
    return render(request, "reimbursements/left.html", context)
