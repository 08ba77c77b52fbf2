"""What every page may say without asking its view."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

LARGE = "large"


def page(request: HttpRequest) -> dict[str, Any]:
    """The insurer, and whether this is the demonstration. No query."""
    return {
        "insurer": settings.INSURER,
        "demo": settings.DEMO,
        "user": getattr(request, "user", None),
        "large_text": request.COOKIES.get(settings.TEXT_COOKIE_NAME) == LARGE,
    }
