"""Issues certificates to each account, one without an argument, else that many, as of as many
days: the ids of accounts in, those of the newest documents out, as JSON.

A command of its own, like `tests.load.sessions`: it needs the product's settings.
"""

import json
import sys
from datetime import timedelta

import django


def issue(account_id: str, days_ago: int = 0) -> str:
    """The member's own certificate of today, or of some days ago."""
    from espace_client.accounts.models import Account
    from espace_client.contracts.certificates import Wanted
    from espace_client.contracts.operations import certify
    from espace_client.documents.purposes import Purpose
    from espace_client.kernel import clock

    account = Account.objects.select_related("person").get(pk=account_id)
    day, person = clock.today() - timedelta(days=days_ago), account.person_id
    wanted = Wanted(frozenset([person]), Purpose.EMPLOYER, day, day)
    made = certify(wanted=wanted, person=person, actor=account.actor, at=clock.now())
    return str(made.pk)


if __name__ == "__main__":
    django.setup()
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    made = [[issue(account, ago) for ago in range(count)] for account in json.load(sys.stdin)]
    json.dump([each[0] for each in made], sys.stdout)
