"""The steps of the simulator, the same for both doors: which care, its questions, the answer.

Each step is a page with an address of its own, that carries what was answered so far.
"""

import logging

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header

from espace_client.benefits.acts.act import Act, NoTariff
from espace_client.benefits.acts.catalogue import UnknownAct
from espace_client.benefits.law.values import NoValue
from espace_client.kernel.french import date_in_words
from espace_client.reimbursements.asked_fields import rare_initial
from espace_client.reimbursements.covered import UnknownCover
from espace_client.reimbursements.documents import print_explanation
from espace_client.reimbursements.estimating import estimate
from espace_client.reimbursements.forms import AnswersForm
from espace_client.reimbursements.law_in_force import catalogue
from espace_client.reimbursements.questions import usual_price
from espace_client.reimbursements.simulation import APART, STAY, Simulation
from espace_client.reimbursements.views import choosing, staying
from espace_client.reimbursements.views.doors import Door, show
from espace_client.reimbursements.wording import on_paper, told
from espace_client.ui import drafts
from espace_client.ui.request import Request

_log = logging.getLogger(__name__)
_PAPER = "estimation-de-remboursement.pdf"  # in a folder of downloads: nothing of the care


def page(request: Request, door: Door, simulation: Simulation) -> HttpResponse:
    """The first question that is still open, or the answer."""
    try:
        if not simulation.act:
            return choosing.care(request, door, simulation)
        if simulation.group == APART:
            return choosing.apart(request, door, simulation)
        if simulation.act == STAY:
            return staying.page(request, door, simulation)
        act = catalogue().find(simulation.act)
        step = _answer if simulation.is_answered else _questions
        return step(request, door, simulation, act)
    except UnknownAct:  # it was taken out of the insurer's file since
        return redirect(door.start)
    except (NoValue, NoTariff) as unknown:
        return _not_known(request, door, simulation, unknown)
    except UnknownCover as unknown:
        return _cover_not_known(request, door, simulation, unknown)


def paper(request: Request, door: Door, simulation: Simulation) -> HttpResponse:
    """The answer as a PDF, made for whoever asks and kept nowhere. 404 where there is none."""
    if not simulation.is_answered:
        raise Http404
    try:
        printed = staying.paper if simulation.act == STAY else _paper
        content = printed(request, door, simulation)
    except UnknownAct as error:
        raise Http404 from error
    except (NoValue, NoTariff) as unknown:
        return _not_known(request, door, simulation, unknown)
    except UnknownCover as unknown:
        return _cover_not_known(request, door, simulation, unknown)
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition_header(True, _PAPER)
    return response


def _paper(request: Request, door: Door, simulation: Simulation) -> bytes:
    insured, act = door.insured(), catalogue().find(simulation.act)
    found = estimate(act, simulation.facts, insured, on=simulation.day(request.today))
    return print_explanation(
        found.explanation,
        about=on_paper(found, insured, on=request.today),
        alternatives=[one.sentence for one in found.changes],
        at=request.moment,
    )


def _questions(request: Request, door: Door, simulation: Simulation, act: Act) -> HttpResponse:
    """The price, and what changes what is paid."""
    usual = usual_price(act, catalogue(), on=request.today)
    known = staying.typed(simulation)
    form = AnswersForm(
        request.POST or None,
        act=act,
        usual=usual,
        birth=door.birth,
        on=request.today,
        cover=door.cover(),
        initial={**known, **rare_initial(simulation.answers, simulation.situation)},
    )
    drafts.fill(form, request)
    if request.method == "POST" and form.is_valid():
        return redirect(door.at(simulation.about(act.code, form.answers())))
    status = 422 if form.errors else 200
    return show(request, door, simulation, "questions", {"form": form, "act": act}, status=status)


def _answer(request: Request, door: Door, simulation: Simulation, act: Act) -> HttpResponse:
    """Three amounts and why."""
    insured = door.insured()
    found = estimate(act, simulation.facts, insured, on=simulation.day(request.today))
    context = {
        "told": told(found, insured, on=request.today),
        "explanation": found.explanation,
        "change": door.at(simulation.asked_again()),
        "instead": found.instead and door.at(simulation.about(found.instead.act.code)),
        "paper": door.on_paper(simulation),
    }
    return show(request, door, simulation, "answer", context)


def _not_known(
    request: Request, door: Door, simulation: Simulation, unknown: NoValue | NoTariff
) -> HttpResponse:
    """No amount rather than a wrong one. The log names the figure or the act, and the day: nothing
    of the member. Of another day than today, nobody is at fault."""
    day = simulation.day(request.today)
    level = logging.ERROR if day == request.today else logging.INFO
    _log.log(level, "The simulator cannot answer: %s", unknown)
    context = {"day": "" if day == request.today else date_in_words(day)}
    return show(
        request,
        door,
        simulation,
        "not_known",
        {**context, "change": door.at(simulation.asked_again())},
    )


def _cover_not_known(
    request: Request, door: Door, simulation: Simulation, unknown: UnknownCover
) -> HttpResponse:
    """The same, where the table of the insurer is what nobody can read."""
    _log.error("The simulator cannot answer: %s", unknown)
    return show(request, door, simulation, "cover_not_known", {"table": unknown.table})
