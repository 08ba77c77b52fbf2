"""« Ce qu’il vous reste »: what each guarantee of a contract still gives, and when it renews."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from espace_client.contracts.covering import cover_in, unread_in
from espace_client.kernel.rights import Right
from espace_client.reimbursements.insured import contract_of, covers_in_force
from espace_client.reimbursements.law_in_force import law
from espace_client.reimbursements.left import left_of
from espace_client.reimbursements.queries import born, uses_of
from espace_client.ui.acting import carers_may
from espace_client.ui.opening import opens
from espace_client.ui.request import Request, signed_in_person


@carers_may(Right.REIMBURSEMENTS, _("a regardé ce qui vous reste"))
@opens("guarantees")
@require_safe
def left(request: Request, contract: UUID) -> HttpResponse:
    """Each line with a counter, for those whose care may be told to whoever reads."""
    space, on = signed_in_person(request), request.today
    told = covers_in_force(space, acting=request.acting, on=on, computed=True)
    covers = [one for one in told if one.contract_id == contract]
    if not covers:
        raise Http404
    cover = cover_in(covers[0])
    used = uses_of(covers[0].contract, who=space, on=on, cover=cover)
    open_to_me = [one for one in covers if one.care_is_open]  # type: ignore[attr-defined]
    people = [
        (
            one.person,
            left_of(
                cover,
                str(one.person_id),
                used=used,
                law=law(),
                on=on,
                birth=born(one.person.birth_date),
            ),
        )
        for one in open_to_me
    ]
    context = {
        "contract": contract,
        "called": contract_of(covers[0]),
        "people": people,
        "others": [one.person for one in covers if one not in open_to_me],
        "counts": any(lines for _person, lines in people),
        "unread": unread_in(covers[0]),
        "place": "guarantees",
    }
    return render(request, "reimbursements/left.html", context)
