"""Telling those whom an access is about: by mail to their account's mailbox, else by letter."""

from collections.abc import Mapping
from datetime import datetime

from espace_client.accounts import sending
from espace_client.accounts.models import Account
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
    open account has not come in yet, and is told nothing; nobody writes to the dead."""
    account = Account.objects.open().filter(person=person).first()
    if account is None or person.died_on:
        return
    mail, letter = pair
    if account.email:
        number = number_of(person)
        _post(
            mail, as_recipient(person, number=number, email=account.email), access, actor, at, why
        )
    elif sending.can_be_written_to(to := sending.recipient(person)):
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
        once_key=f"{notice.code}:{access.pk}:{at.isoformat()}",
        context={**what_it_opens(access), "why": why},
    )
