"""Who reads which document of a space: all of them its owner, save those that tell the care of
somebody whose care is not open to them (any more); a carer, what their functions open.

What was reimbursed belongs to another function than documents, and nobody passes on what was
allowed to them: a carer reads a document that tells care only with that function, and only if it
is the care of the owner of the space.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import Func, Q, QuerySet, UUIDField, Value

from espace_client.kernel.rights import Right
from espace_client.statements.built_once import Given
from espace_client.ui.acting import Acting
from espace_client.ui.request import Request, signed_in_person

type CareOpenTo = Callable[[Any, date], Iterable[QuerySet[Any, Any]]]
_declared: list[CareOpenTo] = []
_KEYS = ArrayField(UUIDField())


class Role(NamedTuple):
    """All that the rule asks of a reader beside whose space it is: the day; whether they help its
    owner; whether they may know of its owner's care."""

    on: date
    carer: bool
    care: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody in a space, on a day: its owner, or whoever helps them (`acting`)."""

    space: UUID
    on: date
    acting: Acting | None = None

    @property
    def role(self) -> Role:
        """As what they read."""
        carer = self.acting is not None
        care = self.acting is None or self.acting.opens(Right.REIMBURSEMENTS)
        return Role(self.on, carer=carer, care=care)


def may_read(space: UUID | Given, role: Role) -> Q:
    """The documents of a space that somebody in that role may read, as a condition; the space, or
    what will hold it each time a statement that is built once is asked."""
    owner: Any = space if isinstance(space, Given) else Value(space, UUIDField())
    told: Any = Func(owner, template="ARRAY[%(expressions)s]::uuid[]", output_field=_KEYS)
    if role.carer:
        told = told if role.care else []
    else:
        for care_open_to in _declared:
            for keys in care_open_to(space, role.on):
                found = ArraySubquery(keys)
                told = Func(told, found, function="array_cat", output_field=_KEYS)
    return Q(person=space, care_of__contained_by=told)


def reader_of(request: Request) -> Reader:
    """Who reads in this request."""
    return Reader(signed_in_person(request), request.today, request.acting)


def tells_whose_care_is_open(function: CareOpenTo) -> CareOpenTo:
    """Declare how to find the keys of the others whose care is open to somebody on a day: the room
    that knows is upstairs."""
    _declared.append(function)
    return function
