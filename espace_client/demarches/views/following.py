"""« Mes demandes »: where each stands, who must act, by when; and one of them in full."""

import re
from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from espace_client.demarches.detail import demarche_of, detail_of, own_of
from espace_client.demarches.following import OVER, UNDER_WAY, Wanted, requests_of
from espace_client.demarches.forms import StepForm
from espace_client.demarches.models import Demarche
from espace_client.demarches.registry import kinds
from espace_client.demarches.standing import NEWEST, Place, one_of
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
        "pour": str(chosen.about or ""),
    }
    after = _place(request)
    context = {
        "following": requests_of(
            signed_in_person(request),
            chosen=chosen,
            on=request.today,
            after=after,
            carer=request.acting is not None,
        ),
        "chosen": chosen,
        "of_state": _part({**asked, "etat": ""}),
        "of_kind": _part({**asked, "sorte": ""}),
        "of_year": _part({**asked, "annee": ""}),
        "of_person": _part({**asked, "pour": ""}),
        "is_older": after is not NEWEST,
        "states": [(UNDER_WAY, _("En cours")), (OVER, _("Terminées"))],
        "place": "requests",
    }
    return render(request, "demarches/list.html", context)


@carers_may(Right.REQUESTS, _("a regardé une de vos demandes"))
@opens("requests")
@require_safe
def request_page(request: Request, demarche: UUID) -> HttpResponse:
    """One request: the line of five steps, who must act, the next date, all that happened. One of
    the old portal's says what was brought over."""
    person = signed_in_person(request)
    if mine := demarche_of(person, demarche):
        return show_demarche(request, mine)
    if found := one_of(person, demarche, on=request.today):
        return render(request, "demarches/old_detail.html", {"one": found, "place": "requests"})
    raise Http404


def show_demarche(
    request: Request, demarche: Demarche, *, form: StepForm | None = None, refusal: str = "",
) -> HttpResponse:  # fmt: skip
    """The page of a démarche, with the answer to its question that was refused, or why a gesture
    was."""
    detail = detail_of(demarche, on=request.today)
    asked = StepForm(question=detail.question) if detail.question else None
    one = detail.one if request.acting is None else detail.one.without_account()
    context = {
        "detail": detail,
        "one": one,
        "form": form or asked,
        "own": own_of(demarche, on=request.today),
        "refusal": refusal,
        "place": "requests",
    }
    status = 422 if refusal or (form and form.errors) else 200
    return TemplateResponse(request, "demarches/detail.html", context, status=status)


def _wanted(request: Request) -> Wanted:
    """What the address chooses; what is no choice chooses nothing."""
    names = ("etat", "sorte", "annee", "pour")
    state, kind, year, about = (request.GET.get(name, "") for name in names)
    return Wanted(
        state=state if state in (UNDER_WAY, OVER) else "",
        kind=kind if kind in OldKind or kind in kinds() else "",
        year=int(year) if re.fullmatch("[12][0-9]{3}", year) else None,
        about=_identifier(about),
    )


def _place(request: Request) -> Place:
    """Where the list goes on, « 2022-03-24,EC-2022-03-7K4P-Q »; anything else is its beginning."""
    day, _comma, reference = request.GET.get("apres", "").partition(",")
    try:
        return Place(date.fromisoformat(day), reference) if reference.isprintable() else NEWEST
    except ValueError:
        return NEWEST


def _identifier(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _part(asked: dict[str, str | int]) -> str:
    """The choices that stay, as the beginning of an address."""
    kept = {name: value for name, value in asked.items() if value}
    return f"{urlencode(kept)}&" if kept else ""
