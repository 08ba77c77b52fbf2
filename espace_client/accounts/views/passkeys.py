"""Adding a passkey and taking it away. Making one needs a script: without it the page says so."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from espace_client.accounts import finding_factors, operations
from espace_client.accounts.models import Act
from espace_client.accounts.passkeys import ask_to_make
from espace_client.accounts.second_factor_forms import PasskeyForm
from espace_client.accounts.step_ups import NeedsStepUp
from espace_client.accounts.views.asking_keys import answered, ask
from espace_client.accounts.views.second_factors import account_of, changed, show
from espace_client.accounts.views.stepping_up import after_step_up
from espace_client.kernel.errors import UnableTo
from espace_client.ui.browser import kept
from espace_client.ui.devices import label_of
from espace_client.ui.once import once
from espace_client.ui.request import Request


@require_http_methods(["GET", "HEAD", "POST"])
@once
@after_step_up(Act.SECOND_FACTORS)
def add_passkey(request: Request) -> HttpResponse:
    """A name, then the device makes the key."""
    account = account_of(request)
    form = PasskeyForm(request.POST or None, initial={"label": label_of(request)})
    if request.method == "POST" and form.is_valid():
        try:
            codes = operations.add_passkey(
                account=account,
                label=form.cleaned_data["label"],
                state=answered(request),
                answer=form.cleaned_data["credential"],
                device_token=kept(request).device_token,
                step_up=request.step_up,
                actor=account.actor,
                at=request.moment,
            )
        except NeedsStepUp:
            return redirect("accounts:add_passkey")
        except UnableTo as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return changed(request, codes)
    options = ask(request, lambda: ask_to_make(account, finding_factors.passkeys_of(account)))
    return show(request, "accounts/add_passkey.html", form=form, options=options)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@after_step_up(Act.SECOND_FACTORS)
def remove_passkey(request: Request, passkey: UUID) -> HttpResponse:
    """Ask once more, then take the key away."""
    account = account_of(request)
    found = next((one for one in finding_factors.passkeys_of(account) if one.pk == passkey), None)
    if found is None:
        raise Http404
    if request.method != "POST":
        return show(request, "accounts/remove_passkey.html", passkey=found)
    try:
        operations.remove_passkey(
            passkey=found, step_up=request.step_up, actor=account.actor, at=request.moment
        )
    except NeedsStepUp:
        return redirect("accounts:remove_passkey", found.pk)
    return changed(request, [])
