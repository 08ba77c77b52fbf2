"""E-mails that members gave and another family uses: finding out, and saying what was found out."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.accounts import moving, operations
from espace_client.accounts.mailboxes import others_with
from espace_client.accounts.models import EmailChange
from espace_client.accounts.staff import FileOpening
from espace_client.desk.doors import opened_change, show
from espace_client.desk.forms import ClearUpForm
from espace_client.kernel.errors import UnableTo
from espace_client.ui.once import once
from espace_client.ui.request import Request

_MOST_SHOWN = 50


@require_safe
def addresses(request: Request) -> HttpResponse:
    """« Adresses à éclaircir », the oldest first."""
    blocked = moving.addresses_to_clear_up()[:_MOST_SHOWN]
    return show(request, "desk/addresses.html", changes=blocked, place="addresses")


@require_http_methods(["GET", "HEAD", "POST"])
@once
@opened_change
def clear_up(request: Request, opening: FileOpening, change: EmailChange) -> HttpResponse:
    """What did you find out? Never without a sentence."""
    form = ClearUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.clear_up_address(
                change=change,
                explanation=form.cleaned_data["explanation"],
                actor=opening.actor,
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error("explanation", refusal.sentence)
        else:
            return redirect("desk:addresses")
    operations.note_reading(opening=opening, actor=opening.actor, at=request.moment)
    person = change.account.person
    return show(
        request,
        "desk/clear_up.html",
        status=422 if form.errors else 200,
        form=form,
        change=change,
        person=person,
        others=[other.person for other in others_with(change.new_email, person=person)],
        place="addresses",
    )
