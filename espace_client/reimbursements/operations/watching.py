"""Care that should reach us from the Sécurité sociale: declared once, looked for without a call."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.audit.operations import record
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.french import date_in_words
from espace_client.members.models import Person
from espace_client.reimbursements import events, notices
from espace_client.reimbursements.models import FlowWatch, Misfit, Reimbursement
from espace_client.reimbursements.operations.paying import note_misfit
from espace_client.reimbursements.rules import flow_by
from espace_client.reimbursements.telling import tell

_CLOSE = timedelta(days=1)
_OLDEST = timedelta(days=365)


@transaction.atomic
def watch_flow(*, person: Person, cared_on: date, actor: Actor, at: datetime) -> FlowWatch:
    """Look for what the Sécurité sociale pays for care of that day: should it not be there after
    ten working days, advisers look for it. Declared twice, it is watched once. Raises UnableTo for
    a day to come, or too long ago to be looked for so."""
    today = date_in_paris(at)
    if cared_on > today:
        raise UnableTo(_("Cette date n’est pas encore passée. Écrivez le jour du soin."))
    if cared_on < today - _OLDEST:
        raise UnableTo(_("Ce soin a plus d’un an : envoyez plutôt son décompte."))
    made, new = FlowWatch.objects.get_or_create(
        person=person,
        cared_on=cared_on,
        defaults={"declared_at": at, "due_on": flow_by(cared_on)},
    )
    if new:
        record(
            events.FLOW_WATCHED, actor=actor, at=at, person=person.pk,
            subject=f"flow:{made.pk}", day=cared_on.isoformat(),
        )  # fmt: skip
    return made


def look_for_flows(*, actor: Actor, at: datetime) -> int:
    """End the watches whose day is over: what came is noted, what did not is for advisers, and its
    person is told that they need do nothing. How many did not come."""
    today, missing = date_in_paris(at), 0
    keys = FlowWatch.objects.filter(ended_at=None, due_on__lt=today).values_list("pk", flat=True)
    for key in list(keys):
        missing += _ended(key, actor, at)
    return missing


@transaction.atomic
def _ended(key: UUID, actor: Actor, at: datetime) -> bool:
    row = FlowWatch.objects.select_for_update(skip_locked=True).filter(pk=key, ended_at=None)
    watch = row.select_related(None).first()
    if watch is None:  # another worker is at it
        return False
    around = (watch.cared_on - _CLOSE, watch.cared_on + _CLOSE)
    came = Reimbursement.objects.filter(person=watch.person_id, cared_on__range=around)
    watch.ended_at, watch.came = at, came.filter(basic__gt=0).exists()
    watch.save(update_fields=["ended_at", "came"])
    if watch.came:
        return False
    note_misfit(what=Misfit.NO_FLOW, watch=watch, at=at)
    _tell(watch, actor, at)
    return True


def _tell(watch: FlowWatch, actor: Actor, at: datetime) -> None:
    declared_on = date_in_words(date_in_paris(watch.declared_at))
    tell(
        watch.person, notices.FLOW_MISSING, notices.FLOW_MISSING_LETTER, once=watch.pk,
        context={"declared_on": declared_on}, actor=actor, at=at,
    )  # fmt: skip
