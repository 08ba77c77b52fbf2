"""« Quelle attestation ? »: one question, and who usually asks for each."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from espace_client.contracts.ends import last_covers
from espace_client.contracts.queries import covers_told
from espace_client.kernel.rights import Right
from espace_client.ui.acting import carers_may
from espace_client.ui.opening import opens
from espace_client.ui.request import Request, signed_in_person


@carers_may(Right.DOCUMENTS)
@opens("certificate")
@require_safe
def which(request: Request) -> HttpResponse:
    """Each kind of certificate; of one that cannot be had today, why and what next."""
    person, today = signed_in_person(request), request.today
    covers = last_covers(list(covers_told(person, on=today)), on=today)
    context = {
        "covers": covers,
        "begins_on": min((one.period.first for one in covers), default=None),
        "has_begun": any(one.period.first <= today for one in covers),
        "has_ended": any(one.is_over for one in covers),
        "ends_on": min(
            (one.period.last for one in covers if one.period.last and not one.is_over),
            default=None,
        ),
        "pays": any(one.coverage.contract.holder_id == person for one in covers),
        "place": "documents",
    }
    return render(request, "contracts/which_certificate.html", context)
