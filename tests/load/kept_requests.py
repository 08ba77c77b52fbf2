"""Gives each account that many closed requests, one a day: the ids of accounts in, nothing out but
as many lines, as JSON. A command of its own, like `tests.load.sessions`."""

import json
import sys
from datetime import timedelta

import django


def keep(account_id: str, count: int) -> str:
    """Requests that are over, of the last days."""
    from espace_client.accounts.models import Account
    from espace_client.demarches.models import Demarche
    from espace_client.kernel import clock

    person = Account.objects.get(pk=account_id).person_id
    now = clock.now()
    Demarche.objects.bulk_create(
        Demarche(
            reference=f"EC-{str(person)[:8]}-{day:03d}", kind="card_again", person_id=person,
            answers=b"", state="closed", state_since=now, started_at=now,
            sent_at=now - timedelta(days=day), promised_on=clock.today(),
            first_promised_on=clock.today(),
        )
        for day in range(count)
    )  # fmt: skip
    return account_id


if __name__ == "__main__":
    django.setup()
    json.dump([keep(one, int(sys.argv[1])) for one in json.load(sys.stdin)], sys.stdout)
