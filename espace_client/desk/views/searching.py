"""What waits, and finding somebody."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.accounts import queries as accounts
from espace_client.accounts.finding import MOST_FOUND, Found, find
from espace_client.conversations.reading import thread_by_reference
from espace_client.demarches.working import Chosen, demarche_by_reference, queue
from espace_client.desk.doors import show, staff_of
from espace_client.desk.forms import SearchForm
from espace_client.desk.queries import seen
from espace_client.kernel.references import typed_request_reference
from espace_client.ui.once import once
from espace_client.ui.request import Request

_TYPED = "desk_search"
_CONTESTED_SINCE = timedelta(days=30)
_MOST_SHOWN = 50
_FIRST = 5  # of the queue


@require_safe
def home(request: Request) -> HttpResponse:
    """The search box first, then what waits, the oldest first."""
    contested = accounts.contested_proofs(since=request.moment - _CONTESTED_SINCE)
    return show(
        request,
        "desk/home.html",
        proofs=accounts.waiting_proofs()[:_MOST_SHOWN],
        contested=contested[:_MOST_SHOWN],
        queue=queue(Chosen(), staff=staff_of(request), on=request.today, size=_FIRST),
        place="home",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@once
def search(request: Request) -> HttpResponse:
    """Who is meant. What was typed goes through the session: a name, a number or an address never
    stands in an address of a page, nor in a log (quality 2.2)."""
    if request.method == "POST":
        if reference := typed_request_reference(request.POST.get("q", "")):
            if asked := demarche_by_reference(reference):
                return redirect("desk:demarche", demarche=asked.pk)
            if written := thread_by_reference(reference):
                return redirect("desk:message", thread=written.pk)
        form = SearchForm(request.POST)
        if form.is_valid():
            request.session[_TYPED] = form.cleaned_data["q"]
            return redirect("desk:search")
        wrong = request.POST.get("q", "")
        return show(request, "desk/results.html", status=422, search=form, typed=wrong)
    typed = request.session.get(_TYPED, "")
    form = SearchForm({"q": typed})
    if not form.is_valid():
        return redirect("desk:home")
    found = find(form.wanted)
    number = form.wanted.member_number
    lost = list(accounts.requests_of_number(number)[:MOST_FOUND]) if _nobody(found, number) else []
    people = [seen(person) for person in found.people]
    return show(
        request,
        "desk/results.html",
        search=form,
        typed=typed,
        found=found,
        people=people,
        lost=lost,
        counts=not _nobody(found, number),
    )


def _nobody(found: Found, number: str) -> bool:
    """Nobody has that very number: it may have been mistyped by a member too."""
    return bool(number) and (found.near or not found.people)
