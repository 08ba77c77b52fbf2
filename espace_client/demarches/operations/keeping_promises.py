"""What happens by itself, day after day: promises renewed before they are broken, reminders, what
is dropped or closed."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from espace_client.audit.operations import record
from espace_client.demarches import events
from espace_client.demarches.events import Told
from espace_client.demarches.models import Attachment, Demarche, codes
from espace_client.demarches.moving import held, move, note
from espace_client.demarches.notices import News
from espace_client.demarches.registry import answered_in
from espace_client.demarches.rules import (
    DECIDED,
    DRAFT_KEPT,
    DRAFT_REMINDED_AFTER,
    DROPPED_AFTER,
    OPEN,
    Gesture,
    State,
    promised,
    reminders_due,
)
from espace_client.demarches.telling import tell
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.french import date_in_words, day_in_words

_BATCH = 500


@transaction.atomic
def renew_promise(*, demarche: Demarche, actor: Actor, at: datetime) -> bool:
    """Promise a new day, in writing, on the last day of the old one: it is never silently broken.
    Whether it was renewed: not when an answer came meanwhile, or when its clock stands still."""
    row = held(demarche)
    today = date_in_paris(at)
    if row.state not in OPEN or row.stopped_on or not row.promised_on or row.promised_on > today:
        return False
    before, answer_by = row.promised_on, promised(today, working_days=answered_in(row.kind))
    note(
        row,
        Told.RENEWED,
        actor=actor,
        at=at,
        facts={"before": before.isoformat(), "promised_on": answer_by.isoformat()},
        promised_on=answer_by,
    )
    record(
        events.PROMISE_RENEWED, actor=actor, at=at, person=row.person_id,
        subject=f"demarche:{row.pk}", reference=row.reference, day=date_in_words(answer_by),
    )  # fmt: skip
    tell(
        row,
        News.PROMISE_RENEWED,
        _("Votre réponse prend plus de temps que promis"),
        [
            _("Nous avions promis une réponse pour le %(before)s. Nous ne l’avons pas encore.")
            % {"before": day_in_words(before)},
            _("Elle viendra au plus tard le %(day)s. Vous n’avez rien à faire.")
            % {"day": day_in_words(answer_by)},
        ],
        actor=actor,
        at=at,
    )
    return True


def renew_promises(*, actor: Actor, at: datetime) -> int:
    """Renew every promise whose last day is today or gone. Each in a transaction of its own: one
    that fails stops none of the others. How many were renewed."""
    due = Demarche.objects.filter(
        state__in=codes(OPEN), promised_on__lte=date_in_paris(at), stopped_on=None
    )
    return _each(due, lambda one: renew_promise(demarche=one, actor=actor, at=at))


@transaction.atomic
def remind_of_documents(*, demarche: Demarche, actor: Actor, at: datetime) -> bool:
    """Remind its owner of the documents that are awaited: 7, 21 and 45 days after they were asked
    for. After a stop of the worker, one reminder leaves and not three."""
    row = held(demarche)
    if row.state != State.DOCUMENTS_AWAITED or row.asked_at is None:
        return False
    due = reminders_due(row.asked_at, at=at)
    if row.reminders >= due:
        return False
    wanted = row.awaited.filter(given_at=None)
    last_day = day_in_words(date_in_paris(row.asked_at + DROPPED_AFTER))
    note(row, Told.REMINDED, actor=actor, at=at, reminders=due)
    tell(
        row,
        News.REMINDER,
        _("Nous attendons encore quelque chose de vous"),
        [_("Sans nouvelles de vous le %(day)s, nous classerons la demande.") % {"day": last_day}],
        listed=[f"{one.label} : {one.why}" for one in wanted],
        actor=actor,
        at=at,
    )
    return True


def remind_all_of_documents(*, actor: Actor, at: datetime) -> int:
    """The reminders that are due."""
    waiting = Demarche.objects.filter(state=State.DOCUMENTS_AWAITED)
    return _each(waiting, lambda one: remind_of_documents(demarche=one, actor=actor, at=at))


@transaction.atomic
def drop(*, demarche: Demarche, actor: Actor, at: datetime) -> bool:
    """Drop one whose documents have not come in 60 days (M7). Its owner may reopen it."""
    row = held(demarche)
    if row.state != State.DOCUMENTS_AWAITED or not row.asked_at:
        return False
    if at - row.asked_at < DROPPED_AFTER:
        return False
    move(row, Gesture.DROP, actor=actor, at=at, stopped_on=None)
    tell(
        row,
        News.DROPPED,
        _("Votre demande est classée"),
        [
            _("Le document attendu n’est pas arrivé en 60 jours. Rien n’est perdu."),
            _("Vous pouvez la rouvrir dans votre espace, ou en nous appelant."),
        ],
        actor=actor,
        at=at,
    )
    return True


def drop_what_is_silent(*, actor: Actor, at: datetime) -> int:
    """Those whose documents have not come."""
    silent = Demarche.objects.filter(
        state=State.DOCUMENTS_AWAITED, asked_at__lte=at - DROPPED_AFTER
    )
    return _each(silent, lambda one: drop(demarche=one, actor=actor, at=at))


@transaction.atomic
def remind_of_draft(*, demarche: Demarche, actor: Actor, at: datetime) -> bool:
    """Remind once, after three days, that something was begun and not sent."""
    row = held(demarche)
    if row.state != State.DRAFT or row.reminders or at - row.started_at < DRAFT_REMINDED_AFTER:
        return False
    row.reminders = 1
    row.save(update_fields=["reminders"])
    tell(
        row,
        News.DRAFT,
        _("Vous avez commencé une demande"),
        [_("Elle n’est pas encore envoyée. Ce que vous avez écrit est gardé dans votre espace.")],
        actor=actor,
        at=at,
        once="draft",
    )
    return True


def remind_of_drafts(*, actor: Actor, at: datetime) -> int:
    """The drafts of three days."""
    old = Demarche.objects.filter(
        state=State.DRAFT, reminders=0, started_at__lte=at - DRAFT_REMINDED_AFTER
    )
    return _each(old, lambda one: remind_of_draft(demarche=one, actor=actor, at=at))


@transaction.atomic
def forget_old_drafts(*, at: datetime) -> int:
    """Drafts that nobody came back to in 60 days, with what was written in them."""
    old = Demarche.objects.filter(state=State.DRAFT, started_at__lte=at - DRAFT_KEPT)
    keys = list(old.select_for_update(skip_locked=True).values_list("pk", flat=True)[:_BATCH])
    Attachment.objects.filter(demarche__in=keys).delete()
    count, _detail = Demarche.objects.filter(pk__in=keys, state=State.DRAFT).delete()
    return count


@transaction.atomic
def close_decided(*, demarche: Demarche, actor: Actor, at: datetime) -> bool:
    """Close one whose decision cannot be contested any more. Its last step stays with it. One that
    waits for its money stays open: advisers look for it (`watch_transfers`)."""
    row = held(demarche)
    if row.owed is not None and row.state != State.REFUSED:
        return False
    if row.state not in DECIDED or not row.contest_until or row.contest_until >= date_in_paris(at):
        return False
    move(row, Gesture.CLOSE, actor=actor, at=at)
    return True


def close_what_is_decided(*, actor: Actor, at: datetime) -> int:
    """Those whose two months are over."""
    over = Demarche.objects.filter(Q(state__in=codes(DECIDED)), contest_until__lt=date_in_paris(at))
    return _each(over, lambda one: close_decided(demarche=one, actor=actor, at=at))


def _each(found: Iterable[Demarche], gesture: Callable[[Demarche], bool]) -> int:
    """*gesture* on each row that was found, those that fail kept for the next time and raised at
    the end."""
    count, failures = 0, []
    for one in list(found):
        try:
            count += gesture(one)
        except Exception as error:
            failures.append(error)
    if failures:
        raise ExceptionGroup("démarches that could not be followed", failures)
    return count
