"""Rows held until the end of a verb, always in this order: person, account, proof, links."""

from datetime import date, datetime

from django.db import connection

from espace_client.accounts.models import (
    Account,
    AccountState,
    ActivationLink,
    SecondProof,
)
from espace_client.kernel import emails
from espace_client.kernel.actors import Actor
from espace_client.members.models import Person


def hold_person(person: Person) -> None:
    """Hold the person, then the account: always in this order."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    list(Account.objects.select_for_update().filter(person=person))


def held(account: Account) -> Account:
    """The account as it is now, held until the end of the transaction."""
    accounts = Account.objects.select_for_update(of=("self",)).select_related("person")
    return accounts.get(pk=account.pk)


def held_with_person(account: Account) -> Account:
    """The account as it is now, held with its person."""
    hold_person(account.person)
    return held(account)


def held_proof(proof: SecondProof) -> SecondProof:
    """The proof as it is now, held with its person and the account until the end of the
    transaction."""
    hold_person(proof.person)
    proofs = SecondProof.objects.select_for_update(of=("self",)).select_related("person")
    return proofs.get(pk=proof.pk)


def hold_mailbox(account: Account) -> None:
    """Let nobody else open an account with that mailbox until the end of the transaction: two who
    come at once must not both be its second."""
    hold_address(account.email_key)


def hold_address(email_key: str) -> None:
    """The same, for an address that no account may have yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"mailbox:{email_key}"],
        )


def kill_links(account: Account, *, at: datetime) -> None:
    """From now on no link of *account*, which is held, opens anything."""
    ActivationLink.objects.filter(
        account=account, used_at__isnull=True, killed_at__isnull=True
    ).update(killed_at=at)


def account_to_open(
    person: Person, *, email: str, terms_version: date, actor: Actor, at: datetime
) -> Account:
    """The account of *person*, who is held, with *email* and without a password yet."""
    known = {
        "email": email,
        "email_key": emails.canonical(email),
        "terms_version": terms_version,
    }
    made = {"state": AccountState.CREATED, "state_since": at, "state_channel": actor.channel}
    account, _created = Account.objects.update_or_create(
        person=person, defaults=known, create_defaults={**known, **made}
    )
    return account
