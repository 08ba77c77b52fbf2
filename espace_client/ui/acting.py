"""Which pages somebody opens in the space of another, whom they help. Without a mark: none."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from espace_client.kernel.rights import Right

type View = Callable[..., HttpResponse]

ACTING = "acting_for"  # in the session: under which access


@dataclass(frozen=True, slots=True)
class Acting:
    """Somebody is in the space of another: under which access, whose space, which functions."""

    access: UUID
    person: UUID
    name: str
    rights: frozenset[str]

    def opens(self, right: Right) -> bool:
        """Whether the access names that function."""
        return right in self.rights

    def __getitem__(self, name: str) -> bool:
        """`acting.contracts` in a template."""
        return Right(name) in self.rights


@dataclass(frozen=True, slots=True)
class Mark:
    """What a page is to a carer: the function it belongs to (None: any access opens it), and what
    the history says that they did by reading it (empty: nothing)."""

    right: Right | None
    does: Any


def carers_may(right: Right | None = None, does: Any = "") -> Callable[[View], View]:
    """Open the page to whoever helps its owner, if the access has that *right*. `does` follows a
    name in the history: « a regardé vos contrats »."""

    def decorate(view: View) -> View:
        view.carers_may = Mark(right, does)  # type: ignore[attr-defined]
        return view

    return decorate
