"""The end of an access: by either side, by its date, or by a death."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from espace_client.accounts.closing_access import close
from espace_client.accounts.holding import hold_person
from espace_client.accounts.models import Account
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
