"""Some weeks before the space of somebody who left closes, they are told."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from espace_client.accounts import events, notices, sending
from espace_client.accounts.models import OPEN_STATES, Account
from espace_client.audit.operations import record
from espace_client.contracts.law_in_force import law
from espace_client.contracts.leaving import departure_of, people_whose_covers_ended
from espace_client.contracts.queries import number_of
from espace_client.delivery.operations import post
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.french import date_in_words
from espace_client.members.queries import as_recipient


def announce_closings(*, actor: Actor, at: datetime) -> int:
    """Tell whoever has an account that their space closes within `leaving.closing_notice` days:
    once, by e-mail, else by letter. How many were told.

    Each has a transaction of its own: cut anywhere, the next night goes on. A night that was missed
    is made up for, as long as the space is still open.
    """
    on = date_in_paris(at)
    before = timedelta(days=int(law().value("leaving.closing_notice", on).amount))
    found = people_whose_covers_ended(readable_on=on, closed_on=on + before)
    accounts = Account.objects.filter(
        person__in=found, person__died_on__isnull=True, state__in=OPEN_STATES
    )
    told = 0
    for identifier in list(accounts.values_list("pk", flat=True)):
        told += _announce(identifier, on=on, until=on + before, actor=actor, at=at)
    return told


@transaction.atomic
def _announce(identifier: UUID, *, on: date, until: date, actor: Actor, at: datetime) -> bool:
    account = Account.objects.select_related("person").get(pk=identifier)
    person = account.person
    left = departure_of(person.pk, on=on)
    if left is None or not on <= left.readable_until < until:  # another cover goes on
        return False
    to = as_recipient(person, number=number_of(person), email=account.email)
    notice = notices.CLOSING if to.email else notices.CLOSING_LETTER
    if not to.email and not sending.can_be_written_to(to):
        return False
    parcel = post(
        notice,
        to=to,
        actor=actor,
        at=at,
        once_key=f"{notices.CLOSING.code}:{person.pk}:{left.readable_until}",
        context={
            "ended_on": date_in_words(left.ended_on),
            "last_day": date_in_words(left.readable_until),
        },
    )
    if parcel is None:  # told already
        return False
    record(
        events.CLOSING_ANNOUNCED,
        actor=actor,
        at=at,
        person=person.pk,
        subject=f"account:{account.pk}",
        last_day=date_in_words(left.readable_until),
    )
    return True
