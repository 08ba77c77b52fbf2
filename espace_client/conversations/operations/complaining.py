"""A message becomes a complaint, because whoever wrote it wants so, in writing or by word of
mouth: its legal dates run from that day."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.audit.operations import record
from espace_client.conversations import events
from espace_client.conversations.models import Entry, Thread
from espace_client.conversations.moving import add, held, move, promise, save
from espace_client.conversations.notices import News
from espace_client.conversations.operations.writing import Written, write
from espace_client.conversations.rules import (
    WITH_US,
    Gesture,
    acknowledged_by,
    answered_by,
)
from espace_client.conversations.telling import tell
from espace_client.kernel.actors import Actor, Role, robot
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.french import date_in_words, day_in_words
from espace_client.members.models import Person

_ACKNOWLEDGING = robot("l’accusé de réception")


@transaction.atomic
def complain(*, thread: Thread, actor: Actor, at: datetime) -> Thread:
    """Make *thread* a complaint: acknowledged in writing at once, answered within two months. Twice
    is once."""
    row, today = held(thread), date_in_paris(at)
    if row.complained_at is not None:
        return row
    if row.state not in WITH_US:
        move(row, Gesture.FOLLOW_UP, actor=actor, at=at, promised_on=promise(at))
    answer_by = answered_by(today)
    save(
        row, complained_at=at, acknowledge_by=acknowledged_by(today), acknowledged_at=at,
        answer_by=answer_by, outcome="",
    )  # fmt: skip
    add(
        row, Entry.COMPLAINT, actor=actor, at=at,
        facts={"answer_by": answer_by.isoformat(), "told_by": _told_by(actor)},
    )  # fmt: skip
    facts = {"answer_by": answer_by.isoformat()}
    add(row, Entry.ACKNOWLEDGED, actor=_ACKNOWLEDGING, at=at, facts=facts)
    record(
        events.COMPLAINT, actor=actor, at=at, person=row.person_id, subject=f"thread:{row.pk}",
        reference=row.reference, day=date_in_words(answer_by),
    )  # fmt: skip
    tell(
        row,
        News.COMPLAINT,
        _("Nous avons bien reçu votre réclamation"),
        [
            _("Elle date du %(day)s, et porte la référence %(reference)s.")
            % {"day": date_in_words(today), "reference": row.reference},
            _("Nous vous répondons au plus tard le %(day)s.") % {"day": day_in_words(answer_by)},
            _("Sans réponse ce jour-là, ou si elle ne vous convient pas, vous pourrez saisir le"
              " médiateur, gratuitement."),
        ],
        actor=actor,
        at=at,
    )  # fmt: skip
    return row


@transaction.atomic
def complain_by_word(*, written: Written, person: Person, actor: Actor, at: datetime) -> Thread:
    """A complaint that an adviser heard on the telephone, or read in a letter: it counts as one
    that was written."""
    thread = write(written=written, person=person, actor=actor, at=at)
    return complain(thread=thread, actor=actor, at=at)


def _told_by(actor: Actor) -> str:
    return "adviser" if actor.role is Role.ADVISER else "member"
