"""What every page may say without asking its view."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from espace_client.ui.browser import kept


def page(request: HttpRequest) -> dict[str, Any]:
    """The insurer, and whether this is the demonstration. No query."""
    return {
        "insurer": settings.INSURER,
        "demo": settings.DEMO,
        "user": getattr(request, "user", None),
        "large_text": kept(request).large_text,
        "acting": getattr(request, "acting", None),
    }
