"""Every address of the site: walked, not listed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

# Not one of ours: a view that checks its method names those it takes in the refusal.
_NO_METHOD = "PROPFIND"


@dataclass(frozen=True)
class Route:
    """One address. `name` is what templates call it; `parameters` its variable parts."""

    name: str
    pattern: str
    parameters: tuple[str, ...]
    view: Callable[..., Any]

    def address(self, **values: object) -> str:
        """The address with its variable parts filled in."""
        return reverse(self.name, kwargs=values)


def every_route(resolver: URLResolver | None = None) -> list[Route]:
    """All of them, whatever room they are in."""
    return list(_walk(resolver or get_resolver(), "", ""))


def _walk(resolver: URLResolver, namespace: str, prefix: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, inner, pattern)
        else:
            assert isinstance(entry, URLPattern)
            name = f"{namespace}{entry.name}" if entry.name else ""
            yield Route(name, pattern, tuple(entry.pattern.converters), entry.callback)


def methods_of(route: Route, address: str, client: Any) -> set[str]:
    """The methods that the view takes, HEAD and OPTIONS apart; empty when it takes any."""
    response = client.generic(_NO_METHOD, address)
    if response.status_code != 405:
        return set()
    return {name.strip() for name in response.headers["Allow"].split(",")} - {"HEAD", "OPTIONS"}
