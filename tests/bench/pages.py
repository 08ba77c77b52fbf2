"""The client of every test: it opens pages as a member would, and checks each one it gets."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from lxml.html import HtmlElement

from tests.bench import filling
from tests.bench.environment import PUBLIC_URL
from tests.bench.page_checks import faults
from tests.bench.page_checks.seen import Seen, words_of

_TOKENS = {"csrfmiddlewaretoken", "form_token"}


class PageFault(AssertionError):
    """A page breaks a promise that holds for every page."""


class Page:
    """What a test asks of a page. `root` is the parsed tree, for the rare other question."""

    def __init__(self, seen: Seen) -> None:
        self.url = seen.url
        self.root: HtmlElement = seen.root
        self.text = " ".join(seen.root.xpath("string(//body)").split())

    @property
    def title(self) -> str:
        """The title of the tab."""
        return words_of(self.root.xpath("//title")[0])

    @property
    def h1(self) -> str:
        """The main heading."""
        return words_of(self.root.xpath("//h1")[0])

    def link(self, name: str) -> str:
        """Where the one link called *name* leads."""
        called = {a.get("href"): None for a in self.root.xpath("//a[@href]") if words_of(a) == name}
        assert len(called) == 1, f"{len(called)} links « {name} »"
        return str(next(iter(called)))

    def value(self, field: str) -> str:
        """What stands in a field of the form."""
        standing = self.root.xpath("//*[@name=$n]", n=field)
        assert standing, f"no field {field!r}"
        return str(
            standing[0].text if standing[0].tag == "textarea" else standing[0].get("value", "")
        )

    def error(self, field: str) -> str:
        """The sentence that says what is wrong with a field; empty if nothing is."""
        control = self.root.xpath("//*[@name=$n]", n=field)[0]
        if control.get("aria-invalid") != "true":
            return ""
        near = control.get("aria-describedby", "").split()
        said = [words_of(e) for name in near for e in self.root.xpath("//*[@id=$i]", i=name)]
        return " ".join(said)


class CheckedClient(Client):
    """A browser without JavaScript. Every answer is checked; `response.page` is the page.

    `signed_in` of tests/people.py makes it somebody's; `may_see` names whose data it may get.
    """

    def __init__(self, **defaults: Any) -> None:
        super().__init__(**{"SERVER_NAME": urlsplit(PUBLIC_URL).netloc, **defaults})
        self.may_see: frozenset[str] = frozenset()
        self.typed: set[str] = set()
        self.over_tls = True
        self.checks = True  # a test that switches them off says why

    def generic(self, method: str, path: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """Over TLS, as members come; a test of the plain door says `client.over_tls = False`."""
        kwargs["secure"] = self.over_tls
        return super().generic(method, path, *args, **kwargs)

    def request(self, **request: Any) -> HttpResponse:
        """Send, then check what comes back."""
        path, query = request.get("PATH_INFO", "/"), request.get("QUERY_STRING", "")
        self.typed.update(_values(parse_qs(query)), path.split("/"))
        response = super().request(**request)
        posted = getattr(response.wsgi_request, "POST", {})
        self.typed.update(_values(dict(posted.lists()) if posted else {}))
        seen = Seen(
            method=request.get("REQUEST_METHOD", "GET"),
            url=f"{path}?{query}" if query else path,
            response=response,
            typed=frozenset(self.typed),
            may_see=self.may_see,
            posted=posted,
        )
        if self.checks and (found := faults(seen)):
            raise PageFault(f"{seen.method} {seen.url}\n" + "\n".join(f"  - {f}" for f in found))
        if seen.is_page:
            response.page = Page(seen)
        return response

    def send(
        self,
        shown: HttpResponse,
        fields: Mapping[str, object] | None = None,
        *,
        action: str | None = None,
        button: str | None = None,
        follow: bool = False,
        **typed: object,
    ) -> HttpResponse:
        """Fill in the form of a page that this client got, and send it: tokens and all.

        `True` ticks a box, `None` empties a field. `action` tells the form when there are two.
        The protection against forged forms is on, as it is for a browser; a bare `post` passes it.
        """
        form = filling.the_form(shown.page.root, action)
        content = filling.filled(form, {**(fields or {}), **typed}, button=button)
        self.handler.enforce_csrf_checks = True
        try:
            return self.post(
                filling.goes_to(form, shown.page.url),
                content,
                follow=follow,
                headers=_origin(shown, shown.page.url),
            )
        finally:
            self.handler.enforce_csrf_checks = False

    def login(self, **credentials: Any) -> bool:
        """Not here: a session is opened by `tests.people.signed_in`, or by the sign-in page."""
        raise NotImplementedError(self.login.__doc__)


def _origin(shown: HttpResponse, url: str) -> dict[str, str]:
    """What a browser tells of the page a form stands on."""
    if shown.headers.get("Referrer-Policy") == "no-referrer":
        return {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    return {"Origin": PUBLIC_URL, "Referer": PUBLIC_URL + url, "Sec-Fetch-Site": "same-origin"}


def _values(fields: Mapping[str, list[str]]) -> set[str]:
    return {
        str(value) for name, values in fields.items() if name not in _TOKENS for value in values
    }


@pytest.fixture
def client() -> CheckedClient:
    """Somebody who opens the site for the first time."""
    return CheckedClient()


@pytest.fixture
def other_client() -> CheckedClient:
    """A second browser."""
    return CheckedClient()


@pytest.fixture(autouse=True, scope="session")
def _the_public_host_is_known() -> None:
    assert PUBLIC_URL == settings.PUBLIC_URL
