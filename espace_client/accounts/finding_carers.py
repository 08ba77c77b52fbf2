"""Finding the accesses that somebody gave, holds, or is invited to."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from espace_client.audit.queries import Line, lines_of
from espace_client.kernel.clock import date_in_paris
from espace_client.members.models import Delegation
from espace_client.members.rights import LABELS, in_words


@dataclass(frozen=True, slots=True)
class SeenAccess:
    """One access as a page shows it."""

    access: Delegation
    waits: bool
    in_force: bool

    @property
    def functions(self) -> list[str]:
        """What it opens, in words."""
        return [str(label) for right, label in LABELS.items() if right in self.access.rights]

    @property
    def in_words(self) -> str:
        """The same in one line."""
        return in_words(self.access.rights)

    @property
    def carer(self) -> str:
        """Who helps: the name of their account, or the one that the giver wrote."""
        return str(self.access.carer) if self.access.carer else self.access.carer_name


def accesses_given_by(person: UUID, *, on: date) -> list[SeenAccess]:
    """The accesses that *person* has given and nobody has ended, the newest first. One query."""
    given = Delegation.objects.not_ended().filter(giver=person)
    return [_seen(one, on) for one in given.select_related(*_WHOLE).order_by("-created_at")]


def accesses_held_by(person: UUID, *, on: date) -> list[SeenAccess]:
    """Those whom *person* helps on that day, by name. One query."""
    held = Delegation.objects.in_force(on).filter(carer=person).select_related(*_WHOLE)
    return sorted((_seen(one, on) for one in held), key=lambda one: str(one.access.giver))


def access_given_by(person: UUID, access: UUID, *, on: date) -> SeenAccess | None:
    """One access that *person* gave, ended or not."""
    found = Delegation.objects.filter(giver=person, pk=access).select_related(*_WHOLE).first()
    return _seen(found, on) if found else None


def access_held_by(person: UUID, access: UUID, *, on: date) -> Delegation | None:
    """One access that *person* holds, in force on that day."""
    held = Delegation.objects.in_force(on).filter(carer=person, pk=access)
    return held.select_related(*_WHOLE).first()


def access_of(person: UUID, access: UUID) -> Delegation | None:
    """One access that *person* gave or holds, that nobody has ended."""
    either = Q(giver=person) | Q(carer=person)
    live = Delegation.objects.not_ended().filter(either, pk=access)
    return live.select_related(*_WHOLE).first()


def helps_somebody(person: UUID, *, on: date) -> bool:
    """Whether *person* holds an access in force: that opens an account, too."""
    return Delegation.objects.in_force(on).filter(carer=person).exists()


def access_awaiting(person: UUID, at: datetime) -> Delegation | None:
    """The access that *person*, who came with a code on paper, takes once the mailbox they typed is
    proved: by its link and that code again."""
    waiting = Delegation.objects.not_ended().filter(carer=person, accepted_at__isnull=True)
    found = waiting.select_related(*_WHOLE).first()
    return found if found and may_be_accepted(found, at, on=date_in_paris(at)) else None


def what_carers_did(access: Delegation) -> list[Line]:
    """What the carer has done in the space, the newest first, in plain words."""
    if access.carer_id is None:
        return []
    return lines_of(access.giver_id, by=access.carer_id, but="delivery.", limit=50)


def access_of_secret(secret_hash: bytes) -> Delegation | None:
    """The invitation whose secret this is, working or not. None: it was never genuine."""
    found = Delegation.objects.filter(secret_hash=secret_hash)
    return found.select_related(*_WHOLE).first()


def may_be_accepted(access: Delegation, at: datetime, *, on: date) -> bool:
    """Whether its invitation still works, and there is a day left to help."""
    late = access.last_day is not None and access.last_day < on
    return access.invitation_works(at) and not late and access.giver.died_on is None


_WHOLE = ("giver", "carer", "guardianship")


def _seen(access: Delegation, on: date) -> SeenAccess:
    last = access.last_day
    in_force = access.is_live and access.accepted_at is not None and (last is None or on <= last)
    return SeenAccess(access, access.is_live and access.accepted_at is None, in_force)
