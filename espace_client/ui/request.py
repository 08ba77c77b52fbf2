"""A request as our middleware hands it to a view."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest


class Request(HttpRequest):
    """An HTTP request with the one moment it happens at (ui.middleware.moment_of_request)."""

    moment: datetime
    today: date
    refused: bool  # a password or a code was wrong (accounts.views.on_time)
    step_up: Any  # what was shown again for an act (accounts.views.stepping_up)


def signed_in_person(request: HttpRequest) -> UUID:
    """Whose session it is. For pages behind the login alone, which is where pages are unless they
    say otherwise."""
    person: UUID = request.user.person_id  # type: ignore[union-attr]
    return person
