"""The limit as a WSGI application: who is it, which page, compressed or not."""

import gzip
from collections.abc import Callable, Iterable
from typing import Any

from psycopg import Connection

from espace_client.kernel import clock
from tests.load.limits.guarantees import guarantees
from tests.load.limits.home import home
from tests.load.limits.lines import lines
from tests.load.limits.papers import papers
from tests.load.limits.requests import requests
from tests.load.limits.sign_in import sign_in
from tests.load.limits.who import account_of

_TABLE = "/mes-garanties/"
_HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "no-store, private"),
    ("Vary", "Cookie, Accept-Encoding"),
]
_LEVEL = 6  # the framework's own


def application(connect: Callable[[], Connection]) -> Callable[..., Iterable[bytes]]:
    """A WSGI application that asks *connect* for this thread's connection."""

    def answer(environ: dict[str, Any], start_response: Callable[..., object]) -> list[bytes]:
        if environ["PATH_INFO"] == "/connexion":
            return sign_in(environ, start_response)
        connection = connect()
        account = account_of(connection, environ.get("HTTP_COOKIE", ""))
        path = environ["PATH_INFO"]
        page = None
        if account and path.startswith(_TABLE):
            page = guarantees(connection, account, path.removeprefix(_TABLE))
        elif account and path == "/accueil":
            page = home(connection, account)
        elif account and path == "/mes-documents":
            page = papers(connection, account)
        elif account and path == "/mes-remboursements":
            page = lines(connection, account, clock.today())
        elif account and path == "/mes-demandes":
            page = requests(connection, account, clock.today())
        if page is None:
            start_response("404 Not Found", [("Content-Length", "0")])
            return []
        body, headers = page.encode(), _HEADERS
        if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
            body = gzip.compress(body, _LEVEL)
            headers = [*headers, ("Content-Encoding", "gzip")]
        start_response("200 OK", [*headers, ("Content-Length", str(len(body)))])
        return [body]

    return answer
