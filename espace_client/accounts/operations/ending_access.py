"""The end of an access: by either side, by its date, or by a death."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from espace_client.accounts import events, notices
from espace_client.accounts.holding import hold_person
from espace_client.accounts.models import Account
from espace_client.accounts.telling_carers import tell
from espace_client.audit.operations import record
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.errors import UnableTo
from espace_client.members.models import Delegation, Ending

_WHOLE = ("giver", "carer", "guardianship")


class UnableToEndAccess(UnableTo):
    """This person cannot end that access."""


@transaction.atomic
def end_access(*, access: Delegation, account: Account, actor: Actor, at: datetime) -> None:
    """Either of the two ends it, at once: at the next page nothing of it is open. Ended already:
    nothing happens. Raises UnableToEndAccess for what a judge decided."""
    hold_person(access.giver)
    live = Delegation.objects.select_for_update(of=("self",)).select_related(*_WHOLE)
    found = live.filter(
        Q(giver=account.person) | Q(carer=account.person), pk=access.pk, ended_at__isnull=True
    ).first()
    if found is None:
        return
    by_giver = found.giver_id == account.person_id
    if by_giver and found.guardianship:
        raise UnableToEndAccess(_("Un juge a décidé de cette mesure. Appelez-nous pour en parler."))
    close(found, Ending.GIVER if by_giver else Ending.CARER, actor=actor, at=at)


@transaction.atomic
def end_past_accesses(*, actor: Actor, at: datetime) -> None:
    """Note what its date or a death has already closed, and tell those it was about. An invitation
    that nobody answered in a month is forgotten."""
    today = date_in_paris(at)
    late = Q(end_on__lt=today) | Q(guardianship__end_on__lt=today)
    dead = Q(giver__died_on__lte=today) | Q(carer__died_on__lte=today)
    unused = Q(accepted_at__isnull=True, secret_expires_at__lt=at - timedelta(days=30))
    over = Delegation.objects.not_ended().filter(late | dead | unused).select_related(*_WHOLE)
    for access in over.select_for_update(of=("self",), skip_locked=True)[:1000]:
        died = access.giver.died_on or (access.carer and access.carer.died_on)
        if died and died <= today:
            why = Ending.DECEASED
        else:
            why = Ending.LAPSED if access.accepted_at else Ending.UNUSED
        close(access, why, actor=actor, at=at)


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
