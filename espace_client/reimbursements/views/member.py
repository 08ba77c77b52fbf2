"""« Combien me sera remboursé ? » for a member: their own contract, what they used of it."""

import re
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.benefits.acts.catalogue import UnknownAct, exists
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.acts.meanings import name_of
from espace_client.contracts.covering import cover_in
from espace_client.contracts.models import Coverage
from espace_client.kernel.french import date_in_words
from espace_client.kernel.rights import Right
from espace_client.reimbursements.insured import (
    covers_meant,
    covers_read,
    first_day_to_come,
    insured,
    label_of,
    running,
)
from espace_client.reimbursements.law_in_force import catalogue
from espace_client.reimbursements.queries import born
from espace_client.reimbursements.simulation import (
    NoSuchSimulation,
    Simulation,
    sealed,
    unsealed,
)
from espace_client.reimbursements.views.doors import Door, Link
from espace_client.reimbursements.views.steps import page, paper
from espace_client.ui import drafts
from espace_client.ui.acting import carers_may
from espace_client.ui.once import once
from espace_client.ui.opening import opens
from espace_client.ui.request import Request, signed_in_person


@carers_may(Right.REIMBURSEMENTS, _("a estimé un remboursement"))
@opens("simulator")
@require_http_methods(["GET", "HEAD", "POST"])
@drafts.keeps_draft
@once
def simulator(request: Request, state: str = "") -> HttpResponse:
    """For whom, which care, its questions, the answer."""
    space = signed_in_person(request)
    simulation = _simulation(state, str(space)) if state else _new(request)
    day = simulation.day(request.today) if simulation.is_answered else request.today
    every = _covers(request, space, simulation, day)
    if day == request.today and not running(every, day):
        first = first_day_to_come(every, day)
        if first is None:
            return render(request, "reimbursements/simulator/nobody.html", {"place": "simulator"})
        simulation, day = simulation.on_the_day(first), first
        every = _covers(request, space, simulation, day)
    return _asked(request, space, simulation, every, day)


def _asked(
    request: Request, space: UUID, simulation: Simulation, every: Sequence[Coverage], day: date
) -> HttpResponse:
    """For whom, where that is open; then the rest."""
    covers, meant = running(every, day), covers_meant(simulation.cover, every, day)
    if not meant and simulation.is_answered and "on" in simulation.answers:
        return _not_covered(request, str(space), simulation)
    if len(meant) != 1:
        return _for_whom(request, str(space), simulation, meant or covers)
    (cover,) = meant
    return page(
        request, _door(request, str(space), cover, covers, day), simulation.of(cover.pk.hex)
    )


def _covers(request: Request, space: UUID, simulation: Simulation, day: date) -> list[Coverage]:
    computed = bool(simulation.act)
    return covers_read(space, acting=request.acting, on=request.today, day=day, computed=computed)


@carers_may(Right.REIMBURSEMENTS, _("a imprimé une estimation de remboursement"))
@opens("simulator")
@require_safe
def on_paper(request: Request, state: str) -> HttpResponse:
    """The answer as a PDF."""
    space = signed_in_person(request)
    simulation = _simulation(state, str(space))
    day = simulation.day(request.today)
    every = _covers(request, space, simulation, day)
    meant = covers_meant(simulation.cover, every, day)
    if len(meant) != 1:
        raise Http404
    door = _door(request, str(space), meant[0], running(every, day), day)
    return paper(request, door, simulation)


def _new(request: Request) -> Simulation:
    """A new one. Who comes from a line of the table has chosen for whom, and the act of its
    example, or only a kind of care: the price is asked at once, or the act among those of that
    kind."""
    asked = request.GET
    kind, act, whom = (asked.get(name, "") for name in ("soin", "acte", "pour"))
    cover = whom if re.fullmatch("[0-9a-f]{32}", whom) else ""
    if act and _known(act, request.today):
        return Simulation(cover=cover, act=act)
    return Simulation(cover=cover, words=name_of(CareKind(kind)) if kind in CareKind else "")


def _known(act: str, on: date) -> bool:
    try:
        return exists(catalogue().find(act), on)
    except UnknownAct:
        return False


def _simulation(state: str, space: str) -> Simulation:
    try:
        return unsealed(state, owner=space)
    except NoSuchSimulation as error:
        raise Http404 from error


def _for_whom(
    request: Request, space: str, simulation: Simulation, covers: Sequence[Coverage]
) -> HttpResponse:
    """The choice of whom. What was sent before it is chosen does nothing: 422."""
    links = [Link(label_of(one, covers), at(space, simulation.of(one.pk.hex))) for one in covers]
    context = {"links": links, "place": "simulator"}
    status = 422 if request.method == "POST" else 200
    return render(request, "reimbursements/simulator/who.html", context, status=status)


def _not_covered(request: Request, space: str, simulation: Simulation) -> HttpResponse:
    """The contract did not cover that person on the day of care, or will not."""
    context = {
        "day": date_in_words(simulation.day(request.today)),
        "change": at(space, simulation.asked_again()),
        "place": "simulator",
    }
    return render(request, "reimbursements/simulator/not_covered.html", context)


def at(space: str, simulation: Simulation) -> str:
    """The address of a simulation in that space."""
    return reverse("reimbursements:simulator_step", args=[sealed(simulation, owner=space)])


def _door(
    request: Request, space: str, cover: Coverage, covers: Sequence[Coverage], day: date
) -> Door:
    return Door(
        start="reimbursements:simulator",
        step="reimbursements:simulator_step",
        owner=space,
        name=str(cover.person),
        birth=born(cover.person.birth_date),
        insured=lambda: insured(cover, among=covers, on=request.today, day=day),
        cover=lambda: cover_in(cover),
        paper="reimbursements:simulator_paper",
        people=at(space, Simulation()) if len(covers) > 1 else "",
    )
