"""Pages that go on without a network: the browser keeps one page and its files for them.

A service worker keeps them (`offline_worker.js`, one for each kind of page, at the root so that its
scope may be the page's own path). It keeps what a visitor is shown and nothing of a session,
except what a member chose to keep.
"""

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.templatetags.static import static
from django.views.decorators.csp import csp_override

# The one policy that may name a script: that of the worker (ui/static/ui/offline.js).
_CSP: dict[str, list[str]] = {**settings.SECURE_CSP, "trusted-types": ["offline"]}
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


def worker(name: str, *, scope: str, shell: str, files: Sequence[str]) -> HttpResponse:
    """The script of a service worker: without a network, each page under *scope* is *shell*.

    *files* are static files that the shell needs beside those of every page.
    """
    kept = {
        "name": name,
        "scope": scope,
        "shell": shell,
        "files": [static(file) for file in (*_FILES, settings.INSURER.brand, *files)],
    }
    said = json.dumps(kept)
    version = hashlib.sha256((said + _body()).encode()).hexdigest()[:12]
    script = f"const kept = {said};\nconst version = {version!r};\n{_body()}"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")
