"""The password and a passkey again, before an act that matters."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from espace_client.accounts import operations
from espace_client.accounts.finding_factors import passkeys_of
from espace_client.accounts.models import Act
from espace_client.accounts.passkeys import ask_to_show
from espace_client.accounts.second_factor_forms import ShownAgainForm
from espace_client.accounts.views.asking_keys import answered, ask
from espace_client.accounts.views.second_factors import account_of, show
from espace_client.accounts.views.stepping_up import keep_given
from espace_client.kernel.errors import UnableTo
from espace_client.ui.addresses import our_own
from espace_client.ui.devices import label_of
from espace_client.ui.once import once
from espace_client.ui.request import Request
from espace_client.ui.sessions import kept_key
from espace_client.ui.source import source_of


@require_http_methods(["GET", "HEAD", "POST"])
@once
def step_up_passkey(request: Request, act: str) -> HttpResponse:
    """Whoever has a passkey shows it; the session then has another id."""
    if act not in Act:
        raise Http404
    known = passkeys_of(account_of(request))
    following = our_own(request.POST.get("next") or request.GET.get("next", ""))
    if not known:
        return redirect("accounts:step_up", act)
    form = ShownAgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _gives(request, Act(act), form):
        return redirect(following or "home:security")
    options = ask(request, lambda: ask_to_show(known))
    return show(
        request, "accounts/step_up_passkey.html", form=form, act=Act(act), next=following,
        options=options,
    )  # fmt: skip


def _gives(request: Request, act: Act, form: ShownAgainForm) -> bool:
    account = account_of(request)
    state = answered(request)
    request.session.cycle_key()
    try:
        given = operations.step_up_by_passkey(
            account=account,
            act=act,
            password=form.cleaned_data["password"],
            state=state,
            answer=form.cleaned_data["credential"],
            source=source_of(request),
            device=label_of(request),
            session_key=kept_key(request.session.session_key or ""),
            actor=account.actor,
            at=request.moment,
        )
    except operations.UnableToStepUp as refusal:
        form.add_error("password", refusal.sentence)
    except UnableTo as refusal:
        form.add_error(None, refusal.sentence)
    else:
        keep_given(request, given)
    return not form.errors
