"""Cards on paper: batches that left, and cards that the post brought back."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from espace_client.contracts import card_orders, operations
from espace_client.demarches.kinds.card_again.operations import follow_cards
from espace_client.demarches.working import demarche_by_reference
from espace_client.desk.doors import show, staff_of
from espace_client.desk.forms import ClearUpForm
from espace_client.desk.request_forms import CameBackForm, PostedForm
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.references import typed_request_reference
from espace_client.ui.once import once
from espace_client.ui.request import Request


@require_safe
def cards(request: Request) -> HttpResponse:
    """What waits, the last batches, and the addresses to clear up."""
    return _show(request, CameBackForm())


@require_http_methods(["GET", "HEAD", "POST"])
@once
def posted(request: Request) -> HttpResponse:
    """The cards of a batch have left: everybody gets the days of theirs."""
    if request.method != "POST":
        return redirect("desk:cards")
    form = PostedForm(request.POST)
    if form.is_valid():
        actor, said = staff_of(request).at_desk, form.cleaned_data
        try:
            operations.cards_posted(
                number=said["number"], posted_on=said["posted_on"], actor=actor, at=request.moment
            )
        except UnableTo as refusal:
            form.add_error(None, refusal.sentence)
        else:
            follow_cards(actor=actor, at=request.moment)
            return redirect("desk:cards")
    return _show(request, CameBackForm(), refusal=_first_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@once
def came_back(request: Request) -> HttpResponse:
    """The post brought a card back: nothing more goes to that address."""
    if request.method != "POST":
        return redirect("desk:cards")
    form = CameBackForm(request.POST)
    if form.is_valid():
        reference = typed_request_reference(form.cleaned_data["reference"])
        found = demarche_by_reference(reference) if reference else None
        order = card_orders.order_for(found.pk) if found else None
        actor = staff_of(request).at_desk
        if order is None:
            form.add_error("reference", _("Aucune carte ne porte cette référence. Relisez-la."))
        else:
            try:
                operations.card_came_back(
                    order=order, why=form.cleaned_data["why"], actor=actor, at=request.moment
                )
            except UnableTo as refusal:
                form.add_error(None, refusal.sentence)
            else:
                follow_cards(actor=actor, at=request.moment)
                return redirect("desk:cards")
    return _show(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def clear_address(request: Request, order: UUID) -> HttpResponse:
    """The address is right again: what was found out."""
    found = {one.pk: one for one in card_orders.cards_that_came_back()}.get(order)
    if found is None:
        raise Http404
    form = ClearUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.clear_address(
                order=found,
                explanation=form.cleaned_data["explanation"],
                actor=staff_of(request).at_desk,
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("desk:cards")
    status = 422 if form.errors else 200
    return show(request, "desk/clear_address.html", status=status, form=form, order=found,
                place="cards")  # fmt: skip


def _show(request: Request, back: CameBackForm, *, refusal: str = "") -> HttpResponse:
    return show(
        request,
        "desk/cards.html",
        status=422 if refusal or back.errors else 200,
        counts=False,
        waiting=card_orders.cards_to_print(),
        batches=card_orders.batches_lately(),
        back=card_orders.cards_that_came_back(),
        refusal=refusal,
        back_form=back,
        today=request.today,
        place="cards",
    )


def _first_of(form: PostedForm) -> str:
    """The first thing that is wrong with it; each batch of the page has such a form."""
    return str(next(iter(form.errors.values()))[0])
