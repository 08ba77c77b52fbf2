"""Letting a guardian in: from an open file, to the mailbox that the insurer holds of them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.accounts import events, notices, permissions
from espace_client.accounts.holding import hold_person
from espace_client.accounts.operations.giving_access import invite
from espace_client.accounts.telling_carers import tell
from espace_client.audit.operations import record
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.rights import Right
from espace_client.members.models import Carried, Delegation, Guardianship
from espace_client.members.rights import in_words


class UnableToOpenForGuardian(UnableTo):
    """This guardian cannot be let in now. The sentence says why."""


@transaction.atomic
def open_for_guardian(*, guardianship: Guardianship, actor: Actor, at: datetime) -> Delegation:
    """Invite the guardian of a measure in force, by a link of 24 hours to the e-mail of the file,
    to every function of the protected person's space, as long as the measure lasts. Invited
    already: the link leaves again. Raises UnableToOpenForGuardian or TooManyTries.
    """
    if not permissions.may_work_on_files(actor):
        raise UnableToOpenForGuardian(_("Seul un conseiller peut ouvrir cet accès."))
    hold_person(guardianship.person)
    person, today = guardianship.person, date_in_paris(at)
    if person.died_on or not guardianship.in_force(today):
        raise UnableToOpenForGuardian(_("Cette mesure n’est pas en cours."))
    if not guardianship.email:
        raise UnableToOpenForGuardian(_("Le dossier n’a pas d’adresse e-mail du représentant."))
    live = Delegation.objects.select_for_update(of=("self",)).select_related("giver")
    access = live.filter(guardianship=guardianship, ended_at__isnull=True).first()
    if access and access.accepted_at:
        raise UnableToOpenForGuardian(_("Ce représentant a déjà son accès."))
    access = access or _made(guardianship, actor=actor, at=at)
    access.carer_email = guardianship.email  # the file may have a newer one
    access.save(update_fields=["carer_email"])
    invite(access=access, actor=actor, at=at)
    return access


def _made(guardianship: Guardianship, *, actor: Actor, at: datetime) -> Delegation:
    access = Delegation(
        giver=guardianship.person,
        guardianship=guardianship,
        carer_name=guardianship.guardian_name,
        rights=[right.value for right in Right],
        start_on=guardianship.start_on,
        carried=Carried.EMAIL,
        secret_expires_at=at,
        created_at=at,
    )
    access.save()
    access.refresh_from_db()
    record(
        events.ACCESS_GIVEN,
        actor=actor,
        at=at,
        person=access.giver_id,
        subject=f"access:{access.pk}",
        name=access.carer_name,
        until=access.until_in_words,
        functions=in_words(access.rights),
    )
    told = (notices.ACCESS_GIVEN, notices.ACCESS_GIVEN_LETTER)
    tell(access.giver, told, access, actor=actor, at=at)
    return access
