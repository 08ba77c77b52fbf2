"""What a browser keeps for longer than a session, in one cookie: how large it writes, and a token
that tells a device we know. One cookie, since three are the most we set (quality 4.4)."""

import re
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_AGE = 180 * 24 * 60 * 60  # seconds; a known device is remembered that long (quality A.8)
_LARGE, _NORMAL = "large", "normal"
_SHAPE = re.compile(rf"(?P<size>{_LARGE}|{_NORMAL})(?:\.(?P<token>[A-Za-z0-9_-]{{43}}))?")


@dataclass(frozen=True, slots=True)
class Kept:
    """What the cookie says. The token is a secret: only its hash is stored on our side."""

    large_text: bool = False
    device_token: str = ""


def kept(request: HttpRequest) -> Kept:
    """What this browser keeps; a cookie that somebody wrote by hand is nothing."""
    found = _SHAPE.fullmatch(request.COOKIES.get(settings.BROWSER_COOKIE_NAME, ""))
    return Kept(found["size"] == _LARGE, found["token"] or "") if found else Kept()


def keep(request: HttpRequest, response: HttpResponse, **changes: Any) -> None:
    """Change what the browser keeps: `large_text`, `device_token`."""
    after = replace(kept(request), **changes)
    if after == Kept():
        response.delete_cookie(settings.BROWSER_COOKIE_NAME, samesite="Lax")
        return
    size = _LARGE if after.large_text else _NORMAL
    response.set_cookie(
        settings.BROWSER_COOKIE_NAME,
        f"{size}.{after.device_token}" if after.device_token else size,
        max_age=_AGE,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )
