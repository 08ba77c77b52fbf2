"""What every page may say without asking its view."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string

from espace_client.ui.browser import kept

_WARNED_BEFORE = 5 * 60  # seconds before the session ends (quality A.8)


def page(request: HttpRequest) -> dict[str, Any]:
    """The insurer, and whether this is the demonstration. No query."""
    on_desk = request.path_info.startswith(f"/{settings.DESK_PATH}")
    return {
        "insurer": settings.INSURER,
        "demo": settings.DEMO,
        "user": getattr(request, "user", None),
        "large_text": kept(request).large_text,
        "acting": getattr(request, "acting", None),
        "session_dialog": None if on_desk else _session_dialog,
    }


@cache
def _session_dialog() -> str:
    """What a member's page says before the session ends: the same on each, so made once."""
    ends_after = settings.SESSION_IDLE_SECONDS
    warn_after = ends_after - _WARNED_BEFORE
    said = {
        "ends_after": ends_after,
        "ends_minutes": ends_after // 60,
        "warn_after": warn_after,
        "warn_minutes": warn_after // 60,
        "left_minutes": _WARNED_BEFORE // 60,
    }
    return render_to_string("ui/session_dialog.html", said)
