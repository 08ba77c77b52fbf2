"""The steps of the simulator, the same for both doors: which care, its questions, the answer.

Each step is a page with an address of its own, that carries what was answered so far.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from espace_client.benefits.acts.act import Act, NoTariff
from espace_client.benefits.acts.catalogue import UnknownAct, exists
from espace_client.benefits.law.values import NoValue
from espace_client.kernel.french import spaced
from espace_client.reimbursements.estimating import Insured, estimate
from espace_client.reimbursements.forms import AnswersForm, SearchForm
from espace_client.reimbursements.law_in_force import catalogue
from espace_client.reimbursements.questions import usual_price
from espace_client.reimbursements.simulation import APART, Simulation, sealed
from espace_client.reimbursements.wording import told
from espace_client.ui import drafts
from espace_client.ui.request import Request

_log = logging.getLogger(__name__)


class Link(NamedTuple):
    """One answer that leads on."""

    label: str
    address: str


def link(label: str, address: str) -> Link:
    """A label of a file may be spaced as anybody types."""
    return Link(spaced(label), address)


@dataclass(frozen=True, slots=True)
class Door:
    """Where somebody came in: the routes of that door, for whom its addresses are sealed, whom the
    simulation is about (`insured` reads what was used, when it is needed), and where to choose
    somebody else, if there is anybody."""

    start: str
    step: str
    owner: str
    name: str
    insured: Callable[[], Insured]
    people: str = ""
    is_sample: bool = False

    def at(self, simulation: Simulation) -> str:
        """The address of a simulation."""
        return reverse(self.step, args=[sealed(simulation, owner=self.owner)])


def page(request: Request, door: Door, simulation: Simulation) -> HttpResponse:
    """The first question that is still open, or the answer."""
    try:
        if not simulation.act:
            return _care(request, door, simulation)
        if simulation.group == APART:
            return _apart(request, door, simulation)
        act = catalogue().find(simulation.act)
        if simulation.is_answered:
            return _answer(request, door, simulation, act)
        return _questions(request, door, simulation, act)
    except UnknownAct:  # it was taken out of the insurer's file since
        return redirect(door.start)
    except (NoValue, NoTariff) as unknown:
        # The sentence names the parameter or the act, and the day: nothing of the member.
        _log.error("The simulator cannot answer: %s", unknown)
        return _show(request, door, simulation, "reimbursements/simulator/not_known.html", {})


def _care(request: Request, door: Door, simulation: Simulation) -> HttpResponse:
    """Which care: by words, by group, by the question that tells acts apart."""
    form = SearchForm(request.POST or None, initial={"words": simulation.words})
    if request.method == "POST" and form.is_valid():
        return redirect(door.at(_named(form.cleaned_data["words"], simulation)))
    known = catalogue()
    groups = {group.key: group for group in known.groups()}
    if group := groups.get(simulation.group):
        usual = (act for act in group.usual if exists(act, request.today))
        context = {"group": group, "links": list(_links(door, simulation, usual))}
        return _show(request, door, simulation, "reimbursements/simulator/group.html", context)
    found = known.search(simulation.words, on=request.today) if simulation.words else ()
    choice: dict[str, object] = {
        "form": form,
        "searched": simulation.words,
        "found": list(_links(door, simulation, found)),
        "groups": [
            link(one.label, door.at(simulation.browsing(one.key))) for one in known.groups()
        ],
    }
    template = "reimbursements/simulator/care.html"
    return _show(request, door, simulation, template, choice, status=_status(form))


def _apart(request: Request, door: Door, simulation: Simulation) -> HttpResponse:
    """The question that tells an act from its neighbours."""
    question = catalogue().question_about(catalogue().find(simulation.act))
    if question is None:
        return redirect(door.at(simulation.about(simulation.act)))
    links = [
        link(one.label, door.at(simulation.about(one.act.code)))
        for one in question.choices
        if exists(one.act, request.today)
    ]
    context = {"question": question, "links": links}
    return _show(request, door, simulation, "reimbursements/simulator/apart.html", context)


def _named(words: str, simulation: Simulation) -> Simulation:
    """A code leads to its act at once; words to what they may mean."""
    try:
        return simulation.about(catalogue().find(words).code)
    except UnknownAct:
        return simulation.looking_for(words)


def _links(door: Door, simulation: Simulation, acts: Iterable[Act]) -> Iterable[Link]:
    """A link to each act; acts that one question tells apart share the one that asks it."""
    asked = set()
    for act in acts:
        question = catalogue().question_about(act)
        if question is None:
            yield link(act.plain, door.at(simulation.about(act.code)))
        elif question.key not in asked:
            asked.add(question.key)
            yield link(question.label, door.at(simulation.telling_apart(act.code)))


def _questions(request: Request, door: Door, simulation: Simulation, act: Act) -> HttpResponse:
    """The price, and what changes what is paid."""
    usual = usual_price(act, on=request.today)
    known = dict(simulation.answers)
    if known.pop("usual", ""):
        known.pop("price", "")
    form = AnswersForm(request.POST or None, act=act, usual=usual, on=request.today, initial=known)
    drafts.fill(form, request)
    if request.method == "POST" and form.is_valid():
        return redirect(door.at(simulation.about(act.code, form.answers())))
    context = {"form": form, "act": act, "usual": usual}
    template = "reimbursements/simulator/questions.html"
    return _show(request, door, simulation, template, context, status=_status(form))


def _answer(request: Request, door: Door, simulation: Simulation, act: Act) -> HttpResponse:
    """Three amounts and why."""
    insured = door.insured()
    found = estimate(act, simulation.answers, insured, on=request.today)
    context = {
        "told": told(found, insured, on=request.today),
        "explanation": found.explanation,
        "change": door.at(simulation.asked_again()),
        "instead": found.instead and door.at(simulation.about(found.instead.act.code)),
    }
    return _show(request, door, simulation, "reimbursements/simulator/answer.html", context)


def _show(
    request: Request,
    door: Door,
    simulation: Simulation,
    template: str,
    context: Mapping[str, object],
    *,
    status: int = 200,
) -> HttpResponse:
    shown = {
        **context,
        "door": door,
        "here": door.at(simulation),
        "another": door.at(simulation.browsing()),
        "place": "simulator",
    }
    return render(request, template, shown, status=status)


def _status(form: SearchForm | AnswersForm) -> int:
    return 422 if form.errors else 200
