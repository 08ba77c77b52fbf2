"""Issues a certificate to each account: the ids of accounts in, those of documents out, as JSON.

A command of its own, like `tests.load.sessions`: it needs the product's settings.
"""

import json
import sys

import django


def issue(account_id: str) -> str:
    """The member's own certificate of today."""
    from espace_client.accounts.models import Account
    from espace_client.contracts.certificate_words import Purpose
    from espace_client.contracts.certificates import Wanted
    from espace_client.contracts.operations import certify
    from espace_client.kernel import clock

    account = Account.objects.select_related("person").get(pk=account_id)
    today, person = clock.today(), account.person_id
    wanted = Wanted(frozenset([person]), Purpose.EMPLOYER, today, today)
    made = certify(wanted=wanted, person=person, actor=account.actor, at=clock.now())
    return str(made.pk)


if __name__ == "__main__":
    django.setup()
    json.dump([issue(account) for account in json.load(sys.stdin)], sys.stdout)
