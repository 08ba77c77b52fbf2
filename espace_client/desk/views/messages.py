"""Messages and complaints, answered by the first promise."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.accounts import operations as accounts
from espace_client.accounts import queries as account_queries
from espace_client.accounts.staff import FileOpening
from espace_client.conversations import operations, reading
from espace_client.conversations.mediator import mediator_sentence
from espace_client.conversations.models import Thread
from espace_client.desk.doors import opened_file, show, staff_of
from espace_client.desk.message_forms import AnswerForm, NoteForm, OralComplaintForm
from espace_client.documents.serving import served
from espace_client.kernel.actors import Actor
from espace_client.kernel.errors import UnableTo
from espace_client.ui.once import once
from espace_client.ui.request import Request

type View = Callable[..., HttpResponse]

_ONLY = (("reclamations", _("Réclamations")), ("sans-compte", _("Sans compte")))


def _opened_thread(view: View) -> View:
    """Give the view the thread of the address, whose file is open; what came without an account has
    no file to open. Each reading of a file is remembered."""

    @wraps(view)
    def door(request: Request, thread: UUID, **kwargs: Any) -> HttpResponse:
        found = reading.thread_by_id(thread)
        if found is None:
            raise Http404
        actor: Actor = staff_of(request).at_desk
        if found.person_id is not None:
            opening = account_queries.opening_of(
                staff_of(request), found.person_id, at=request.moment
            )
            if opening is None:
                return redirect("desk:open_file", person=found.person_id)
            actor = opening.actor
            accounts.note_reading(opening=opening, actor=actor, at=request.moment)
        return view(request, found, actor, **kwargs)

    return door


@require_safe
def show_messages(request: Request) -> HttpResponse:
    """What an answer is owed to, the first promise first."""
    only = request.GET.get("seulement", "")
    only = only if only in dict(_ONLY) else ""
    return show(
        request,
        "desk/messages_queue.html",
        counts=False,
        threads=reading.queue(only=only),
        only=only,
        choices=_ONLY,
        today=request.today,
        place="messages",
    )


@require_safe
@_opened_thread
def message(request: Request, thread: Thread, actor: Actor) -> HttpResponse:
    """Everything that was said."""
    return _show(request, thread)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@_opened_thread
def take(request: Request, thread: Thread, actor: Actor) -> HttpResponse:
    """It is read, and looked after."""
    if request.method == "POST":
        try:
            operations.take(thread=thread, actor=actor, at=request.moment)
        except UnableTo as refusal:
            return _show(request, thread, refusal=refusal.sentence)
    return redirect("desk:message", thread=thread.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@_opened_thread
def answer(request: Request, thread: Thread, actor: Actor) -> HttpResponse:
    """The answer leaves."""
    form = AnswerForm(request.POST or None, thread=thread)
    if request.method == "POST" and form.is_valid():
        try:
            operations.answer(
                thread=thread,
                words=form.cleaned_data["words"],
                outcome=form.what_becomes(),
                seen=form.cleaned_data["seen"],
                actor=actor,
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("desk:message", thread=thread.pk)
    return _form(request, thread, form, _("Répondre"), _("Envoyer la réponse"))


@require_http_methods(["GET", "HEAD", "POST"])
@once
@_opened_thread
def note(request: Request, thread: Thread, actor: Actor) -> HttpResponse:
    """A note for advisers."""
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        operations.note(
            thread=thread, words=form.cleaned_data["words"], actor=actor, at=request.moment
        )
        return redirect("desk:message", thread=thread.pk)
    return _form(request, thread, form, _("Ajouter une note"), _("Enregistrer la note"))


@require_http_methods(["GET", "HEAD", "POST"])
@once
@_opened_thread
def complain(request: Request, thread: Thread, actor: Actor) -> HttpResponse:
    """Whoever wrote says that it is a complaint: its legal dates run from today."""
    if request.method == "POST":
        operations.complain(thread=thread, actor=actor, at=request.moment)
    return redirect("desk:message", thread=thread.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@opened_file
def oral_complaint(request: Request, opening: FileOpening) -> HttpResponse:
    """A complaint that was heard on the telephone, or read in a letter."""
    form = OralComplaintForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            thread = operations.complain_by_word(
                written=form.written(),
                person=opening.person,
                actor=opening.actor,
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("desk:message", thread=thread.pk)
    accounts.note_reading(opening=opening, actor=opening.actor, at=request.moment)
    return show(
        request,
        "desk/oral_complaint.html",
        status=422 if form.errors else 200,
        counts=False,
        form=form,
        person=opening.person,
        place="messages",
    )


@require_safe
def enclosure(request: Request, enclosure: UUID) -> HttpResponse:
    """A document that came with a message, in a file that is open."""
    found = reading.enclosure_by_id(enclosure)
    if found is None:
        raise Http404
    person = found.line.thread.person_id
    opening = person and account_queries.opening_of(staff_of(request), person, at=request.moment)
    if not opening:
        return redirect("desk:open_file", person=person or found.pk)
    accounts.note_reading(opening=opening, actor=opening.actor, at=request.moment)
    return served(found.document, name="document.pdf")


def _show(request: Request, thread: Thread, *, refusal: str = "") -> HttpResponse:
    talk = reading.talk_of(thread, on=request.today, whole=True)
    return show(
        request,
        "desk/message.html",
        status=422 if refusal else 200,
        counts=False,
        talk=talk,
        mediator=mediator_sentence() if talk.mediator else "",
        refusal=refusal,
        place="messages",
    )


def _form(request: Request, thread: Thread, form: Any, title: Any, button: Any) -> HttpResponse:
    return show(
        request,
        "desk/message_form.html",
        status=422 if form.errors else 200,
        counts=False,
        talk=reading.talk_of(thread, on=request.today, whole=True),
        form=form,
        title=title,
        button=button,
        address=request.path,
        place="messages",
    )
