"""Gives accounts a password and a browser that they know: ids in, tokens out, both as JSON.

A command of its own, like `tests.load.sessions`: it needs the product's settings.
"""

import json
import sys

import django

from tests.load.limits.sign_in import PASSWORD


def prepare(account_id: str) -> tuple[str, str]:
    """The e-mail of an account, and the token of a browser that it knows."""
    from espace_client.accounts.models import Account, KnownDevice
    from espace_client.accounts.passwords import hashed
    from espace_client.accounts.rules import DEVICE_LIFETIME
    from espace_client.kernel import clock, tokens

    account = Account.objects.get(pk=account_id)
    account.password = hashed(PASSWORD, account)
    account.save(update_fields=["password"])
    token, at = tokens.new_token(), clock.now()
    KnownDevice.objects.create(
        account=account,
        token_hash=tokens.token_hash(token),
        label="Firefox sur Windows",
        first_seen_at=at,
        last_seen_at=at,
        expires_at=at + DEVICE_LIFETIME,
    )
    return account.email, token


if __name__ == "__main__":
    django.setup()
    json.dump([prepare(account) for account in json.load(sys.stdin)], sys.stdout)
