"""« Nous écrire » without an account."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.conversations import operations
from espace_client.conversations.forms import PublicForm
from espace_client.kernel import actors
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.french import day_in_words
from espace_client.ui.once import once
from espace_client.ui.opening import opens
from espace_client.ui.request import Request
from espace_client.ui.source import source_of

_SENT = "public_message"  # in the session: the reference, and the promised day


@login_not_required
@opens("messages")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def write(request: Request) -> HttpResponse:
    """Who writes, how to answer, and what."""
    form = PublicForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            thread = operations.write_without_account(
                written=form.written(),
                contact=form.contact(),
                source=source_of(request),
                actor=actors.visitor(),
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error(None, refusal.sentence)
        else:
            request.session[_SENT] = [thread.reference, day_in_words(thread.promised_on)]
            return redirect("conversations:public_sent")
    status = 422 if form.errors else 200
    return TemplateResponse(request, "conversations/public.html", {"form": form}, status=status)


@login_not_required
@opens("messages")
@require_safe
def sent(request: Request) -> HttpResponse:
    """It is sent: its reference, and by when it is answered."""
    reference, day = request.session.get(_SENT, ["", ""])
    if not reference:
        return redirect("conversations:public")
    context = {"reference": reference, "day": day, "name": settings.INSURER.name}
    return render(request, "conversations/public_sent.html", context)
