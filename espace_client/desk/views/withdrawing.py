"""Withdrawing a certificate, from the open file of whoever asked for it."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from espace_client.accounts.staff import FileOpening
from espace_client.contracts.operations import withdraw_certificate
from espace_client.desk.doors import opened_document, show
from espace_client.desk.forms import WithdrawForm
from espace_client.desk.views.file import say
from espace_client.documents.models import IssuedDocument, Withdrawal
from espace_client.kernel.errors import UnableTo
from espace_client.ui.once import once
from espace_client.ui.request import Request


@require_http_methods(["GET", "HEAD", "POST"])
@once
@opened_document
def withdraw(request: Request, opening: FileOpening, document: IssuedDocument) -> HttpResponse:
    """Why? Then whoever checks the certificate reads that it does not count any more."""
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_certificate(
                document=document,
                because=Withdrawal(form.cleaned_data["because"]),
                actor=opening.actor,
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error(None, refusal.sentence)
        else:
            say(request, "withdrawn")
            return redirect("desk:file", person=opening.person_id)
    return show(
        request,
        "desk/withdraw.html",
        status=422 if form.errors else 200,
        form=form,
        document=document,
        person=opening.person,
    )
