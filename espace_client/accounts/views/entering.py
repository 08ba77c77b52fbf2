"""From a proof of who one is to an open session, and to the page that was asked for."""

from django.contrib import auth
from django.http import HttpResponse
from django.shortcuts import redirect

from espace_client.accounts import leaving, operations, queries
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
    and with `tell` its owner reads so in a message. Whoever left more than 24 months ago reads
    instead that the space is closed."""
    if leaving.is_closed(request, account):
        return redirect("accounts:left_space")
    if request.user.is_authenticated:
        auth.logout(request)  # nothing of a session before goes on in this one
    auth.login(request, account)
    response = redirect(following or "home:home")
    if remember:
        _remember(request, response, account, tell=tell)
    return response


def come_in_from_link(request: Request, account: Account, following: str) -> HttpResponse:
    """A link or a letter gave the password: inside, on a browser that is known from now on. Whoever
    uses an app or a passkey signs in with it first: a mailbox does not replace what they chose."""
    if queries.has_own_factor(account):
        return redirect("accounts:reset_done")
    return come_in(request, account, following, remember=True)


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
