"""From a proof of who one is to an open session."""

from django.contrib import auth
from django.http import HttpResponse
from django.shortcuts import redirect

from espace_client.accounts.models import Account
from espace_client.ui.request import Request


def come_in(
    request: Request, account: Account, following: str = "", *, remember: bool = False
) -> HttpResponse:
    """Open a session of *account* and show *following*."""
    auth.login(request, account)
    return redirect(following or "home:home")
