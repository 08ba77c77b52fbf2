"""Asking for something: choose, begin, one question a page, read again, send."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.demarches import operations
from espace_client.demarches.answers import asking_of
from espace_client.demarches.delays import answered_lately
from espace_client.demarches.detail import demarche_of, followed_one, summary_before
from espace_client.demarches.drafts import askable, draft_of, is_open
from espace_client.demarches.filled import answers_in, is_answered, missing_pages, typed
from espace_client.demarches.models import Demarche
from espace_client.demarches.papers import wanted_by
from espace_client.demarches.registry import answered_in, kind_at
from espace_client.demarches.rules import promised
from espace_client.demarches.shape import Asking, Kind, Page
from espace_client.documents.queries import receipts_about
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.rights import Right
from espace_client.ui import drafts
from espace_client.ui.acting import carers_may
from espace_client.ui.once import once
from espace_client.ui.opening import not_open_yet, opens
from espace_client.ui.request import Request, signed_in_person

type View = Callable[..., HttpResponse]


def of_open_kind(view: View) -> View:
    """Give the view the kind of the address; before it opens, say when."""

    @wraps(view)
    def door(request: Request, kind: str, **kwargs: Any) -> HttpResponse:
        found = kind_at(kind)
        if found is None:
            raise Http404
        if not is_open(found, on=request.today):
            return not_open_yet(request, found.function)
        return view(request, found, **kwargs)

    return door


def of_draft(view: View) -> View:
    """Give the view the kind and what was begun of it; without any, lead to its first page."""

    @wraps(view)
    def door(request: Request, kind: Kind, **kwargs: Any) -> HttpResponse:
        draft = draft_of(signed_in_person(request), kind)
        if draft is None:
            return redirect("demarches:start", kind.slug)
        return view(request, kind, draft, **kwargs)

    return of_open_kind(door)


@carers_may(Right.REQUESTS)
@opens("requests")
@require_safe
def choose(request: Request) -> HttpResponse:
    """What can be asked for, and what was begun."""
    found = askable(signed_in_person(request), on=request.today)
    return render(request, "demarches/choose.html", {"askable": found, "place": "requests"})


@carers_may(Right.REQUESTS)
@opens("requests")
@require_http_methods(["GET", "HEAD", "POST"])
@once
@of_open_kind
def start(request: Request, kind: Kind) -> HttpResponse:
    """What helps at once, what will be asked, and until when the answer is promised."""
    person = signed_in_person(request)
    refusal = None
    if request.method == "POST":
        try:
            draft = operations.begin(
                kind=kind.code,
                person=person,
                actor=request.user.actor,  # type: ignore[union-attr]
                at=request.moment,
            )
        except operations.UnableToBegin as error:
            refusal = error.refusal
        else:
            asking = _asking(request, draft)
            if known := kind.beforehand(asking, request.GET.dict()):
                draft = operations.write(
                    demarche=draft,
                    answers=known,
                    actor=request.user.actor,  # type: ignore[union-attr]
                    at=request.moment,
                )
            return redirect(_next(kind, _asking(request, draft)))
    context = {
        "kind": kind,
        "draft": draft_of(person, kind),
        "refusal": refusal or kind.may_begin(Asking(person, request.today, {})),
        "answer_by": promised(request.today, working_days=answered_in(kind.code)),
        "answered_lately": answered_lately(kind.code, on=request.today),
        "place": "requests",
    }
    status = 422 if refusal else 200
    return TemplateResponse(request, "demarches/start.html", context, status=status)


@carers_may(Right.REQUESTS)
@opens("requests")
@require_http_methods(["GET", "HEAD", "POST"])
@drafts.keeps_draft
@once
@of_draft
def page(request: Request, kind: Kind, draft: Demarche, page: str) -> HttpResponse:
    """One question."""
    asking = _asking(request, draft)
    asked = [one for one in kind.pages if one.asked(asking)]
    here = kind.page(page)
    if here is None:
        raise Http404
    if here not in asked:
        return redirect(_next(kind, asking))
    form = _form(request, here, asking)
    if request.method == "POST" and form.is_valid():
        draft = operations.write(
            demarche=draft,
            answers=answers_in(form, request.POST),
            actor=request.user.actor,  # type: ignore[union-attr]
            at=request.moment,
        )
        return redirect(_next(kind, _asking(request, draft)))
    place = asked.index(here)
    context = {
        "kind": kind,
        "page": here,
        "form": form,
        "shown": here.shows(asking),
        "stop": here.stops(asking) if is_answered(here, asking) and not form.errors else None,
        "step": place + 1,
        "steps": len(asked) + 1,  # and reading it again
        "before": _address(kind, asked[place - 1].slug) if place else "",
        "place": "requests",
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "demarches/page.html", context, status=status)


@carers_may(Right.REQUESTS)
@opens("requests")
@require_http_methods(["GET", "HEAD", "POST"])
@once
@of_draft
def summary(request: Request, kind: Kind, draft: Demarche) -> HttpResponse:
    """Everything once more, then it is sent."""
    asking = _asking(request, draft)
    if missing := missing_pages(asking, kind.code):
        return redirect(_address(kind, missing[0]))
    refusal = ""
    if request.method == "POST":
        try:
            operations.send(
                demarche=draft,
                actor=request.user.actor,  # type: ignore[union-attr]
                at=request.moment,
            )
        except UnableTo as error:
            refusal = error.sentence
        else:
            return redirect("demarches:sent", draft.pk)
    context = {
        "kind": kind,
        "draft": draft,
        "rows": [
            (row, _address(kind, row.page) if row.page else "")
            for row in summary_before(draft, on=request.today)
        ],
        "wanted": wanted_by(draft, on=request.today),
        **kind.reckons(draft, asking),
        "answer_by": promised(request.today, working_days=answered_in(kind.code)),
        "steps": len([one for one in kind.pages if one.asked(asking)]) + 1,
        "refusal": refusal,
        "place": "requests",
    }
    status = 422 if refusal else 200
    return TemplateResponse(request, "demarches/summary.html", context, status=status)


@carers_may(Right.REQUESTS)
@opens("requests")
@require_http_methods(["GET", "HEAD", "POST"])
@once
@of_draft
def forget(request: Request, kind: Kind, draft: Demarche) -> HttpResponse:
    """Throw away what was begun, once asked."""
    if request.method == "POST":
        operations.forget_draft(
            demarche=draft,
            actor=request.user.actor,  # type: ignore[union-attr]
            at=request.moment,
        )
        return redirect("demarches:choose")
    return render(request, "demarches/forget.html", {"kind": kind, "place": "requests"})


@carers_may(Right.REQUESTS)
@opens("requests")
@require_safe
def sent(request: Request, demarche: UUID) -> HttpResponse:
    """It is sent: its reference, who acts, until when, and the proof."""
    mine = demarche_of(signed_in_person(request), demarche)
    if mine is None:
        raise Http404
    context = {
        "demarche": mine,
        "one": followed_one(mine, on=request.today),
        "receipts": receipts_about(mine.person_id, mine.reference)[:1],
        "place": "requests",
    }
    return render(request, "demarches/sent.html", context)


def _asking(request: Request, draft: Demarche) -> Asking:
    return asking_of(draft, on=request.today, acting=request.acting is not None)


def _form(request: Request, page: Page, asking: Asking) -> forms.Form:
    """What was just sent; else what was being written when a session ended; else what is kept."""
    made = page.form(asking)
    if request.method == "POST":
        return made(request.POST)
    kept = typed(asking.answers)
    form = made()
    for name, field in form.fields.items():
        form.initial[name] = field.widget.value_from_datadict(kept, {}, form.add_prefix(name))
    drafts.fill(form, request)
    return form


def _next(kind: Kind, asking: Asking) -> str:
    """The first page that is not answered; then the documents, if any is asked for; then the
    summary."""
    if missing := missing_pages(asking, kind.code):
        return _address(kind, missing[0])
    found = {**asking.answers, **kind.situation(asking)}
    last = "demarches:documents" if kind.pieces.asked(found) else "demarches:summary"
    return reverse(last, args=[kind.slug])


def _address(kind: Kind, page: str) -> str:
    return reverse("demarches:page", args=[kind.slug, page])
