"""A member writes, reads the answer, writes again, complains."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.conversations import operations, reading
from espace_client.conversations.forms import AnswerForm, WriteForm
from espace_client.conversations.linking import reference_of
from espace_client.conversations.mediator import mediator_sentence
from espace_client.conversations.models import Thread
from espace_client.conversations.rules import (
    acknowledged_by,
    answered_by,
    sounds_like_a_complaint,
)
from espace_client.documents.models import ReceivedDocument
from espace_client.documents.operations import RefusedFile, receive
from espace_client.documents.serving import served
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.rights import Right
from espace_client.members.queries import person_by_id
from espace_client.ui import drafts
from espace_client.ui.acting import carers_may
from espace_client.ui.once import once
from espace_client.ui.opening import opens
from espace_client.ui.request import Request, signed_in_person

type View = Callable[..., HttpResponse]


def _of_thread(view: View) -> View:
    """Give the view the thread of the address, if it stands in the space that is shown."""

    @wraps(view)
    def door(request: Request, thread: UUID, **kwargs: Any) -> HttpResponse:
        mine = reading.thread_of(signed_in_person(request), thread)
        if mine is None:
            raise Http404
        return view(request, mine, **kwargs)

    return door


@carers_may(Right.REQUESTS, _("a regardé la liste de vos messages"))
@opens("messages")
@require_safe
def threads(request: Request) -> HttpResponse:
    """Every thread, the newest first."""
    found = reading.threads_of(signed_in_person(request), on=request.today)
    return render(request, "conversations/list.html", {"threads": found, "place": "messages"})


@carers_may(Right.REQUESTS)
@opens("messages")
@require_http_methods(["GET", "HEAD", "POST"])
@drafts.keeps_draft
@once
def write(request: Request) -> HttpResponse:
    """A new message; linked to a request when it was opened from one."""
    space = signed_in_person(request)
    about = _key(request.GET.get("demande", ""))
    linked = reference_of(space, about) if about else ""
    form = WriteForm(request.POST or None)
    drafts.fill(form, request)
    refused: Sequence[RefusedFile] = ()
    if request.method == "POST" and form.is_valid():
        documents, refused = _given(request, space)
        person = person_by_id(space)
        assert person is not None
        if not refused:
            written = form.written()
            written = type(written)(
                written.subject, written.words, written.own_subject,
                about=about if linked else None, wanted=written.wanted, slot=written.slot,
            )  # fmt: skip
            try:
                thread = operations.write(
                    written=written,
                    person=person,
                    documents=documents,
                    actor=request.user.actor,  # type: ignore[union-attr]
                    at=request.moment,
                )
            except UnableTo as refusal:
                form.add_error(None, refusal.sentence)
            else:
                return redirect("conversations:thread", thread.pk)
    context = {"form": form, "linked": linked, "refused": refused, "place": "messages"}
    status = 422 if form.errors or refused else 200
    return TemplateResponse(request, "conversations/write.html", context, status=status)


@carers_may(Right.REQUESTS, _("a lu un de vos messages"))
@opens("messages")
@require_http_methods(["GET", "HEAD", "POST"])
@drafts.keeps_draft
@once
@_of_thread
def thread(request: Request, thread: Thread) -> HttpResponse:
    """Everything that was said, and a place to answer."""
    form = AnswerForm(request.POST or None)
    drafts.fill(form, request)
    refused: Sequence[RefusedFile] = ()
    if request.method == "POST" and form.is_valid():
        documents, refused = _given(request, signed_in_person(request))
        if not refused:
            try:
                operations.follow_up(
                    thread=thread,
                    words=form.cleaned_data["words"],
                    documents=documents,
                    actor=request.user.actor,  # type: ignore[union-attr]
                    at=request.moment,
                )
            except UnableTo as refusal:
                form.add_error(None, refusal.sentence)
            else:
                return redirect("conversations:thread", thread.pk)
    talk = reading.talk_of(thread, on=request.today)
    own_words = " ".join(line.words for line in talk.lines if not line.ours)
    context = {
        "talk": talk,
        "form": form,
        "refused": refused,
        "sounds_like_a_complaint": sounds_like_a_complaint(own_words),
        "mediator": mediator_sentence() if talk.mediator else "",
        "place": "messages",
    }
    status = 422 if form.errors or refused else 200
    return TemplateResponse(request, "conversations/thread.html", context, status=status)


@carers_may(Right.REQUESTS)
@opens("messages")
@require_http_methods(["GET", "HEAD", "POST"])
@once
@_of_thread
def complain(request: Request, thread: Thread) -> HttpResponse:
    """What a complaint is, and by when it is answered; then it is one."""
    if thread.complained_at is not None:
        return redirect("conversations:thread", thread.pk)
    if request.method == "POST":
        operations.complain(
            thread=thread,
            actor=request.user.actor,  # type: ignore[union-attr]
            at=request.moment,
        )
        return redirect("conversations:thread", thread.pk)
    context = {
        "thread": thread,
        "acknowledged_by": acknowledged_by(request.today),
        "answered_by": answered_by(request.today),
        "place": "messages",
    }
    return render(request, "conversations/complain.html", context)


@carers_may(Right.REQUESTS, _("a ouvert un document de vos messages"))
@opens("messages")
@require_safe
def enclosure(request: Request, enclosure: UUID) -> HttpResponse:
    """A document that came with a message."""
    found = reading.enclosure_of(signed_in_person(request), enclosure)
    if found is None:
        raise Http404
    return served(found.document, name="document.pdf")


def _given(request: Request, space: UUID) -> tuple[list[ReceivedDocument], Sequence[RefusedFile]]:
    """What came with the message; nothing is sent while a file is refused."""
    files = request.FILES.getlist("files")
    if not files:
        return [], ()
    received = receive(
        files=files,  # type: ignore[arg-type]  # what the one upload handler makes
        person=space,
        as_one="as_one" in request.POST,
        actor=request.user.actor,  # type: ignore[union-attr]
        at=request.moment,
    )
    return received.kept, received.refused


def _key(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
