"""Other two words for a member, who thinks that somebody has seen theirs."""

from datetime import datetime

from django.db import transaction

from espace_client.accounts import events, notices, sending
from espace_client.accounts.holding import hold_person
from espace_client.accounts.models import Account
from espace_client.audit.operations import record
from espace_client.contracts.queries import number_of
from espace_client.delivery.operations import post
from espace_client.kernel.actors import Actor
from espace_client.kernel.french import moment_in_words
from espace_client.members.models import Person
from espace_client.members.queries import as_recipient, phrase_of


@transaction.atomic
def change_two_words(*, account: Account, actor: Actor, at: datetime) -> str:
    """Give the member of *account* two other words, both different, and say so through a message
    that carries them. The new words."""
    hold_person(account.person)
    person = Person.objects.get(pk=account.person_id)
    _take_others(person)
    record(
        events.WORDS_CHANGED,
        actor=actor,
        at=at,
        person=person.pk,
        subject=f"person:{person.pk}",
    )
    _tell(account, person, actor=actor, at=at)
    return phrase_of(person)


def _take_others(person: Person) -> None:
    before = set(phrase_of(person).split())
    person.seal_serial += 1
    while before & set(phrase_of(person).split()):
        person.seal_serial += 1
    person.save(update_fields=["seal_serial"])


def _tell(account: Account, person: Person, *, actor: Actor, at: datetime) -> None:
    """By mail; by letter to whoever has no e-mail, if one can leave."""
    to = as_recipient(person, number=number_of(person), email=account.email)
    notice = notices.WORDS_CHANGED if account.email else notices.WORDS_CHANGED_LETTER
    if not account.email and not sending.can_be_written_to(to):
        return
    post(
        notice,
        to=to,
        actor=actor,
        at=at,
        once_key=f"{notice.code}:{person.pk}:{person.seal_serial}",
        context={"moment": moment_in_words(at)},
    )
