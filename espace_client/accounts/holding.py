"""Rows held until the end of a verb, always in this order: person, account, links."""

from datetime import datetime

from espace_client.accounts.models import (
    Account,
    ActivationLink,
)
from espace_client.members.models import Person


def hold_person(person: Person) -> None:
    """Hold the person, then the account: always in this order."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    list(Account.objects.select_for_update().filter(person=person))


def held(account: Account) -> Account:
    """The account as it is now, held until the end of the transaction."""
    accounts = Account.objects.select_for_update(of=("self",)).select_related("person")
    return accounts.get(pk=account.pk)


def kill_links(account: Account, *, at: datetime) -> None:
    """From now on no link of *account*, which is held, opens anything."""
    ActivationLink.objects.filter(
        account=account, used_at__isnull=True, killed_at__isnull=True
    ).update(killed_at=at)
