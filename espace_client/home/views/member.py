"""The member's own first pages."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from espace_client.audit.queries import history_of
from espace_client.contracts.queries import contracts_seen_by
from espace_client.ui.opening import not_open_yet, opens

_HERE = {"sign_in", "create_account", "contracts", "guarantees"}


@opens("contracts")
@require_http_methods(["GET"])
def home(request: HttpRequest) -> HttpResponse:
    """What is there to do, what is under way, what do I have?"""
    contracts = contracts_seen_by(request.user.person_id, on=request.today)
    later = [one for code, one in settings.INSURER.functions.items() if code not in _HERE]
    context = {
        "contracts": contracts,
        "card": next((one for one in contracts if one.in_force), None),
        "later": later,
        "place": "home",
    }
    return render(request, "home/home.html", context)


@require_http_methods(["GET"])
def history(request: HttpRequest) -> HttpResponse:
    """Everything that happened to my account, in plain words."""
    context = {"lines": history_of(request.user.person_id), "place": "history"}
    return render(request, "home/history.html", context)


@require_http_methods(["GET"])
def later(request: HttpRequest, code: str) -> HttpResponse:
    """When a function of this insurer opens."""
    if code in _HERE or code not in settings.INSURER.functions:
        raise Http404
    return not_open_yet(request, code)
