"""Whoever writes: a first message, an answer to the answer, without an account too."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.accounts.throttle import pass_through
from espace_client.audit.operations import record
from espace_client.conversations import events
from espace_client.conversations.linking import reference_of
from espace_client.conversations.models import Entry, Subject, Thread, Wanted
from espace_client.conversations.moving import UnableToTalk, add, held, move, promise
from espace_client.conversations.notices import News
from espace_client.conversations.rules import (
    LONGEST,
    SHORTEST,
    Gesture,
    State,
    may_follow_up,
)
from espace_client.conversations.source import PUBLIC_MESSAGE
from espace_client.conversations.telling import tell
from espace_client.conversations.words import Contact, sealed, sealed_contact
from espace_client.documents.models import ReceivedDocument
from espace_client.documents.operations import give_receipt
from espace_client.documents.proofs import initials
from espace_client.documents.receipts import Deposit
from espace_client.documents.received import given_files
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.french import day_in_words
from espace_client.kernel.references import request_reference
from espace_client.members.models import Person

_TRIES = 20  # references of one month: 810 000; a free one is found at once


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody writes. `own_subject` in one's own words; `about`: the request it is linked to;
    `slot`: when to call."""

    subject: Subject
    words: str
    own_subject: str = ""
    about: uuid.UUID | None = None
    wanted: Wanted = Wanted.SPACE
    slot: str = ""


@transaction.atomic
def write(
    *,
    written: Written,
    person: Person,
    documents: Sequence[ReceivedDocument] = (),
    actor: Actor,
    at: datetime,
) -> Thread:
    """A new thread in the space of *person*: a reference, a promised day, a signed receipt. Raises
    UnableToTalk for a message that is too short or too long."""
    words = _checked(written.words)
    linked = reference_of(person.pk, written.about) if written.about else ""
    thread = _thread(written, at=at, person=person)
    thread.about, thread.about_reference = (written.about, linked) if linked else (None, "")
    thread.save(force_insert=True)
    add(thread, Entry.MESSAGE, actor=actor, at=at, words=words, documents=documents)
    _remember(thread, actor, at, "envoyé")
    _receipt(thread, _("Message envoyé"), documents, actor=actor, at=at)
    _tell_received(thread, actor=actor, at=at)
    return thread


@transaction.atomic
def write_without_account(
    *, written: Written, contact: Contact, source: str, actor: Actor, at: datetime
) -> Thread:
    """The public form: a reference and a promised day too. Nothing of it tells whether somebody is
    known. Raises UnableToTalk, and TooManyTries after ten from one *source* in an hour."""
    words = _checked(written.words)
    if not contact.email and not contact.telephone and not contact.address:
        raise UnableToTalk(
            _("Dites comment vous répondre : une adresse e-mail, un téléphone ou une adresse.")
        )
    pass_through(PUBLIC_MESSAGE, source, at=at, exactly=False)
    thread = _thread(written, at=at, person=None)
    thread.sealed_contact = sealed_contact(contact, thread=thread.pk)
    thread.save(force_insert=True)
    add(thread, Entry.MESSAGE, actor=actor, at=at, words=words)
    _remember(thread, actor, at, "envoyé sans compte")
    _tell_received(thread, actor=actor, at=at)
    return thread


@transaction.atomic
def follow_up(
    *,
    thread: Thread,
    words: str,
    documents: Sequence[ReceivedDocument] = (),
    actor: Actor,
    at: datetime,
) -> Thread:
    """Write again in a thread. One that was closed is opened again, within 60 days; after that it
    takes a new one. Raises UnableToTalk."""
    row, today = held(thread), date_in_paris(at)
    said = _checked(words)
    if not may_follow_up(State(row.state), date_in_paris(row.state_since), on=today):
        raise UnableToTalk(
            _("Cette conversation est close depuis plus de 60 jours. Écrivez un nouveau message.")
        )
    answer_by = promise(at)
    move(row, Gesture.FOLLOW_UP, actor=actor, at=at, promised_on=answer_by)
    add(row, Entry.MESSAGE, actor=actor, at=at, words=said, documents=documents)
    _remember(row, actor, at, "relancé")
    _receipt(row, _("Message ajouté"), documents, actor=actor, at=at)
    _tell_received(row, actor=actor, at=at)
    return row


def _thread(written: Written, *, at: datetime, person: Person | None) -> Thread:
    identifier, answer_by = uuid.uuid4(), promise(at)
    own = written.own_subject.strip() if written.subject is Subject.OTHER else ""
    if written.subject is Subject.OTHER and not own:
        raise UnableToTalk(_("Écrivez le sujet de votre message, en quelques mots."))
    return Thread(
        id=identifier,
        reference=_free_reference(at),
        person=person,
        subject=written.subject,
        sealed_subject=sealed(own, thread=identifier),
        wanted=written.wanted,
        slot=written.slot.strip(),
        state=State.SENT,
        state_since=at,
        sent_at=at,
        first_promised_on=answer_by,
        promised_on=answer_by,
    )


def _checked(words: str) -> str:
    said = words.strip()
    if len(said) < SHORTEST:
        raise UnableToTalk(
            _("Écrivez votre message en une phrase au moins : %(count)d caractères.")
            % {"count": SHORTEST}
        )
    if len(said) > LONGEST:
        raise UnableToTalk(
            _("Votre message est trop long : %(count)d caractères au plus. Envoyez-en deux.")
            % {"count": LONGEST}
        )
    return said


def _free_reference(at: datetime) -> str:
    today = date_in_paris(at)
    for _again in range(_TRIES):
        found = request_reference(uuid.uuid4(), on=today)
        if not Thread.objects.filter(reference=found).exists():
            return found
    raise RuntimeError("no reference is free this month")


def _remember(thread: Thread, actor: Actor, at: datetime, what: str) -> None:
    record(
        events.MESSAGE, actor=actor, at=at, person=thread.person_id,
        subject=f"thread:{thread.pk}", reference=thread.reference, what=what,
    )  # fmt: skip


def _receipt(
    thread: Thread, what: str, documents: Sequence[ReceivedDocument], *, actor: Actor, at: datetime
) -> None:
    person = thread.person
    assert person is not None
    facts = [(_("De"), str(person)), (_("Réponse au plus tard"), day_in_words(thread.promised_on))]
    if actor.person != person.pk:
        facts.append((_("Envoyé par"), actor.name))
    deposit = Deposit(
        reference=thread.reference,
        what=what,
        facts=tuple(facts),
        initials=initials(person.first_name, person.name),
        files=[file for one in documents for file in given_files(one)],
    )
    give_receipt(deposit=deposit, person=person.pk, actor=actor, at=at)


def _tell_received(thread: Thread, *, actor: Actor, at: datetime) -> None:
    tell(
        thread,
        News.RECEIVED,
        _("Nous avons bien reçu votre message"),
        [
            _("Sa référence est %(reference)s. Gardez-la.") % {"reference": thread.reference},
            _("Réponse au plus tard le %(day)s.") % {"day": day_in_words(thread.promised_on)},
        ],
        actor=actor,
        at=at,
    )
