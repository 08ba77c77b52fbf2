"""What every page may say without asking its view."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from espace_client.ui.browser import kept

_WARNED_BEFORE = 5 * 60  # seconds before the session ends (quality A.8)
_IDLE = {
    "ends_after": settings.SESSION_IDLE_SECONDS,
    "ends_minutes": settings.SESSION_IDLE_SECONDS // 60,
    "warn_after": settings.SESSION_IDLE_SECONDS - _WARNED_BEFORE,
    "warn_minutes": (settings.SESSION_IDLE_SECONDS - _WARNED_BEFORE) // 60,
    "left_minutes": _WARNED_BEFORE // 60,
}


def page(request: HttpRequest) -> dict[str, Any]:
    """The insurer, and whether this is the demonstration. No query."""
    return {
        "insurer": settings.INSURER,
        "demo": settings.DEMO,
        "user": getattr(request, "user", None),
        "large_text": kept(request).large_text,
        "idle": None if _is_on_desk(request) else _IDLE,
    }


def _is_on_desk(request: HttpRequest) -> bool:
    return request.path_info.startswith(f"/{settings.DESK_PATH}")
