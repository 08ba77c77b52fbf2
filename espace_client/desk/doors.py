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
from espace_client.demarches.papers import attachment_by_id
from espace_client.demarches.working import demarche_by_id
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


def _opened_through(
    name: str, find: Callable[[UUID], Any], person_of: Callable[[Any], UUID]
) -> Callable[[View], View]:
    """The same for a thing that the address names: it is read and settled in the file of its
    person. Give the view the opening and the thing."""

    def decorate(view: View) -> View:
        @wraps(view)
        def door(request: Request, **kwargs: Any) -> HttpResponse:
            found = find(kwargs[name])
            if found is None:
                raise Http404
            person = person_of(found)
            opening = accounts.opening_of(staff_of(request), person, at=request.moment)
            if opening is None:
                return redirect("desk:open_file", person=person)
            return view(request, opening, found, **{n: v for n, v in kwargs.items() if n != name})

        return door

    return decorate


opened_proof = _opened_through("proof", accounts.proof_by_id, lambda proof: proof.person_id)
opened_measure = _opened_through("measure", guardianship_by_id, lambda measure: measure.person_id)
opened_document = _opened_through("document", issued_document, lambda document: document.person)
opened_demarche = _opened_through("demarche", demarche_by_id, lambda one: one.person_id)
opened_attachment = _opened_through(
    "attachment", attachment_by_id, lambda one: one.demarche.person_id
)
# An e-mail that another family uses: it is cleared up in the file of whoever gave it.
opened_change = _opened_through(
    "change", moving.address_to_clear_up, lambda change: change.account.person_id
)


def show(
    request: Request, template: str, *, status: int = 200, counts: bool = True, **context: Any
) -> HttpResponse:
    """A page of the desk, with what its header says: who is there, and how much waits, unless the
    page has asked the database enough already."""
    waiting = accounts.waiting_proofs().count() if counts else None
    around = {"staff": staff_of(request), "waiting": waiting, "typed": ""}
    return TemplateResponse(request, template, {**around, **context}, status=status)
