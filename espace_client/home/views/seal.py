"""The seal: the member's two words, and the page that says whether a message is ours."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from espace_client.accounts.models import Account
from espace_client.accounts.operations import change_two_words, recognise_message
from espace_client.home.forms import ReferenceForm
from espace_client.kernel.actors import member, visitor
from espace_client.kernel.errors import UnableTo
from espace_client.members.queries import person_by_id, phrase_of
from espace_client.ui.once import once
from espace_client.ui.request import Request, signed_in_person
from espace_client.ui.source import source_of

_CHANGED = "two_words_changed"


@require_http_methods(["GET", "HEAD", "POST"])
@once
def phrase(request: Request) -> HttpResponse:
    """« Mes deux mots »: what they are for, and other ones at the press of a button."""
    if request.method == "POST":
        account = request.user
        assert isinstance(account, Account)  # behind the login
        actor = member(person=account.person_id, name=str(account.person))
        change_two_words(account=account, actor=actor, at=request.moment)
        request.session[_CHANGED] = str(request.today)
        return redirect("home:phrase")
    person = person_by_id(signed_in_person(request))
    context = {
        "phrase": phrase_of(person) if person else "",
        "changed": request.session.get(_CHANGED) == str(request.today),
        "place": "history",
    }
    return render(request, "home/phrase.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def is_it_ours(request: Request) -> HttpResponse:
    """« Ce message vient-il de nous ? »: the day it left and two letters of the address."""
    form = ReferenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reference = form.cleaned_data["reference"]
        try:
            found = recognise_message(
                reference=reference,
                source=source_of(request),
                actor=visitor(),
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error("reference", refusal.sentence)
        else:
            context = {"found": found, "reference": reference}
            return render(request, "home/is_it_ours_answer.html", context)
    status = 422 if form.errors else 200
    return render(request, "home/is_it_ours.html", {"form": form}, status=status)
