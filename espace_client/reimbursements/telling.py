"""Telling somebody something of this room: by mail, else by letter, else not at all."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from espace_client.accounts import sending
from espace_client.delivery.notices import Notice
from espace_client.delivery.operations import post
from espace_client.kernel.actors import Actor
from espace_client.kernel.french import date_in_words
from espace_client.members.models import Person
from espace_client.reimbursements import notices
from espace_client.reimbursements.models import Operation, PaymentLine


def tell(
    person: Person, mail: Notice, letter: Notice, *, once: object, context: Mapping[str, str],
    actor: Actor, at: datetime,
) -> None:  # fmt: skip
    """Post *mail* to *person*, or *letter* where they have no mailbox; *once* for each thing."""
    if person.died_on:
        return
    to = sending.reached_at(person)
    if not to.email and not sending.can_be_written_to(to):
        return
    notice = mail if to.email else letter
    post(
        notice, to=to, actor=actor, at=at, once_key=f"{notice.code}:{once}", context={**context},
    )  # fmt: skip


def tell_of_what_is_asked_back(lines: Sequence[PaymentLine], *, actor: Actor, at: datetime) -> None:
    """One message for each of *lines* that asks something back: neither how much nor why."""
    asking = [one for one in lines if one.operation == Operation.ASKED_BACK]
    people = Person.objects.in_bulk([one.owed_by_id for one in asking])
    for one in asking:
        tell(
            people[one.owed_by_id], notices.ASKED_BACK, notices.ASKED_BACK_LETTER,
            once=one.reference, context={"asked_on": date_in_words(one.on)}, actor=actor, at=at,
        )  # fmt: skip
