"""Who may see what of whom: one function, which every room asks.

A right over somebody else has a source: the law, the contract, or their own word. Each source says
once, as a query, whom it opens to a viewer; `may` and the rows of a page come from the same query,
so they cannot differ. A room that knows of a source declares it in its own `permissions`.
"""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from espace_client.documents.readers import tells_whose_care_is_open
from espace_client.kernel.rights import Right
from espace_client.members.models import Delegation, Person

type Keys = QuerySet[Any, Any]
type Source = Callable[[UUID, Right, date], Keys]

__all__ = ["Right", "may", "people_open_to", "source", "sources"]
_declared: dict[str, tuple[frozenset[Right], Source]] = {}


def source(*rights: Right) -> Callable[[Source], Source]:
    """Declare a source of *rights*: a function of the viewer, the right and the day, that returns
    the keys of the people it opens. Its docstring is the rule."""

    def declare(function: Source) -> Source:
        _declared[function.__name__] = frozenset(rights), function
        return function

    return declare


def sources() -> dict[str, frozenset[Right]]:
    """The sources that were declared, and the rights that each can give."""
    return {name: rights for name, (rights, _function) in _declared.items()}


def people_open_to(viewer: UUID, right: Right, *, on: date) -> QuerySet[Person]:
    """Everybody of whom *viewer* has that right *on* that day, themselves included."""
    whom = Q(pk=viewer)
    for rights, function in _declared.values():
        if right in rights:
            whom |= Q(pk__in=function(viewer, right, on))
    return Person.objects.filter(whom)


def may(viewer: UUID, right: Right, of: UUID, *, on: date) -> bool:
    """Whether *viewer* has that right over the person *of*, *on* that day. Oneself: always."""
    return people_open_to(viewer, right, on=on).filter(pk=of).exists()


@tells_whose_care_is_open
def care_open_to(viewer: UUID, on: date) -> list[Keys]:
    """Whose care, beside their own, *viewer* may be told on that day, source by source: a document
    that tells care asks this each time it is read."""
    right = Right.REIMBURSEMENTS
    return [
        function(viewer, right, on) for rights, function in _declared.values() if right in rights
    ]


@source(*Right)
def delegation(viewer: UUID, right: Right, on: date) -> Keys:
    """Who gave the viewer an access with that function, while it is in force; a guardian's is in
    force as long as the measure."""
    held = Delegation.objects.in_force(on).filter(carer=viewer, rights__contains=[right.value])
    return held.values("giver")
