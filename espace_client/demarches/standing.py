"""Reading where démarches stand, the old portal's among them: one statement for both tables.

A démarche may be about care, so each reads their own, and nobody those of somebody whom their
contract covers.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    Count,
    DateField,
    DateTimeField,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    UUIDField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, TruncDate

from espace_client.demarches.models import AwaitedDocument, Demarche, codes
from espace_client.demarches.rules import OVER, State, Turn, is_late
from espace_client.demarches.stated import Followed, Standing, followed, promise_in_words
from espace_client.demarches.taken_over import OLD_TURNS, OldKind, OldState, TakenOverRequest
from espace_client.kernel.clock import PARIS, date_in_paris
from espace_client.statements.built_once import BuiltOnce, Given

type _Rows = QuerySet[Any, Any]

MOST = 100  # on one page, which never grows without end
_SOME = 20  # open ones: nobody has more
_OLD = "old"
_PEOPLE = ArrayField(UUIDField())
_COLUMNS = (
    *("source", "id", "reference", "kind", "where", "since", "own_step", "facts", "until"),
    *("sent_on", "promised_on", "asked", "whom", "contest", "missing", "about"),
)
_OLD_PLACES = {
    OldState.RECEIVED: 2,
    OldState.IN_STUDY: 3,
    OldState.DOCUMENT_AWAITED: 3,
    OldState.OTHER_AWAITED: 3,
    OldState.ACCEPTED: 4,
    OldState.CLOSED: 5,
}


def _text(value: str) -> Value:
    return Value(value, TextField())


def _engine(rows: _Rows) -> _Rows:
    awaited = AwaitedDocument.objects.filter(demarche=OuterRef("pk"), given_at=None).order_by()
    missing = awaited.values("demarche").values(how_many=Count("*"))
    return rows.annotate(
        source=_text(""),
        where=F("state"),
        since=F("state_since"),
        own_step=F("step"),
        facts=Cast("step_facts", TextField()),
        until=F("step_until"),
        sent_on=TruncDate("sent_at", tzinfo=PARIS),
        asked=F("asked_at"),
        whom=F("awaited_from"),
        contest=F("contest_until"),
        missing=Coalesce(Subquery(missing), 0, output_field=IntegerField()),
        about=F("concerns"),
    ).values_list(*_COLUMNS)


def _old(rows: _Rows) -> _Rows:
    return rows.annotate(
        source=_text(_OLD),
        where=F("state"),
        since=Value(None, DateTimeField()),
        own_step=_text(""),
        facts=_text("{}"),
        until=Value(None, DateField()),
        sent_on=F("asked_on"),
        asked=Value(None, DateTimeField()),
        whom=_text(""),
        contest=Value(None, DateField()),
        missing=Value(0, IntegerField()),
        about=Cast(Value([], _PEOPLE), _PEOPLE),
    ).values_list(*_COLUMNS)


def _mine() -> tuple[_Rows, _Rows]:
    space = Given("person")
    return (
        _engine(Demarche.objects.in_space(space).sent()),
        _old(TakenOverRequest.objects.filter(person=space)),
    )


def _every() -> _Rows:
    """The newest that come after a place of the list, and one more that says there are others."""
    engine, old = _mine()
    many = MOST + 1
    first = engine.filter(_after("sent_on")).order_by("-sent_on", "reference")[:many]
    second = old.filter(_after("asked_on")).order_by("-asked_on", "reference")[:many]
    return first.union(second, all=True).order_by("-sent_on", "reference")[:many]


def _after(day: str) -> Q:
    last, reference = Given("day", DateField()), Given("reference", TextField())
    return Q(**{f"{day}__lt": last}) | Q(**{day: last, "reference__gt": reference})


def _open() -> _Rows:
    """Those for which something is still to come: not over, not refused."""
    engine, old = _mine()
    going = engine.filter(~Q(state__in=codes({*OVER, State.REFUSED, State.TRANSFER_SENT})))
    first = going.order_by("promised_on", "reference")[:_SOME]
    second = old.exclude(state=OldState.CLOSED).order_by("promised_on", "reference")[:_SOME]
    return first.union(second, all=True).order_by("promised_on", "reference")[:_SOME]


def _one() -> _Rows:
    engine, old = _mine()
    wanted = Given("pk")
    return engine.filter(pk=wanted).union(old.filter(pk=wanted), all=True)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the list: the last one that was shown."""

    day: date
    reference: str


NEWEST = Place(date.max, "")
_EVERY, _OPEN, _ONE = BuiltOnce(_every), BuiltOnce(_open), BuiltOnce(_one)


def every_one_of(person: UUID, *, on: date, after: Place = NEWEST) -> list[Followed]:
    """All requests of *person*, the newest first, from a place of the list on; one more than MOST
    where there are others. One query."""
    rows = _EVERY.all(person=person, day=after.day, reference=after.reference)
    return [_followed(row, on=on) for row in rows]


def open_ones_of(person: UUID, *, on: date) -> list[Followed]:
    """Those for which something is still to come, the first promise first. One query."""
    return [_followed(row, on=on) for row in _OPEN.all(person=person)]


def one_of(person: UUID, identifier: UUID, *, on: date) -> Followed | None:
    """One request of *person*; None if there is none, or if it is somebody else's."""
    row = _ONE.first(person=person, pk=identifier)
    return _followed(row, on=on) if row else None


def _followed(row: Sequence[Any], *, on: date) -> Followed:
    (source, identifier, reference, kind, state, since, step, facts, until, sent_on, promised_on,
     asked_at, awaited_from, contest_until, missing, about) = row  # fmt: skip
    if source == _OLD:
        return _taken_over(identifier, reference, kind, state, sent_on, promised_on, on)
    standing = Standing(
        kind=kind, state=State(state), state_since=since, step=step, step_facts=json.loads(facts),
        step_until=until, sent_on=sent_on, promised_on=promised_on, asked_at=asked_at,
        awaited_from=awaited_from, contest_until=contest_until, missing=missing, about=about,
    )  # fmt: skip
    return followed(identifier, reference, standing, on=on)


def _taken_over(
    identifier: UUID, reference: str, kind: str, state: str, asked_on: date, promised_on: date,
    on: date,
) -> Followed:  # fmt: skip
    stands = OldState(state)
    turn = OLD_TURNS[stands]
    over = turn is Turn.NOBODY
    return Followed(
        id=identifier,
        reference=reference,
        kind_code=kind,
        kind=str(OldKind(kind).label),
        state=str(stands.label),
        turn=turn,
        asked_on=asked_on,
        next_on=promised_on,
        said="" if over else promise_in_words(turn, promised_on, on=on),
        late=not over and is_late(promised_on, on=on),
        place=_OLD_PLACES[stands],
        was_taken_over=True,
    )


def standing_of(demarche: Demarche, *, missing: int | None = None) -> Standing:
    """The same of a row of the table that is at hand. One query, unless it is known how many
    documents are *missing*."""
    if missing is None:
        missing = demarche.awaited.filter(given_at=None).count()
    assert demarche.sent_at
    assert demarche.promised_on
    return Standing(
        kind=demarche.kind,
        state=State(demarche.state),
        state_since=demarche.state_since,
        step=demarche.step,
        step_facts=demarche.step_facts,
        step_until=demarche.step_until,
        sent_on=date_in_paris(demarche.sent_at),
        promised_on=demarche.promised_on,
        asked_at=demarche.asked_at,
        awaited_from=demarche.awaited_from,
        contest_until=demarche.contest_until,
        missing=missing,
        about=demarche.concerns,
    )
