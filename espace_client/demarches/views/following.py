"""« Mes demandes »: where each stands, who must act, by when."""

import re
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from espace_client.demarches.following import OVER, UNDER_WAY, Wanted, request_of, requests_of
from espace_client.demarches.taken_over import OldKind
from espace_client.kernel.rights import Right
from espace_client.ui.acting import carers_may
from espace_client.ui.opening import opens
from espace_client.ui.request import Request, signed_in_person


@carers_may(Right.REQUESTS, _("a regardé la liste de vos demandes"))
@opens("requests")
@require_safe
def requests(request: Request) -> HttpResponse:
    """The list, the newest first; of one kind, one year, under way or over."""
    chosen = _wanted(request)
    asked: dict[str, str | int] = {
        "etat": chosen.state,
        "sorte": chosen.kind,
        "annee": chosen.year or "",
    }
    context = {
        "following": requests_of(signed_in_person(request), chosen=chosen, on=request.today),
        "chosen": chosen,
        "of_state": _part({**asked, "etat": ""}),
        "of_kind": _part({**asked, "sorte": ""}),
        "of_year": _part({**asked, "annee": ""}),
        "states": [(UNDER_WAY, _("En cours")), (OVER, _("Terminées"))],
        "place": "requests",
    }
    return render(request, "demarches/list.html", context)


@carers_may(Right.REQUESTS, _("a regardé une de vos demandes"))
@opens("requests")
@require_safe
def request_page(request: Request, followed: UUID) -> HttpResponse:
    """One request: the line of five steps, who must act, the next date."""
    found = request_of(signed_in_person(request), followed, on=request.today)
    if found is None:
        raise Http404
    return render(request, "demarches/detail.html", {"one": found, "place": "requests"})


def _wanted(request: Request) -> Wanted:
    """What the address chooses; what is no choice chooses nothing."""
    state, kind, year = (request.GET.get(name, "") for name in ("etat", "sorte", "annee"))
    return Wanted(
        state=state if state in (UNDER_WAY, OVER) else "",
        kind=kind if kind in OldKind else "",
        year=int(year) if re.fullmatch("[12][0-9]{3}", year) else None,
    )


def _part(asked: dict[str, str | int]) -> str:
    """The choices that stay, as the beginning of an address."""
    kept = {name: value for name, value in asked.items() if value}
    return f"{urlencode(kept)}&" if kept else ""
