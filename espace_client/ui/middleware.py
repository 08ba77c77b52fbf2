"""What holds for every answer: one moment and one language per request, and what a browser may do
with a page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation

from espace_client.kernel import clock
from espace_client.ui import errors
from espace_client.ui.request import Request

type Door = Callable[[Request], HttpResponse]

_HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "X-Robots-Tag": "noindex",
    "X-Frame-Options": "DENY",  # also on what is refused here, before Django's own middleware
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
    ),
}


def browser_safety(get_response: Door) -> Door:
    """Keep personal pages out of every cache, and refuse a form sent from another site."""

    def middleware(request: Request) -> HttpResponse:
        unsafe = request.method not in ("GET", "HEAD", "OPTIONS")
        if unsafe and request.headers.get("Sec-Fetch-Site") == "cross-site":
            response = errors.stale_form(request)
        else:
            response = get_response(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return middleware


def moment_of_request(get_response: Door) -> Door:
    """Read the clock once: everything a request does happens at one moment."""

    def middleware(request: Request) -> HttpResponse:
        request.moment = clock.now()
        request.today = clock.date_in_paris(request.moment)
        return get_response(request)

    return middleware


def language_of_request(get_response: Door) -> Door:
    """Say once in which language the page is written. Unsaid, each sentence looks for it and fails
    before it takes that of the settings: a tenth of what a page costs (docs/speed.md)."""

    def middleware(request: Request) -> HttpResponse:
        with translation.override(settings.LANGUAGE_CODE):
            return get_response(request)

    return middleware
