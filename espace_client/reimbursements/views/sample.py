"""The simulator for a visitor: a sample contract, nothing asked, nothing kept."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from espace_client.reimbursements.sample_contract import NAME, birth, sample
from espace_client.reimbursements.simulation import (
    VISITOR,
    NoSuchSimulation,
    Simulation,
    unsealed,
)
from espace_client.reimbursements.views.doors import Door
from espace_client.reimbursements.views.steps import page
from espace_client.ui.once import once
from espace_client.ui.opening import opens
from espace_client.ui.request import Request


@login_not_required
@opens("simulator")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def simulator(request: Request, state: str = "") -> HttpResponse:
    """Try with the sample contract."""
    door = Door(
        start="reimbursements:sample",
        step="reimbursements:sample_step",
        owner=VISITOR,
        name=str(NAME),
        birth=birth(on=request.today),
        insured=lambda: sample(on=request.today),
        cover=lambda: sample(on=request.today).cover,
        is_sample=True,
    )
    try:
        simulation = unsealed(state, owner=VISITOR) if state else Simulation()
    except NoSuchSimulation as error:
        raise Http404 from error
    return page(request, door, simulation)
