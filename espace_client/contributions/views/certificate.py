"""« Attestation de cotisations payées »: one short form, then the document."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from espace_client.contributions import operations
from espace_client.contributions.certificates import period_in_words
from espace_client.contributions.forms import PaymentForm
from espace_client.contributions.queries import Account, accounts_of
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.rights import Right
from espace_client.ui import drafts
from espace_client.ui.acting import carers_may
from espace_client.ui.once import once
from espace_client.ui.opening import opens
from espace_client.ui.request import Request, signed_in_person


@carers_may(Right.DOCUMENTS)
@opens("contributions_paid")
@require_http_methods(["GET", "HEAD", "POST"])
@drafts.keeps_draft
@once
def ask(request: Request) -> HttpResponse:
    """For which contract, over which days; then it is there at once."""
    person = signed_in_person(request)
    accounts = accounts_of(person, on=request.today)
    paid = [one for one in accounts if one.paid]
    shown = {"not_paid": _not_paid(accounts), "accounts": accounts, "place": "documents"}
    if not paid:
        return render(request, "contributions/certificate_none.html", shown)
    form = PaymentForm(request.POST or None, accounts=paid, today=request.today)
    drafts.fill(form, request)
    if request.method == "POST" and form.is_valid():
        try:
            document = operations.certify_payment(
                wanted=form.wanted(),
                person=person,
                actor=request.user.actor,  # type: ignore[union-attr]
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("contracts:certificate_ready", document.pk)
    context = {**shown, "form": form, "alone": paid[0].contract if len(paid) == 1 else None}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "contributions/certificate.html", context, status=status)


def _not_paid(accounts: list[Account]) -> list[tuple[str, str]]:
    """What is not counted: its period, and why."""
    return [
        (period_in_words(one.first, one.last), one.state)
        for account in accounts
        for one in account.not_paid
    ]
