"""The step of a verb that puts an end to an access: its date, why, and who is told."""

from datetime import datetime

from espace_client.accounts import events, notices
from espace_client.accounts.telling_carers import tell
from espace_client.audit.operations import record
from espace_client.kernel.actors import Actor
from espace_client.members.models import Delegation, Ending, Person


def close_given_since(giver: Person, since: datetime, *, actor: Actor, at: datetime) -> None:
    """Put an end to every access that *giver*, who is held, has given since then, accepted or not;
    not to what a judge decided. Both are told."""
    given = Delegation.objects.not_ended().filter(
        giver=giver, created_at__gte=since, guardianship__isnull=True
    )
    for access in given.select_for_update(of=("self",)).select_related("giver", "carer"):
        close(access, Ending.GIVER, actor=actor, at=at)


def close(
    access: Delegation, why: Ending, *, actor: Actor, at: datetime, silent: bool = False
) -> None:
    """Put an end to *access*, which is held; both are told, unless another takes its place."""
    access.ended_at, access.ending = at, why
    access.save(update_fields=["ended_at", "ending"])
    carer, subject = access.carer, f"access:{access.pk}"
    said = str(why.label)
    reason = said[:1].lower() + said[1:]
    name = str(carer) if carer else access.carer_name
    record(
        events.ACCESS_ENDED,
        actor=actor, at=at, person=access.giver_id, subject=subject, name=name, why=reason,
    )  # fmt: skip
    if carer:
        record(
            events.HELP_ENDED,
            actor=actor, at=at, person=carer.pk, subject=subject,
            name=str(access.giver), why=reason,
        )  # fmt: skip
    if silent or why is Ending.UNUSED:
        return
    told = (notices.ACCESS_ENDED, notices.ACCESS_ENDED_LETTER)
    tell(access.giver, told, access, actor=actor, at=at, why=reason)
    if carer:
        told = (notices.HELP_ENDED, notices.HELP_ENDED_LETTER)
        tell(carer, told, access, actor=actor, at=at, why=reason)
