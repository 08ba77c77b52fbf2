"""Telling those whom an access is about: by mail to their account's mailbox, else by letter."""

from collections.abc import Mapping
from datetime import datetime

from espace_client.accounts import queries, sending
from espace_client.accounts.models import OPEN_STATES, Account, AccountState
from espace_client.contracts.queries import number_of
from espace_client.delivery.notices import Notice, Recipient
from espace_client.delivery.operations import post
from espace_client.kernel.actors import Actor
from espace_client.members.models import Delegation, Person
from espace_client.members.queries import as_recipient
from espace_client.members.rights import in_words

type Pair = tuple[Notice, Notice]


def tell(
    person: Person, pair: Pair, access: Delegation, *, actor: Actor, at: datetime, why: str = ""
) -> None:
    """*pair*, the mail and the letter, speaks of *access* to one of its two people. Whoever has no
    account that was ever open has not come in yet, and is told nothing; nobody writes to the dead.
    As long as a change of the e-mail can be undone, the mailboxes known before are told too."""
    told = OPEN_STATES | {AccountState.BLOCKED}
    found = Account.objects.filter(person=person, state__in=told).select_related("person")
    account = found.first()
    if account is None or person.died_on:
        return
    mail, letter = pair
    number = number_of(person)
    before = queries.emails_before(account, at=at)
    for mailbox in [account.email, *before] if account.email else before:
        to = as_recipient(person, number=number, email=mailbox)
        _post(mail, to, access, actor, at, why)
    if account.email:
        return
    if sending.can_be_written_to(to := sending.recipient(person)):
        _post(letter, to, access, actor, at, why)


def what_it_opens(access: Delegation) -> Mapping[str, object]:
    """What a message says of an access."""
    return {
        "giver": str(access.giver),
        "carer": str(access.carer) if access.carer else access.carer_name,
        "functions": in_words(access.rights),
        "until": access.until_in_words,
        "by_law": access.guardianship_id is not None,
    }


def _post(
    notice: Notice, to: Recipient, access: Delegation, actor: Actor, at: datetime, why: str
) -> None:
    post(
        notice,
        to=to,
        actor=actor,
        at=at,
        once_key=f"{notice.code}:{access.pk}:{at.isoformat()}:{to.email}",
        context={**what_it_opens(access), "why": why},
    )
