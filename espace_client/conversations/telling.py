"""Telling whoever wrote that something happened: by mail, by letter, or not at all for whom only a
telephone reaches."""

from collections.abc import Sequence
from datetime import datetime

from espace_client.accounts import sending
from espace_client.conversations.models import Thread, Wanted
from espace_client.conversations.notices import LETTERS, MAILS, PUBLIC, News
from espace_client.conversations.words import contact_of
from espace_client.delivery.notices import Recipient
from espace_client.delivery.operations import post
from espace_client.kernel.actors import Actor
from espace_client.members.models import Person


def tell(
    thread: Thread,
    news: News,
    headline: str,
    sentences: Sequence[str],
    *,
    actor: Actor,
    at: datetime,
    listed: Sequence[str] = (),
) -> None:
    """One message about *thread*. `listed` is what only paper carries, or a mail to somebody who
    has no space: the words of the answer. The same news of the same change leaves once."""
    if thread.person is None:
        _tell_stranger(thread, headline, [*sentences, *listed], actor=actor, at=at)
        return
    person: Person = thread.person
    if person.died_on:
        return
    to = sending.reached_at(person)
    paper = sending.can_be_written_to(to)
    by_letter = paper and (thread.wanted == Wanted.LETTER or not to.email)
    if not by_letter and not to.email:
        return
    post(
        LETTERS[news] if by_letter else MAILS[news],
        to=to,
        actor=actor,
        at=at,
        once_key=f"conversations.{news}:{thread.pk}:{thread.version}",
        context={
            "request_reference": thread.reference,
            "headline": headline,
            "sentences": list(sentences),
            **({"listed": list(listed)} if by_letter else {}),
        },
    )


def _tell_stranger(
    thread: Thread, headline: str, sentences: Sequence[str], *, actor: Actor, at: datetime
) -> None:
    contact = contact_of(thread)
    if contact is None or not contact.email:
        return  # an adviser calls or writes
    post(
        PUBLIC,
        to=Recipient(thread.pk, contact.name, contact.name, contact.email, ""),
        actor=actor,
        at=at,
        once_key=f"{PUBLIC.code}:{thread.pk}:{thread.version}",
        context={
            "request_reference": thread.reference,
            "headline": headline,
            "sentences": list(sentences),
        },
    )
