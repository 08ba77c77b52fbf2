"""What an adviser does to a démarche: one page a gesture, one verb behind each."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from espace_client.accounts import operations as accounts
from espace_client.accounts.staff import FileOpening
from espace_client.demarches import operations as op
from espace_client.demarches.models import Demarche
from espace_client.demarches.working import proposed
from espace_client.desk.doors import opened_demarche, show, staff_of
from espace_client.desk.request_forms import (
    AskForm,
    CallForm,
    DecideForm,
    OfDemarche,
    WaitForm,
    WhyForm,
)
from espace_client.documents.operations import receive
from espace_client.kernel.actors import Actor, Channel, adviser
from espace_client.kernel.errors import UnableTo
from espace_client.ui.once import once
from espace_client.ui.request import Request

type Do = Callable[[Demarche, Any, Actor, Any], object]


@dataclass(frozen=True, slots=True)
class Act:
    """One gesture: what its page says, the form it wants, what it does."""

    title: str | Promise
    lead: str | Promise
    button: str | Promise
    form: type[OfDemarche]
    do: Do
    danger: bool = False


def _plain(verb: Callable[..., object]) -> Do:
    """A verb that wants nothing but the démarche."""
    return lambda one, form, actor, at: verb(demarche=one, actor=actor, at=at)


def _seen(verb: Callable[..., object]) -> Do:
    """The same, refused if somebody has changed it since it was read."""
    return lambda one, form, actor, at: verb(
        demarche=one, actor=actor, at=at, seen=form.cleaned_data["seen"]
    )


def _ask(one: Demarche, form: AskForm, actor: Actor, at: Any) -> object:
    return op.ask_documents(
        demarche=one, wanted=form.wanted(), seen=form.cleaned_data["seen"], actor=actor, at=at
    )


def _decide(one: Demarche, form: DecideForm, actor: Actor, at: Any) -> object:
    return op.decide(
        demarche=one, decision=form.decision(), seen=form.cleaned_data["seen"], actor=actor, at=at
    )


def _wait(one: Demarche, form: WaitForm, actor: Actor, at: Any) -> object:
    said = form.cleaned_data
    return op.wait_for_other(demarche=one, whom=said["whom"], seen=said["seen"], actor=actor, at=at)


def _call(one: Demarche, form: CallForm, actor: Actor, at: Any) -> object:
    said = form.cleaned_data
    return op.write_down_call(
        demarche=one, words=said["words"], visible=said["visible"], actor=actor, at=at
    )


def _with_why(verb: Callable[..., object]) -> Do:
    return lambda one, form, actor, at: partial(verb, demarche=one)(
        why=form.cleaned_data["why"], actor=actor, at=at
    )


ACTS: dict[str, Act] = {
    "prendre": Act(
        _("Prendre cette demande"), _("Vous vous en occupez : les autres le voient."),
        _("Prendre"), OfDemarche, _plain(op.take),
    ),
    "etudier": Act(
        _("Mettre à l’étude"), _("La personne lit que sa demande est étudiée."),
        _("Mettre à l’étude"), OfDemarche, _seen(op.study),
    ),
    "demander": Act(
        _("Demander des documents"),
        _("La personne reçoit un message avec la liste, et pourquoi chacun est nécessaire."),
        _("Demander"), AskForm, _ask,
    ),
    "decider": Act(
        _("Décider"), _("La personne reçoit la réponse et ses raisons."),
        _("Enregistrer la décision"), DecideForm, _decide,
    ),
    "attendre": Act(
        _("Attendre un autre organisme"),
        _("La date promise continue de courir : c’est à nous de relancer."),
        _("Enregistrer"), WaitForm, _wait,
    ),
    "appel": Act(
        _("Noter un appel"), _("La note reste dans l’histoire de la demande."),
        _("Enregistrer la note"), CallForm, _call,
    ),
    "confirmer": Act(
        _("Confirmer la décision proposée"), _("Elle devient la réponse, et part aussitôt."),
        _("Confirmer"), OfDemarche, _seen(op.confirm),
    ),
    "rendre": Act(
        _("Rendre la décision proposée"), _("Elle revient à qui l’a proposée, avec vos raisons."),
        _("Rendre"), WhyForm, _with_why(op.decline_proposal),
    ),
    "annuler": Act(
        _("Annuler à la demande de la personne"), _("Elle vous l’a demandé : elle reçoit un reçu."),
        _("Annuler la demande"), OfDemarche, _plain(op.withdraw), danger=True,
    ),
    "contester": Act(
        _("Contester pour la personne"), _("Elle conteste la réponse au téléphone ou par lettre."),
        _("Enregistrer"), WhyForm, _with_why(op.contest),
    ),
    "rouvrir": Act(
        _("Rouvrir"), _("Elle était classée, faute de document."), _("Rouvrir"),
        OfDemarche, _plain(op.reopen),
    ),
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@once
@opened_demarche
def gesture(request: Request, opening: FileOpening, demarche: Demarche, act: str) -> HttpResponse:
    """The page of one gesture; done, back to the démarche."""
    if act not in ACTS:
        raise Http404
    wanted = ACTS[act]
    form = wanted.form(request.POST or None, demarche=demarche, staff=staff_of(request))
    if request.method == "POST" and form.is_valid():
        try:
            wanted.do(demarche, form, opening.actor, request.moment)
        except UnableTo as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("desk:demarche", demarche=demarche.pk)
    accounts.note_reading(opening=opening, actor=opening.actor, at=request.moment)
    return show(
        request,
        "desk/gesture.html",
        status=422 if form.errors else 200,
        counts=False,
        act=wanted,
        form=form,
        demarche=demarche,
        proposal=proposed(demarche),
        address=request.path,
        place="queue",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@once
@opened_demarche
def by_post(request: Request, opening: FileOpening, demarche: Demarche) -> HttpResponse:
    """A document that came by letter, scanned."""
    awaited = list(demarche.awaited.filter(given_at=None).order_by("label"))
    sentences: list[str] = []
    if request.method == "POST":
        code = request.POST.get("code", "")
        actor = adviser(
            identifier=staff_of(request).pk, name=staff_of(request).full_name,
            channel=Channel.LETTER,
        )  # fmt: skip
        received = receive(
            files=request.FILES.getlist("files"),  # type: ignore[arg-type]  # our own handler's
            person=demarche.person_id,
            as_one="as_one" in request.POST,
            actor=actor,
            at=request.moment,
        )
        sentences = [one.sentence for one in received.refused]
        try:
            op.give_documents(
                demarche=demarche,
                documents=received.kept,
                code=code if code in {one.code for one in awaited} else "",
                actor=actor,
                at=request.moment,
            )
        except UnableTo as refusal:
            sentences.append(refusal.sentence)
        if not sentences:
            return redirect("desk:demarche", demarche=demarche.pk)
    accounts.note_reading(opening=opening, actor=opening.actor, at=request.moment)
    return show(
        request,
        "desk/by_post.html",
        status=422 if sentences else 200,
        counts=False,
        demarche=demarche,
        awaited=awaited,
        sentences=sentences,
        place="queue",
    )
