"""« Ce document est-il authentique ? »: by its code or its number, with or without a network."""

import json

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.accounts.operations import check_document
from espace_client.documents.checking import check_code, withdrawn_digests
from espace_client.home.forms import DocumentNumberForm
from espace_client.kernel.actors import visitor
from espace_client.kernel.errors import UnableTo
from espace_client.ui.offline import worker, works_offline
from espace_client.ui.once import once
from espace_client.ui.request import Request
from espace_client.ui.source import source_of


@works_offline
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def verify(request: Request) -> HttpResponse:
    """The number that is printed on the document, typed by whoever holds it."""
    form = DocumentNumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["number"]
        try:
            checked = check_document(
                number=number, source=source_of(request), actor=visitor(), at=request.moment
            )
        except UnableTo as refusal:
            form.add_error("number", refusal.sentence)
        else:
            return render(request, "home/verdict.html", {"checked": checked, "number": number})
    status = 422 if form.errors else 200
    return render(request, "home/verify.html", {"form": form}, status=status)


@works_offline
@login_not_required
@require_safe
def verdict(request: Request, code: str) -> HttpResponse:
    """Where the QR square leads: its code says it all, and is signed."""
    checked = check_code(code, on=request.today)
    return render(request, "home/verdict.html", {"checked": checked, "number": ""})


@works_offline
@login_not_required
@require_safe
def verify_offline(request: Request) -> HttpResponse:
    """What the browser keeps: the same verdicts, decided by a script with our public keys."""
    context = {
        "keys": json.dumps(settings.SIGNING_KEYS.public()),
        "withdrawn": " ".join(withdrawn_digests(on=request.today)),
        "listed_on": request.today.isoformat(),
    }
    return render(request, "home/verify_offline.html", context)


@login_not_required
@require_safe
def verify_worker(request: Request) -> HttpResponse:
    """The service worker of these pages."""
    return worker(
        "verifier",
        scope=reverse("home:verify"),
        shell=reverse("home:verify_offline"),
        files=("home/verifier.js",),
    )
