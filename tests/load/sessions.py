"""Begins sessions: the ids of accounts come in, the keys of their sessions go out, both as JSON.

A command of its own, because it alone of the benchmark needs the product's settings.
"""

import json
import sys

import django
from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest
from django.utils.module_loading import import_string


def begin(account_id: str) -> str:
    """Sign in as the sign-in page does, without its password."""
    from espace_client.accounts.models import Account
    from espace_client.kernel import clock

    engine = import_string(f"{settings.SESSION_ENGINE}.SessionStore")
    request = HttpRequest()
    request.session = engine()
    request.moment = clock.now()  # type: ignore[attr-defined]
    account = Account.objects.get(pk=account_id)
    auth.login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.save()
    return str(request.session.session_key)


if __name__ == "__main__":
    django.setup()
    json.dump([begin(account) for account in json.load(sys.stdin)], sys.stdout)
