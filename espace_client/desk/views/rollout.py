"""The move to the e-mail, for a supervisor: what was expected beside what happens."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from espace_client.desk.doors import show, supervisors_only
from espace_client.rollout.plots import plot_of
from espace_client.rollout.queries import the_move
from espace_client.ui.request import Request


@require_safe
@supervisors_only
def rollout(request: Request) -> HttpResponse:
    """A plot, its table, and where the accounts stand."""
    move = the_move(today=request.today)
    plot = move and plot_of(
        [one.day for one in move.days],
        [one.expected_in_all for one in move.days],
        [one.moved_in_all for one in move.days if one.moved_in_all is not None],
    )
    states = [(state.label, count) for state, count in move.states.items()] if move else []
    return show(request, "desk/rollout.html", move=move, plot=plot, states=states, place="rollout")
