"""Who reads which document of a space: all of them its owner, save those that tell the care of
somebody whose care is not open to them (any more); a carer, what their functions open.

What was reimbursed belongs to another function than documents, and nobody passes on what was
allowed to them: a carer reads a document that tells care only with that function, and only if it
is the care of the owner of the space.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import Func, Q, QuerySet, UUIDField, Value

from espace_client.kernel.rights import Right
from espace_client.ui.acting import Acting
from espace_client.ui.request import Request, signed_in_person

type CareOpenTo = Callable[[UUID, date], Iterable[QuerySet[Any, Any]]]
_declared: list[CareOpenTo] = []
_KEYS = ArrayField(UUIDField())


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody in a space, on a day: its owner, or whoever helps them (`acting`)."""

    space: UUID
    on: date
    acting: Acting | None = None

    def may_read(self) -> Q:
        """The documents of the space that this reader may read, as a condition."""
        if self.acting is not None:
            theirs = [self.space] if self.acting.opens(Right.REIMBURSEMENTS) else []
            return Q(person=self.space, care_of__contained_by=theirs)
        told: Any = Value([self.space], _KEYS)
        for care_open_to in _declared:
            for keys in care_open_to(self.space, self.on):
                found = ArraySubquery(keys)
                told = Func(told, found, function="array_cat", output_field=_KEYS)
        return Q(person=self.space, care_of__contained_by=told)


def reader_of(request: Request) -> Reader:
    """Who reads in this request."""
    return Reader(signed_in_person(request), request.today, request.acting)


def tells_whose_care_is_open(function: CareOpenTo) -> CareOpenTo:
    """Declare how to find the keys of the others whose care is open to somebody on a day: the room
    that knows is upstairs."""
    _declared.append(function)
    return function
