"""Pages that go on without a network: the browser keeps one page and its files for them.

A service worker keeps them (`offline_worker.js`, one for each kind of page, at the root so that its
scope may be the page's own path). It keeps what a visitor is shown and nothing of a session,
except what a member chose to keep: such a page is marked with whose it is, and only a page of the
same mark takes its place, whoever else opens it in that browser.
"""

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.templatetags.static import static
from django.views.decorators.csp import csp_override

# The one policy that may name a script: that of the worker (ui/static/ui/offline.js).
_CSP: dict[str, Any] = {
    **settings.SECURE_CSP,
    "trusted-types": ["offline"],
    "manifest-src": ["'self'"],
}
works_offline = csp_override(_CSP)

_FILES = (
    "ui/fonts/espace-lisible-regular.woff2",
    "ui/fonts/espace-lisible-bold.woff2",
    "ui/vendor/designsystemet.css",
    "ui/portal.css",
    "ui/brand/favicon.svg",
    "ui/offline.js",
)


@cache
def _body() -> str:
    return Path(__file__).with_name("offline_worker.js").read_text("utf-8")


def worker(
    name: str, *, scope: str, shell: str, files: Sequence[str], personal: bool = False
) -> HttpResponse:
    """The script of a service worker: without a network, each page under *scope* is *shell*.

    *files* are static files that the shell needs beside those of every page. A *personal* shell is
    what somebody who is signed in chose to keep; it is shown too when their session is over.
    """
    # Once each: a browser keeps none of a list that names one twice.
    all_files = dict.fromkeys((*_FILES, settings.INSURER.brand, *files))
    kept = {
        "name": name,
        "scope": scope,
        "shell": shell,
        "personal": personal,
        "files": [static(file) for file in all_files],
    }
    said = json.dumps(kept)
    version = hashlib.sha256((said + _body()).encode()).hexdigest()[:12]
    script = f"const kept = {said};\nconst version = {version!r};\n{_body()}"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


def kept_for(person: UUID, response: HttpResponse) -> HttpResponse:
    """*response*, marked as that of *person*: the worker replaces what it kept by a page of the
    same mark alone."""
    response.headers["Kept-For"] = mark_of(person)
    return response


def mark_of(person: UUID) -> str:
    """A keyed mark that names nobody: 32 hexadecimal digits, the same for one person always."""
    return settings.BLIND_INDEX.of(str(person), purpose="ui.kept_for").hex()[:32]


def manifest(name: str, *, start: str) -> HttpResponse:
    """What lets a telephone put the page *start* among its applications, under that name."""
    insurer = settings.INSURER
    said = {
        "name": f"{name} – {insurer.name}",
        "short_name": name,
        "lang": "fr",
        "start_url": start,
        "scope": start,
        "display": "standalone",
        "icons": [{"src": static(insurer.brand), "sizes": "any", "type": "image/svg+xml"}],
    }
    return HttpResponse(json.dumps(said), content_type="application/manifest+json")
