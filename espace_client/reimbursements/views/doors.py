"""The two doors of the simulator, and what every page of it shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from espace_client.benefits.reckoning.cover import Cover
from espace_client.kernel.french import spaced
from espace_client.reimbursements.covered import Insured
from espace_client.reimbursements.simulation import Simulation, sealed
from espace_client.ui.request import Request


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
    simulation is about and when they were born (`insured` reads what was used, when it is needed;
    `cover` is what the contract pays, and reads nothing more), where to choose somebody else, if
    there is anybody, and the route of the printed answer, if it is offered."""

    start: str
    step: str
    owner: str
    name: str
    birth: date
    insured: Callable[[], Insured]
    cover: Callable[[], Cover]
    people: str = ""
    paper: str = ""
    is_sample: bool = False

    def at(self, simulation: Simulation) -> str:
        """The address of a simulation."""
        return self._address(self.step, simulation)

    def on_paper(self, simulation: Simulation) -> str:
        """The address of its answer as a PDF; empty at a door that offers none."""
        return self._address(self.paper, simulation) if self.paper else ""

    def _address(self, route: str, simulation: Simulation) -> str:
        return reverse(route, args=[sealed(simulation, owner=self.owner)])


def show(
    request: Request,
    door: Door,
    simulation: Simulation,
    template: str,
    context: Mapping[str, object],
    *,
    status: int = 200,
) -> HttpResponse:
    """One page of the simulator. `here` is its own address, `another` that of another care."""
    shown = {
        **context,
        "door": door,
        "here": door.at(simulation),
        "another": door.at(simulation.browsing()),
        "place": "simulator",
    }
    return render(request, f"reimbursements/simulator/{template}.html", shown, status=status)
