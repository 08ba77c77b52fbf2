"""What advisers do with a thread: take it, answer, note, close; and what happens by itself."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.audit.operations import record
from espace_client.conversations import events
from espace_client.conversations.mediator import mediator_sentence
from espace_client.conversations.models import Entry, Thread, codes
from espace_client.conversations.moving import (
    UnableToTalk,
    add,
    held,
    move,
    promise,
    save,
    staff_of,
)
from espace_client.conversations.notices import News
from espace_client.conversations.rules import (
    CLOSED_AFTER,
    WITH_US,
    Gesture,
    Outcome,
    State,
)
from espace_client.conversations.telling import tell
from espace_client.documents.models import ReceivedDocument
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.french import day_in_words

_SHORTEST_ANSWER = 20


@transaction.atomic
def take(*, thread: Thread, actor: Actor, at: datetime) -> Thread:
    """An adviser reads it and looks after it, which whoever wrote can see. Twice is once."""
    row, staff = held(thread), staff_of(actor)
    if row.taken_by_id == staff.pk and row.state not in (State.SENT, State.FOLLOWED_UP):
        return row
    if row.state in (State.SENT, State.FOLLOWED_UP):
        move(row, Gesture.READ, actor=actor, at=at, taken_by=staff)
        add(row, Entry.READ, actor=actor, at=at)
    else:
        save(row, taken_by=staff)
    _remember(row, actor, at, "pris par un conseiller")
    return row


@transaction.atomic
def answer(
    *,
    thread: Thread,
    words: str,
    documents: Sequence[ReceivedDocument] = (),
    outcome: Outcome | None = None,
    actor: Actor,
    at: datetime,
    seen: int | None = None,
) -> Thread:
    """Answer, in writing. A complaint is answered with its *outcome*; one that is denied, or
    granted in part, says who the mediator is. Raises UnableToTalk."""
    row, staff = held(thread, seen=seen), staff_of(actor)
    said = words.strip()
    if len(said) < _SHORTEST_ANSWER:
        raise UnableToTalk(_("Écrivez la réponse en une phrase au moins."))
    complaint = row.complained_at is not None
    if complaint and outcome is None:
        raise UnableToTalk(_("Dites si la réclamation est acceptée, en partie, ou non."))
    if outcome in (Outcome.DENIED, Outcome.IN_PART):
        said = f"{said}\n\n{mediator_sentence()}"
    changes = {"outcome": outcome.value} if complaint and outcome else {}
    move(row, Gesture.ANSWER, actor=actor, at=at, taken_by=staff, **changes)
    facts = {"outcome": outcome.value} if changes and outcome else {}
    add(row, Entry.ANSWER, actor=actor, at=at, words=said, documents=documents, facts=facts)
    _remember(row, actor, at, "une réponse est partie", seen_by_owner=True)
    tell(
        row,
        News.ANSWERED,
        _("Une réponse vous attend"),
        [_("Un conseiller a répondu à votre message.")],
        listed=[said],
        actor=actor,
        at=at,
    )
    return row


@transaction.atomic
def note(*, thread: Thread, words: str, actor: Actor, at: datetime) -> Thread:
    """A note for advisers alone: a call, what was found out."""
    row = held(thread)
    staff_of(actor)
    if not words.strip():
        raise UnableToTalk(_("Écrivez ce qui a été dit."))
    add(row, Entry.NOTE, actor=actor, at=at, words=words.strip(), visible=False)
    save(row)
    _remember(row, actor, at, "note ajoutée")
    return row


@transaction.atomic
def renew_promise(*, thread: Thread, actor: Actor, at: datetime) -> bool:
    """Promise a new day, in writing, on the last day of the old one. Whether it was renewed."""
    row, today = held(thread), date_in_paris(at)
    if row.state not in WITH_US or row.promised_on > today:
        return False
    before = row.promised_on
    save(row, promised_on=promise(at))
    add(
        row, Entry.RENEWED, actor=actor, at=at,
        facts={"before": before.isoformat(), "promised_on": row.promised_on.isoformat()},
    )  # fmt: skip
    _remember(row, actor, at, "nouvelle date de réponse", seen_by_owner=True)
    tell(
        row,
        News.PROMISE_RENEWED,
        _("Votre réponse prend plus de temps que promis"),
        [
            _("Nous avions promis une réponse pour le %(day)s. Nous ne l’avons pas encore.")
            % {"day": day_in_words(before)},
            _("Elle viendra au plus tard le %(day)s.") % {"day": day_in_words(row.promised_on)},
        ],
        actor=actor,
        at=at,
    )
    return True


def renew_promises(*, actor: Actor, at: datetime) -> int:
    """Every promise whose last day is today or gone. How many were renewed."""
    due = Thread.objects.filter(state__in=codes(WITH_US), promised_on__lte=date_in_paris(at))
    return _each(due, lambda one: renew_promise(thread=one, actor=actor, at=at))


@transaction.atomic
def close(*, thread: Thread, actor: Actor, at: datetime) -> Thread:
    """Nothing is left to say; answering opens it again, for 60 days."""
    row = held(thread)
    move(row, Gesture.CLOSE, actor=actor, at=at)
    add(row, Entry.CLOSED, actor=actor, at=at)
    _remember(row, actor, at, "clos", seen_by_owner=True)
    return row


def close_what_is_answered(*, actor: Actor, at: datetime) -> int:
    """Those that were answered 30 days ago, without a word since."""
    old = Thread.objects.filter(state=State.ANSWERED, state_since__lt=at - CLOSED_AFTER)
    return _each(old, lambda one: bool(close(thread=one, actor=actor, at=at)))


def _remember(
    row: Thread, actor: Actor, at: datetime, what: str, *, seen_by_owner: bool = False
) -> None:
    record(
        events.MESSAGE if seen_by_owner else events.HANDLED,
        actor=actor, at=at, person=row.person_id, subject=f"thread:{row.pk}",
        reference=row.reference, what=what,
    )  # fmt: skip


def _each(found: Iterable[Thread], gesture: Callable[[Thread], bool]) -> int:
    """*gesture* on each, in a transaction of its own; those that fail are raised at the end."""
    count, failures = 0, []
    for one in list(found):
        try:
            count += gesture(one)
        except Exception as error:
            failures.append(error)
    if failures:
        raise ExceptionGroup("messages that could not be followed", failures)
    return count
