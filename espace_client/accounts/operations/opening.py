"""Opening somebody's file on the desk, for a reason, and remembering each page read of it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.accounts import events, permissions
from espace_client.accounts.rules import FILES_AN_HOUR, OPENING_LASTS
from espace_client.accounts.staff import FileOpening, OpeningReason, StaffMember
from espace_client.audit.operations import record
from espace_client.kernel.actors import Actor
from espace_client.kernel.errors import UnableTo
from espace_client.members.models import Person


class UnableToOpenFile(UnableTo):
    """This adviser may not open a file now."""


def open_file(
    *, staff: StaffMember, person: Person, reason: OpeningReason, actor: Actor, at: datetime
) -> FileOpening:
    """Let *staff* read the file of *person* for half an hour.

    Raises UnableToOpenFile when they are no longer in post, or have opened sixty files within the
    hour (quality 2.5): that is remembered, for whoever must ask them why.
    """
    if not permissions.may_work_on_files(actor):
        raise UnableToOpenFile(_("Votre accès est fermé."))
    with transaction.atomic():
        StaffMember.objects.select_for_update().get(pk=staff.pk)  # two at once are counted
        recent = FileOpening.objects.filter(staff=staff, opened_at__gt=at - timedelta(hours=1))
        files = set(recent.values_list("person_id", flat=True))
        blocked = person.pk not in files and len(files) >= FILES_AN_HOUR
        if blocked:
            subject = f"staff:{staff.pk}"
            record(events.FILES_BLOCKED, actor=actor, at=at, subject=subject, files=len(files))
        else:
            opening = FileOpening.objects.create(
                staff=staff,
                person=person,
                reason=reason,
                opened_at=at,
                expires_at=at + OPENING_LASTS,
            )
            record(
                events.FILE_OPENED,
                actor=actor,
                at=at,
                person=person.pk,
                subject=f"opening:{opening.pk}",
                reason=OpeningReason(reason).label,
            )
    if blocked:
        raise UnableToOpenFile(
            _(
                "Vous avez ouvert {count} dossiers en une heure. Attendez, puis recommencez. Votre"
                " superviseur en est informé par le journal."
            ).format(count=FILES_AN_HOUR)
        )
    return opening


@transaction.atomic
def note_reading(*, opening: FileOpening, actor: Actor, at: datetime) -> None:
    """Remember one page of a file that was shown. The member reads this line."""
    record(
        events.FILE_READ,
        actor=actor,
        at=at,
        person=opening.person_id,
        subject=f"opening:{opening.pk}",
        reason=OpeningReason(opening.reason).label,
    )
