"""From a proof of who one is to an open session, and to the page that was asked for."""

from django.contrib import auth
from django.http import HttpResponse
from django.shortcuts import redirect

from espace_client.accounts import operations
from espace_client.accounts.models import Account
from espace_client.kernel import tokens
from espace_client.ui.browser import keep, kept
from espace_client.ui.devices import label_of
from espace_client.ui.request import Request


def come_in(
    request: Request,
    account: Account,
    following: str = "",
    *,
    remember: bool = False,
    tell: bool = False,
) -> HttpResponse:
    """Open a session of *account*, under a new id, and show *following*. `remember`: this browser
    has just shown a second step, or opened its owner's mailbox; it becomes a known device,
    and with `tell` its owner reads so in a message."""
    if request.user.is_authenticated:
        auth.logout(request)  # nothing of a session before goes on in this one
    auth.login(request, account)
    response = redirect(following or "home:home")
    if remember:
        _remember(request, response, account, tell=tell)
    return response


def _remember(request: Request, response: HttpResponse, account: Account, *, tell: bool) -> None:
    token = tokens.new_token()
    operations.remember_device(
        account=account,
        token=token,
        replaces=kept(request).device_token,
        label=label_of(request),
        tell=tell,
        actor=account.actor,
        at=request.moment,
    )
    keep(request, response, device_token=token)
