"""« Le lien avec la Sécurité sociale »: for each person, what it is and what to do; care that is
looked for."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from espace_client.kernel.errors import UnableTo
from espace_client.kernel.rights import Right
from espace_client.reimbursements import operations
from espace_client.reimbursements.feed_form import FeedForm
from espace_client.reimbursements.feeds import links_of, one_of, watched_for
from espace_client.reimbursements.insured import whose_care
from espace_client.ui import drafts
from espace_client.ui.acting import carers_may
from espace_client.ui.once import once
from espace_client.ui.opening import opens
from espace_client.ui.request import Request, signed_in_person


@carers_may(Right.REIMBURSEMENTS, _("a regardé votre lien avec la Sécurité sociale"))
@opens("reimbursements")
@require_http_methods(["GET", "HEAD", "POST"])
@drafts.keeps_draft
@once
def feeds(request: Request) -> HttpResponse:
    """The link of each, and the form that has us look for care that does not come."""
    space = signed_in_person(request)
    care = whose_care(space, acting=request.acting, on=request.today, linked=True)
    people = care.people
    form = FeedForm(request.POST or None, people=people, initial=_named(request))
    drafts.fill(form, request)
    if request.method == "POST" and form.is_valid():
        chosen = one_of(people, form.cleaned_data["person"])
        assert chosen is not None
        try:
            operations.watch_flow(
                person=chosen,
                cared_on=form.cleaned_data["on"],
                actor=request.user.actor,  # type: ignore[union-attr]
                at=request.moment,
            )
        except UnableTo as refusal:
            form.add_error("on", refusal.sentence)
        else:
            return redirect("reimbursements:feeds")
    context = {
        "links": links_of(people),
        "watched": watched_for(people),
        "closed": care.closed,
        "form": form,
        "place": "reimbursements",
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "reimbursements/lines/feeds.html", context, status=status)


def _named(request: Request) -> dict[str, str]:
    """The day from which somebody came: « ?jour=2022-03-21 »."""
    try:
        day = date.fromisoformat(request.GET.get("jour", ""))
    except ValueError:
        return {}
    return {"on": f"{day:%d/%m/%Y}"}
