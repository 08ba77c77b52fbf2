"""Has each account ask for its card again, as the product does it: the ids of accounts in, those of
the requests out, as JSON. A command of its own, like `tests.load.sessions`."""

import json
import sys

import django


def ask(account_id: str) -> str:
    """A request that was sent, with its receipt, and accepted at once."""
    from espace_client.accounts.models import Account
    from espace_client.contracts.models import Coverage
    from espace_client.demarches import operations as demarches
    from espace_client.kernel import clock

    account = Account.objects.select_related("person").get(pk=account_id)
    person, now = account.person_id, clock.now()
    covered = Coverage.objects.filter(contract__coverages__person=person)
    answers = {
        "why": "lost",
        "people": [str(one) for one in covered.values_list("person", flat=True)],
        "same_address": "yes",
        "telephone": "",
    }
    draft = demarches.begin(kind="card_again", person=person, actor=account.actor, at=now)
    demarches.write(demarche=draft, answers=answers, actor=account.actor, at=now)
    demarches.send(demarche=draft, actor=account.actor, at=now)
    return str(draft.pk)


if __name__ == "__main__":
    django.setup()
    json.dump([ask(one) for one in json.load(sys.stdin)], sys.stdout)
