"""Which care: by words, by group, by the question that tells acts apart."""

import re
from collections.abc import Iterable, Iterator

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from espace_client.benefits.acts.act import Act
from espace_client.benefits.acts.catalogue import UnknownAct, exists
from espace_client.benefits.folding import fold
from espace_client.reimbursements.law_in_force import catalogue
from espace_client.reimbursements.search_forms import SearchForm
from espace_client.reimbursements.simulation import STAY, Simulation
from espace_client.reimbursements.views.doors import Door, Link, link, show
from espace_client.ui import drafts
from espace_client.ui.request import Request

_MOST_SHOWN = 8  # more is a list to get lost in
_HOSPITAL = "hospital"  # the group that a stay stands first in: a stay is no act of the catalogue
_STAY_WORDS = frozenset(
    {"hopital", "hopitaux", "hospitalisation", "hospitalise", "hospitalisee", "sejour", "clinique",
     "operation", "opere", "operee", "operer", "chirurgie"}
)  # fmt: skip


def care(request: Request, door: Door, simulation: Simulation) -> HttpResponse:
    """The box for words, what they found, and the groups; or one group."""
    form = SearchForm(request.POST or None, initial={"words": simulation.words})
    drafts.fill(form, request)
    if request.method == "POST" and form.is_valid():
        return redirect(door.at(_named(form.cleaned_data["words"], simulation)))
    known = catalogue()
    group = next((one for one in known.groups() if one.key == simulation.group), None)
    if group is not None and not form.errors:
        usual = (act for act in group.usual if exists(act, request.today))
        links = [*_stay(door, simulation, group.key == _HOSPITAL), *_links(door, simulation, usual)]
        context = {"group": group, "links": links}
        return show(request, door, simulation, "group", context)
    found = known.search(simulation.words, on=request.today) if simulation.words else ()
    groups = (link(one.label, door.at(simulation.browsing(one.key))) for one in known.groups())
    choice = {
        "form": form,
        "searched": simulation.words,
        "found": [
            *_stay(door, simulation, _means_a_stay(simulation.words)),
            *_links(door, simulation, found[:_MOST_SHOWN]),
        ],
        "groups": list(groups),
    }
    return show(request, door, simulation, "care", choice, status=422 if form.errors else 200)


def apart(request: Request, door: Door, simulation: Simulation) -> HttpResponse:
    """The question that tells an act from its neighbours. Raises UnknownAct."""
    question = catalogue().question_about(catalogue().find(simulation.act))
    if question is None:
        return redirect(door.at(simulation.about(simulation.act)))
    links = [
        link(one.label, door.at(simulation.about(one.act.code)))
        for one in question.choices
        if exists(one.act, request.today)
    ]
    return show(request, door, simulation, "apart", {"question": question, "links": links})


def _means_a_stay(words: str) -> bool:
    return not _STAY_WORDS.isdisjoint(re.findall(r"\w+", fold(words).text))


def _stay(door: Door, simulation: Simulation, shown: bool) -> Iterator[Link]:
    if shown:
        yield link(_("Un séjour à l’hôpital ou en clinique"), door.at(simulation.about(STAY)))


def _named(words: str, simulation: Simulation) -> Simulation:
    """A code leads to its act at once; words to what they may mean."""
    try:
        return simulation.about(catalogue().find(words).code)
    except UnknownAct:
        return simulation.looking_for(words)


def _links(door: Door, simulation: Simulation, acts: Iterable[Act]) -> Iterator[Link]:
    """A link to each act; acts that one question tells apart share the one that asks it."""
    asked = set()
    for act in acts:
        question = catalogue().question_about(act)
        if question is None:
            yield link(act.plain, door.at(simulation.about(act.code)))
        elif question.key not in asked:
            asked.add(question.key)
            yield link(question.label, door.at(simulation.telling_apart(act.code)))
