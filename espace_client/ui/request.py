"""A request as our middleware hands it to a view."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from espace_client.ui.acting import Acting


class Request(HttpRequest):
    """An HTTP request with the one moment it happens at (ui.middleware.moment_of_request)."""

    moment: datetime
    today: date
    ended_user: str  # whose session ended just before this request
    ended_space: str  # under which access it was in somebody's space; empty: in its own
    refused: bool  # a password or a code was wrong (accounts.views.on_time)
    step_up: Any  # what was shown again for an act (accounts.views.stepping_up)
    acting: Acting | None  # in whose space a carer is (accounts.middleware)
    departure: Any  # since when whose space it is has left (accounts.leaving); None: they have not
    last_cover_ended: str  # of whoever is coming in
    space_is_over: bool  # whether their own space is closed since


def signed_in_person(request: HttpRequest) -> UUID:
    """Whose space is shown: that of whoever is signed in, or of the person they help. The author of
    what happens is `request.user.actor` in both. For pages behind the login alone, which is where
    pages are unless they say otherwise."""
    acting: Acting | None = getattr(request, "acting", None)
    if acting is not None:
        return acting.person
    person: UUID = request.user.person_id  # type: ignore[union-attr]
    return person
