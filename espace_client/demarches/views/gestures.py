"""What a member does to a démarche that was sent: answers its question, withdraws, contests,
reopens."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from espace_client.demarches import operations
from espace_client.demarches.detail import demarche_of, detail_of, followed_one
from espace_client.demarches.forms import ContestForm, StepForm
from espace_client.demarches.models import Demarche
from espace_client.demarches.views.following import show_demarche
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.rights import Right
from espace_client.ui import drafts
from espace_client.ui.acting import carers_may
from espace_client.ui.once import once
from espace_client.ui.opening import opens
from espace_client.ui.request import Request, signed_in_person

type View = Callable[..., HttpResponse]


def of_demarche(view: View) -> View:
    """Give the view the démarche of the address, if it stands in the space that is shown."""

    @wraps(view)
    def door(request: Request, demarche: UUID, **kwargs: Any) -> HttpResponse:
        mine = demarche_of(signed_in_person(request), demarche)
        if mine is None:
            raise Http404
        return view(request, mine, **kwargs)

    return door


@carers_may(Right.REQUESTS)
@opens("requests")
@require_http_methods(["GET", "HEAD", "POST"])
@once
@of_demarche
def answer(request: Request, demarche: Demarche) -> HttpResponse:
    """What its step asks: « L’avez-vous reçue ? »."""
    question = detail_of(demarche, on=request.today).question
    if request.method != "POST" or question is None:
        return redirect("demarches:detail", demarche.pk)
    form = StepForm(request.POST, question=question)
    if not form.is_valid():
        return show_demarche(request, demarche, form=form)
    try:
        operations.answer_step(
            demarche=demarche,
            step=demarche.step,
            answer=form.cleaned_data["answer"],
            actor=request.user.actor,  # type: ignore[union-attr]
            at=request.moment,
        )
    except UnableTo as refusal:
        return show_demarche(request, demarche, refusal=refusal.sentence)
    return redirect("demarches:detail", demarche.pk)


@carers_may(Right.REQUESTS)
@opens("requests")
@require_http_methods(["GET", "HEAD", "POST"])
@once
@of_demarche
def withdraw(request: Request, demarche: Demarche) -> HttpResponse:
    """It is not wanted any more: asked once, then done."""
    if request.method != "POST":
        context = {"one": followed_one(demarche, on=request.today), "place": "requests"}
        return render(request, "demarches/withdraw.html", context)
    try:
        operations.withdraw(
            demarche=demarche,
            actor=request.user.actor,  # type: ignore[union-attr]
            at=request.moment,
        )
    except UnableTo as refusal:
        return show_demarche(request, demarche, refusal=refusal.sentence)
    return redirect("demarches:detail", demarche.pk)


@carers_may(Right.REQUESTS)
@opens("requests")
@require_http_methods(["GET", "HEAD", "POST"])
@drafts.keeps_draft
@once
@of_demarche
def contest(request: Request, demarche: Demarche) -> HttpResponse:
    """They do not agree: why, then another adviser looks."""
    form = ContestForm(request.POST or None)
    drafts.fill(form, request)
    if request.method == "POST" and form.is_valid():
        try:
            operations.contest(
                demarche=demarche,
                why=form.cleaned_data["why"],
                actor=request.user.actor,  # type: ignore[union-attr]
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("demarches:detail", demarche.pk)
    context = {
        "one": followed_one(demarche, on=request.today),
        "form": form,
        "place": "requests",
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "demarches/contest.html", context, status=status)


@carers_may(Right.REQUESTS)
@opens("requests")
@require_http_methods(["GET", "HEAD", "POST"])
@once
@of_demarche
def reopen(request: Request, demarche: Demarche) -> HttpResponse:
    """Take up again what was dropped for want of a document."""
    if request.method == "POST":
        try:
            operations.reopen(
                demarche=demarche,
                actor=request.user.actor,  # type: ignore[union-attr]
                at=request.moment,
            )
        except UnableTo as refusal:
            return show_demarche(request, demarche, refusal=refusal.sentence)
    return redirect("demarches:detail", demarche.pk)
