"""Who stands at the desk, and under which opening a file is read."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from espace_client.accounts import moving
from espace_client.accounts import queries as accounts
from espace_client.accounts.staff import StaffMember
from espace_client.documents.queries import issued_document
from espace_client.members.queries import guardianship_by_id, person_by_id
from espace_client.ui.request import Request

type View = Callable[..., HttpResponse]


def staff_of(request: Request) -> StaffMember:
    """Whose session it is. For the pages of the desk behind the login: all but a few."""
    assert isinstance(request.user, StaffMember)
    return request.user


def supervisors_only(view: View) -> View:
    """For anybody else the page does not exist."""

    @wraps(view)
    def door(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if not staff_of(request).is_supervisor:
            raise Http404
        return view(request, *args, **kwargs)

    return door


def opened_file(view: View) -> View:
    """Give the view the opening under which the file of `person` is read; ask for a reason when
    there is none, or when its half hour is over."""

    @wraps(view)
    def door(request: Request, person: UUID, **kwargs: Any) -> HttpResponse:
        opening = accounts.opening_of(staff_of(request), person, at=request.moment)
        if opening is not None:
            return view(request, opening, **kwargs)
        if person_by_id(person) is None:
            raise Http404
        return redirect("desk:open_file", person=person)

    return door


def opened_proof(view: View) -> View:
    """The same for a second proof: it is read and settled in the file of its person."""

    @wraps(view)
    def door(request: Request, proof: UUID) -> HttpResponse:
        asked = accounts.proof_by_id(proof)
        if asked is None:
            raise Http404
        opening = accounts.opening_of(staff_of(request), asked.person_id, at=request.moment)
        if opening is None:
            return redirect("desk:open_file", person=asked.person_id)
        return view(request, opening, asked)

    return door


def opened_measure(view: View) -> View:
    """The same for a measure that protects somebody."""

    @wraps(view)
    def door(request: Request, measure: UUID) -> HttpResponse:
        found = guardianship_by_id(measure)
        if found is None:
            raise Http404
        opening = accounts.opening_of(staff_of(request), found.person_id, at=request.moment)
        if opening is None:
            return redirect("desk:open_file", person=found.person_id)
        return view(request, opening, found)

    return door


def opened_document(view: View) -> View:
    """The same for a document that was issued: it is withdrawn in the file of whoever has it."""

    @wraps(view)
    def door(request: Request, document: UUID) -> HttpResponse:
        found = issued_document(document)
        if found is None:
            raise Http404
        opening = accounts.opening_of(staff_of(request), found.person, at=request.moment)
        if opening is None:
            return redirect("desk:open_file", person=found.person)
        return view(request, opening, found)

    return door


def opened_change(view: View) -> View:
    """The same for an e-mail that another family uses: it is cleared up in the file of whoever
    gave it."""

    @wraps(view)
    def door(request: Request, change: UUID) -> HttpResponse:
        blocked = moving.address_to_clear_up(change)
        if blocked is None:
            raise Http404
        person = blocked.account.person_id
        opening = accounts.opening_of(staff_of(request), person, at=request.moment)
        if opening is None:
            return redirect("desk:open_file", person=person)
        return view(request, opening, blocked)

    return door


def show(
    request: Request, template: str, *, status: int = 200, counts: bool = True, **context: Any
) -> HttpResponse:
    """A page of the desk, with what its header says: who is there, and how much waits, unless the
    page has asked the database enough already."""
    waiting = accounts.waiting_proofs().count() if counts else None
    around = {"staff": staff_of(request), "waiting": waiting, "typed": ""}
    return TemplateResponse(request, template, {**around, **context}, status=status)
