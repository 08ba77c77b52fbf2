"""« Mes remboursements »: the list with its choices, one line in full and its reasons on paper, the
table for a spreadsheet."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from espace_client.benefits.figures import to_the_cent
from espace_client.kernel.french import date_in_words, spaced
from espace_client.kernel.money import NOTHING
from espace_client.kernel.rights import Right
from espace_client.kernel.spreadsheets import csv_file
from espace_client.members.models import Person
from espace_client.reimbursements.asked_back import asked_back_for, asked_back_of, kept_back_from
from espace_client.reimbursements.documents import of_what_was_paid, print_explanation
from espace_client.reimbursements.insured import people_told_of_care, whose_care
from espace_client.reimbursements.line_rows import written
from espace_client.reimbursements.lines import (
    Line,
    Wanted,
    bars,
    contest_until,
    groups,
    standing,
    wanted,
    years,
)
from espace_client.reimbursements.models import Reimbursement
from espace_client.reimbursements.reading_lines import (
    every_line_of,
    line_of,
    lines_of,
    sent_with,
)
from espace_client.reimbursements.why import why_of
from espace_client.ui.acting import carers_may
from espace_client.ui.opening import opens
from espace_client.ui.request import Request, signed_in_person


@carers_may(Right.REIMBURSEMENTS, gettext_lazy("a regardé la liste de vos remboursements"))
@opens("reimbursements")
@require_safe
def lines(request: Request) -> HttpResponse:
    """The list, the newest care first; of one person, one year, one kind of care."""
    space, chosen = signed_in_person(request), _wanted(request)
    people, closed, owed_back = whose_care(space, acting=request.acting, on=request.today)
    found, next_key = lines_of([one.pk for one in people], chosen=chosen)
    asked = {
        "pour": chosen.who.hex if chosen.who else "",
        "annee": chosen.year or "",
        "soins": chosen.group,
    }
    context = {
        "rows": written(found, names=_names(people), space=_owner(request, space)),
        "people": people,
        "closed": closed,
        "owed_back": to_the_cent(owed_back) if owed_back else "",
        "chosen": chosen,
        "years": years(request.today),
        "groups": groups(),
        "of_person": _part({**asked, "pour": ""}),
        "of_year": _part({**asked, "annee": ""}),
        "of_group": _part({**asked, "soins": ""}),
        "from_the_start": _part(asked),
        "next": _part({**asked, "apres": next_key}) if next_key else "",
        "place": "reimbursements",
    }
    return render(request, "reimbursements/lines/list.html", context)


@carers_may(Right.REIMBURSEMENTS, gettext_lazy("a regardé ce qui vous a été versé en trop"))
@opens("reimbursements")
@require_safe
def asked_back(request: Request) -> HttpResponse:
    """What was paid too much: how much, why, how to give it back, what was settled."""
    space = signed_in_person(request)
    people, _closed = people_told_of_care(space, acting=request.acting, on=request.today)
    asked = asked_back_of(space, told=[one.pk for one in people])
    owed = sum((one.owed for one in asked), NOTHING)
    context = {
        "asked": asked,
        "left": to_the_cent(owed) if owed else "",
        "repayments": settings.INSURER.repayments,
        "place": "reimbursements",
    }
    return render(request, "reimbursements/lines/asked_back.html", context)


@carers_may(Right.REIMBURSEMENTS, gettext_lazy("a téléchargé la liste de vos remboursements"))
@opens("reimbursements")
@require_safe
def table(request: Request) -> HttpResponse:
    """The same lines, all of them, for a spreadsheet."""
    space, chosen = signed_in_person(request), _wanted(request)
    people, _closed = people_told_of_care(space, acting=request.acting, on=request.today)
    names = {one.pk: str(one) for one in people}
    header = [
        _("Soin"), _("Pour"), _("Date du soin"), _("Payé le"), _("Annulé le"), _("Dépensé"),
        _("Sécurité sociale"), _("Complémentaire"), _("Resté à payer"),
    ]  # fmt: skip
    rows = [
        [
            one.care, names[one.person], one.cared_on.isoformat(),
            one.paid_on.isoformat() if one.paid_on else "",
            one.cancelled_on.isoformat() if one.cancelled_on else "",
            *(f"{amount:.2f}".replace(".", ",")
              for amount in (one.spent, one.basic, one.complementary, one.left)),
        ]
        for one in every_line_of(list(names), chosen=chosen)
    ]  # fmt: skip
    response = HttpResponse(csv_file(header, rows), content_type="text/csv; charset=utf-8")
    name = "mes-remboursements.csv"
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


@carers_may(Right.REIMBURSEMENTS, gettext_lazy("a regardé un de vos remboursements"))
@opens("reimbursements")
@require_safe
def line(request: Request, line: UUID) -> HttpResponse:
    """One line: who paid what, when the money left, why that amount."""
    space, found = signed_in_person(request), _found(request, line)
    one = _as_line(found)
    context = {
        "care": spaced(found.care),
        "person": str(found.person),
        "contract": found.contract.product.name,
        "cared_on": found.cared_on,
        "reference": found.reference,
        "request_reference": found.request,
        "cancelled_on": found.cancelled_on,
        "standing": standing(one, space=_owner(request, space)),
        "transfer": _transfer(found, _owner(request, space)),
        "bars": bars(one),
        "spent": to_the_cent(one.spent),
        "basic": to_the_cent(one.basic),
        "ours": to_the_cent(one.complementary),
        "rest": to_the_cent(one.left),
        "left": to_the_cent(one.left) if one.left else "",
        "why": why_of(found, space, acting=request.acting, on=request.today),
        "asked_back": to_the_cent(asked) if (asked := asked_back_for(found.reference)) else "",
        "owes": (found.transfer.person_id if found.transfer else found.person_id) == space,
        "contest_until": _contest_until(request, found),
        "line": found,
        "place": "reimbursements",
    }
    return render(request, "reimbursements/lines/detail.html", context)


@carers_may(Right.REIMBURSEMENTS, gettext_lazy("a téléchargé le calcul d’un remboursement"))
@opens("reimbursements")
@require_safe
def paper(request: Request, line: UUID) -> HttpResponse:
    """« Pourquoi ce montant ? » as a PDF, made for whoever asks and kept nowhere. 404 where our
    computation does not find the amount."""
    space, found = signed_in_person(request), _found(request, line)
    told = why_of(found, space, acting=request.acting, on=request.today)
    if told is None:
        raise Http404
    frame = of_what_was_paid(
        supposed=told.supposed,
        cancelled_on=found.cancelled_on,
        contest_until=_contest_until(request, found),
    )
    about = [
        (_("Pour"), str(found.person)),
        (_("Soin"), spaced(found.care)),
        (_("Date du soin"), date_in_words(found.cared_on)),
        (_("Contrat"), found.contract.product.name),
        (_("Référence"), found.reference),
    ]
    if found.paid_on:
        about.append((_("Payé le"), date_in_words(found.paid_on)))
    content = print_explanation(
        told.explanation, about=about, frame=frame, alternatives=told.changes, at=request.moment
    )
    response = HttpResponse(content, content_type="application/pdf")
    name = "calcul-du-remboursement.pdf"
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _found(request: Request, line: UUID) -> Reimbursement:
    """The line, if it is one that whoever asks may be told of. Raises Http404."""
    space = signed_in_person(request)
    people, _closed = people_told_of_care(space, acting=request.acting, on=request.today)
    found = line_of([one.pk for one in people], line)
    if found is None:
        raise Http404
    return found


def _contest_until(request: Request, line: Reimbursement) -> date | None:
    """Until when it can be contested; None once that day is over, or before it is paid."""
    if line.paid_on is None or line.cancelled_on:
        return None
    last = contest_until(line.paid_on)
    return last if request.today <= last else None


def _owner(request: Request, space: UUID) -> UUID | None:
    """Whose account may be named: the owner's, to themselves. Nothing of a bank is a carer's."""
    return space if request.acting is None else None


def _transfer(line: Reimbursement, space: UUID | None) -> str:
    """What is known of the transfer: its sum, where it pays more than that line."""
    if line.transfer is None or space is None or line.transfer.person_id != space:
        return ""
    said = {"amount": to_the_cent(line.transfer.amount), "reference": line.transfer.reference}
    if kept := kept_back_from(line.transfer.pk):
        return _(
            "%(amount)s, après %(kept)s retenus sur ce qui était versé en trop,"
            " référence %(reference)s"
        ) % {**said, "kept": to_the_cent(kept)}
    if sent_with(line) > 1:
        return _("%(amount)s avec d’autres soins, référence %(reference)s") % said
    return _("%(amount)s, référence %(reference)s") % said


def _as_line(one: Reimbursement) -> Line:
    sent = one.transfer
    return Line(
        one.pk, one.care, one.person_id, one.cared_on, one.paid_on, one.cancelled_on, one.spent,
        one.basic, one.complementary, sent.account_end if sent else None,
        sent.person_id if sent else None, one.transfer_id,
    )  # fmt: skip


def _names(people: list[Person]) -> dict[UUID, str]:
    return {one.pk: one.first_name for one in people}


def _wanted(request: Request) -> Wanted:
    asked = {name: request.GET.get(name, "") for name in ("pour", "annee", "soins", "apres")}
    return wanted(
        who=asked["pour"], year=asked["annee"], group=asked["soins"], after=asked["apres"]
    )


def _part(asked: Mapping[str, str | int]) -> str:
    """The choices that stay, as the beginning of an address."""
    kept = {name: value for name, value in asked.items() if value}
    return f"{urlencode(kept)}&" if kept else ""
