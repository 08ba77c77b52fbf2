"""« Continuer »: the session goes on, without leaving the page."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from espace_client.ui.acting import carers_may
from espace_client.ui.gates import open_while_migrating, open_with_card_alone
from espace_client.ui.once import once
from espace_client.ui.request import Request


@carers_may()
@open_while_migrating
@open_with_card_alone
@require_POST
@once
def go_on(request: Request) -> HttpResponse:
    """Nothing to do: that somebody is there was noted when the request came in. A session that has
    ended is led to the sign-in page, like everywhere."""
    return HttpResponse(status=204)
