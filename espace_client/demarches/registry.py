"""The kinds that there are: every folder under `kinds/` that declares a `KIND`."""

import pkgutil
from functools import cache
from importlib import import_module

from django.conf import settings

from espace_client.demarches.shape import Kind

_FOLDER = "espace_client.demarches.kinds"


@cache
def kinds() -> dict[str, Kind]:
    """By their code, in alphabetical order of their folders."""
    package = import_module(_FOLDER)
    names = sorted(found.name for found in pkgutil.iter_modules(package.__path__) if found.ispkg)
    found = [import_module(f"{_FOLDER}.{name}.kind").KIND for name in names]
    return {kind.code: kind for kind in found}


def kind_of(code: str) -> Kind:
    """The kind of that code. Raises KeyError: a démarche outlives no kind."""
    return kinds()[code]


def kind_at(slug: str) -> Kind | None:
    """The kind of that address."""
    return next((kind for kind in kinds().values() if kind.slug == slug), None)


def answered_in(code: str) -> int:
    """How many working days the answer may take: the insurer's figure, else that of the kind."""
    days: int = settings.INSURER.requests.promises.get(code, kind_of(code).promise)
    return days
