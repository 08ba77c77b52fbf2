"""The member's own first pages."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from espace_client.audit.queries import history_of
from espace_client.contracts.queries import contracts_seen_by
from espace_client.demarches.queries import under_way
from espace_client.kernel.rights import Right
from espace_client.ui.acting import Acting, carers_may
from espace_client.ui.opening import not_open_yet, opens
from espace_client.ui.request import Request, signed_in_person

_HERE = {
    "card", "radiation", "contributions_paid", "care_statement", "requests",
    "card_again", "messages", "reimbursements", "lenses", "any_care", "contested_line",
    "sign_in", "create_account", "contracts", "guarantees", "certificate", "documents", "simulator",
}  # fmt: skip


@carers_may(does=_("a ouvert votre espace"))
@opens("contracts")
@require_safe
def home(request: Request) -> HttpResponse:
    """What is there to do, what is under way, what do I have? In the space of somebody else, what
    one may do for them; whoever has no space of their own sees whom they help."""
    if request.acting is not None:
        return _home_of_another(request, request.acting)
    if not request.user.person.in_file:  # type: ignore[union-attr]
        return redirect("accounts:carers")
    person = signed_in_person(request)
    contracts = contracts_seen_by(person, on=request.today)
    later = [one for code, one in settings.INSURER.functions.items() if code not in _HERE]
    context = {
        "contracts": contracts,
        "under_way": under_way(person, on=request.today),
        "card": next((one for one in contracts if one.in_force), None),
        "later": later,
        "place": "home",
    }
    return render(request, "home/home.html", context)


def _home_of_another(request: Request, acting: Acting) -> HttpResponse:
    """Each part belongs to a function; none is shown, nor read, without it."""
    cards = acting.opens(Right.CARD) or acting.opens(Right.CONTRACTS)
    contracts = contracts_seen_by(acting.person, on=request.today) if cards else []
    requests = acting.opens(Right.REQUESTS)
    context = {
        "contracts": contracts if acting.opens(Right.CONTRACTS) else None,
        "card": next((one for one in contracts if one.in_force), None),
        "under_way": under_way(acting.person, on=request.today) if requests else None,
        "place": "home",
    }
    return render(request, "home/home_of_another.html", context)


@require_safe
def security(request: Request) -> HttpResponse:
    """With what I come in, and what watches over it: a card each."""
    return render(request, "home/security.html", {"place": "security"})


@require_safe
def history(request: Request) -> HttpResponse:
    """Everything that happened to my account, in plain words."""
    context = {"lines": history_of(signed_in_person(request)), "place": "security"}
    return render(request, "home/history.html", context)


@require_safe
def later(request: Request, code: str) -> HttpResponse:
    """When a function of this insurer opens."""
    if code in _HERE or code not in settings.INSURER.functions:
        raise Http404
    return not_open_yet(request, code)
