"""A stay in hospital: two pages of questions, and the answer."""

from django.http import HttpResponse
from django.shortcuts import redirect

from espace_client.reimbursements.asked_fields import rare_initial
from espace_client.reimbursements.beside_forms import BesideForm
from espace_client.reimbursements.documents import print_explanation
from espace_client.reimbursements.simulation import BESIDE, Simulation
from espace_client.reimbursements.situations import YES
from espace_client.reimbursements.stay_forms import StayForm
from espace_client.reimbursements.stay_wording import stay_on_paper, told_stay
from espace_client.reimbursements.stays import estimate_stay
from espace_client.reimbursements.views.doors import Door, show
from espace_client.ui import drafts
from espace_client.ui.request import Request

_BESIDE = ("room", "room_price", "usual_room", "fees", "fees_base", "optam")
_OURS = {"usual": ("price", "tariff"), "usual_room": ("room_price",)}  # prices of ours


def page(request: Request, door: Door, simulation: Simulation) -> HttpResponse:
    """The first question about the stay that is still open, or the answer."""
    if simulation.is_answered:
        return _answer(request, door, simulation)
    step = _beside if simulation.group == BESIDE else _stay
    return step(request, door, simulation)


def paper(request: Request, door: Door, simulation: Simulation) -> bytes:
    """The answer as a PDF."""
    insured, today = door.insured(), request.today
    found = estimate_stay(simulation.facts, insured, on=simulation.day(today))
    return print_explanation(
        found.explanation,
        about=stay_on_paper(found, simulation.answers, insured, on=today),
        alternatives=[one.sentence for one in found.changes],
        at=request.moment,
    )


def _stay(request: Request, door: Door, simulation: Simulation) -> HttpResponse:
    known = typed(simulation)
    initial = {**known, **rare_initial(simulation.answers, simulation.situation)}
    form = StayForm(request.POST or None, today=request.today, initial=initial)
    drafts.fill(form, request)
    if request.method == "POST" and form.is_valid():
        kept = {name: one for name, one in simulation.answers.items() if name in _BESIDE}
        return redirect(door.at(simulation.beside({**kept, **form.answers()})))
    status = 422 if form.errors else 200
    return show(request, door, simulation, "stay", {"form": form}, status=status)


def _beside(request: Request, door: Door, simulation: Simulation) -> HttpResponse:
    form = BesideForm(
        request.POST or None,
        nights=int(simulation.answers["nights"]),
        heavy=simulation.answers["heavy"] == YES,
        on=simulation.day(request.today),
        initial=typed(simulation),
    )
    drafts.fill(form, request)
    if request.method == "POST" and form.is_valid():
        stay = {name: one for name, one in simulation.answers.items() if name not in _BESIDE}
        answers = {**stay, **form.answers()}
        return redirect(door.at(simulation.about(simulation.act, answers)))
    context = {"form": form, "back": door.at(simulation.stay_again())}
    return show(request, door, simulation, "beside", context, status=422 if form.errors else 200)


def _answer(request: Request, door: Door, simulation: Simulation) -> HttpResponse:
    insured, today = door.insured(), request.today
    found = estimate_stay(simulation.facts, insured, on=simulation.day(today))
    context = {
        "told": told_stay(found, simulation.answers, insured, on=today),
        "explanation": found.explanation,
        "change": door.at(simulation.asked_again()),
        "paper": door.on_paper(simulation),
    }
    return show(request, door, simulation, "answer", context)


def typed(simulation: Simulation) -> dict[str, str]:
    """What was answered, without the prices that we proposed."""
    ours = {one for flag, names in _OURS.items() if flag in simulation.answers for one in names}
    return {name: one for name, one in simulation.answers.items() if name not in ours}
