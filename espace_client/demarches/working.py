"""What advisers read of démarches: the queue by first promise, one in full, what was asked beside
the lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan

from espace_client.accounts.staff import StaffMember
from espace_client.demarches.deciding import Decision, proposal_of
from espace_client.demarches.detail import Happening, happening
from espace_client.demarches.models import AwaitedDocument, Demarche, codes
from espace_client.demarches.registry import kind_of, kinds
from espace_client.demarches.rules import OPEN, WITH_US, Gesture, State, gestures, is_late
from espace_client.demarches.wording import SHORT
from espace_client.kernel.moves import By

A_PAGE = 50
_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which démarches an adviser wants to see; empty: whatever an answer is owed to. `after` is the
    key of the last one that was shown."""

    kind: str = ""
    whose: str = ""
    after: tuple[date, UUID] | None = None


MINE, FREE, SECOND, AWAITED = "moi", "libres", "avis", "documents"
WHOSE = (MINE, FREE, SECOND, AWAITED)


@dataclass(frozen=True, slots=True)
class Queued:
    """One line of the queue: no word of care in it."""

    id: UUID
    reference: str
    kind: str
    person: str
    state: str
    promised_on: date
    late: bool
    taken_by: str
    wants_second: bool


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of the queue, and the key of the next one."""

    rows: Sequence[Queued]
    next_key: str


def queue(chosen: Chosen, *, staff: StaffMember, on: date, size: int = A_PAGE) -> Queue:
    """The démarches that were chosen, the first promise first, by key. One query."""
    rows = Demarche.objects.filter(_wanted(chosen, staff)).order_by("promised_on", "id")
    rows = rows.select_related("person", "taken_by").defer("answers")
    if chosen.kind:
        rows = rows.filter(kind=chosen.kind)
    if chosen.after:
        day, last = chosen.after
        key = Tuple(F("promised_on"), F("id"))
        rows = rows.filter(TupleGreaterThan(key, (day, last)))
    found = list(rows[: size + 1])
    shown = [_queued(one, on) for one in found[:size]]
    more = len(found) > size
    return Queue(shown, f"{shown[-1].promised_on.isoformat()}_{shown[-1].id}" if more else "")


def _wanted(chosen: Chosen, staff: StaffMember) -> Q:
    ours = Q(state__in=codes(WITH_US))
    match chosen.whose:
        case "moi":
            return ours & Q(taken_by=staff)
        case "libres":
            return ours & Q(taken_by=None)
        case "avis":
            proposed = Q(proposed_by__isnull=False, proposal__isnull=False)
            return Q(state__in=codes(OPEN)) & proposed & ~Q(proposed_by=staff)
        case "documents":
            return Q(state=State.DOCUMENTS_AWAITED)
    return ours


def _queued(one: Demarche, on: date) -> Queued:
    assert one.promised_on
    return Queued(
        id=one.pk,
        reference=one.reference,
        kind=str(kind_of(one.kind).label),
        person=str(one.person),
        state=str(SHORT[State(one.state)]),
        promised_on=one.promised_on,
        late=is_late(one.promised_on, on=on),
        taken_by=one.taken_by.full_name if one.taken_by else "",
        wants_second=bool(one.proposal),
    )


def kinds_to_choose() -> list[tuple[str, str]]:
    """Every kind, by its label."""
    return sorted(((one.code, str(one.label)) for one in kinds().values()), key=lambda k: k[1])


def demarche_by_id(identifier: UUID) -> Demarche | None:
    """A démarche that was sent, with whose it is."""
    sent = Demarche.objects.sent().select_related("person", "taken_by", "proposed_by")
    return sent.filter(pk=identifier).first()


def demarche_by_reference(reference: str) -> Demarche | None:
    """The one that bears it."""
    return Demarche.objects.sent().filter(reference=reference).first()


def whole_history_of(demarche: Demarche) -> list[Happening]:
    """Everything that happened, what its owner does not read included, the newest first."""
    kind = kind_of(demarche.kind)
    return [happening(one, kind) for one in reversed(demarche.events.all())]


def possible(demarche: Demarche) -> frozenset[Gesture]:
    """What an adviser may do to it now."""
    return frozenset(gestures(State(demarche.state), By.ADVISER))


def proposed(demarche: Demarche) -> Decision | None:
    """The decision that waits for a second adviser."""
    return proposal_of(demarche)


def asked_beside_the_lists() -> list[AwaitedDocument]:
    """Documents that no list names, with the reason of the supervisor who asked; the newest
    first."""
    beside = AwaitedDocument.objects.filter(listed=False)
    rows = beside.select_related("demarche__person", "override_by").defer("demarche__answers")
    return list(rows.order_by("-asked_at", "-pk")[:_SHOWN])
