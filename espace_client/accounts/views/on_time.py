"""Refusals that all last the same, so that nobody reads in a delay what no page says."""

import math
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

from espace_client.accounts.rules import REFUSED_AFTER
from espace_client.ui.request import Request

type View = Callable[..., HttpResponse]


def refuses_on_time(view: View) -> View:
    """Answer whoever is refused after REFUSED_AFTER, or a multiple of it on a busy machine. Stands
    outside of everything that holds a row. The view says so by `request.refused`."""

    @wraps(view)
    def door(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        began = time.monotonic()
        response = view(request, *args, **kwargs)
        if getattr(request, "refused", False):
            slice_, spent = REFUSED_AFTER.total_seconds(), time.monotonic() - began
            time.sleep(math.ceil(spent / slice_) * slice_ - spent)
        return response

    return door
