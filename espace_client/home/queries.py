"""What was issued to somebody and what was sent to them, read as one list.

Two rooms keep them, documents and delivery; one statement reads both in their order, by key, so
that a page costs the same whatever their number. Each shape of it is put together once.
"""

from datetime import datetime
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import (
    BooleanField,
    CharField,
    DateTimeField,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, ExtractYear

from espace_client.delivery.keeping import messages_kept_for
from espace_client.delivery.models import Parcel, Via
from espace_client.delivery.notices import for_carers
from espace_client.documents.kinds import OTHER, named_kinds
from espace_client.documents.models import IssuedDocument
from espace_client.documents.readers import Reader, Role
from espace_client.home.papers import A_PAGE, DOCUMENT, SENT, Paper, Papers, Wanted, kinds_in_words
from espace_client.kernel.clock import PARIS
from espace_client.statements.built_once import BuiltOnce, Given

type _Rows = QuerySet[Any, Any]

_DOCUMENTS, _SENT = "documents", "sent"  # of one kind, which is given
_SPACE = Given("space", UUIDField())
_SHAPES = 64  # statements kept: the rule says another one each day, so old ones go


class _Asked(NamedTuple):
    """The shape of what is asked: all that makes another statement of it."""

    role: Role
    of: str  # _DOCUMENTS, _SENT, OTHER, or "" for everything
    of_a_year: bool
    going_on: bool


def papers_of(reader: Reader, *, chosen: Wanted) -> Papers:
    """What the owner of a space was issued and was sent, as far as *reader* may read it, the newest
    first, by year. Two queries.

    A carer reads it without the messages of how its owner comes in and whom else they let in, which
    no right gives.
    """
    asked = _Asked(reader.role, _of(chosen), bool(chosen.year), chosen.after is not None)
    given = {"space": reader.space, "kind": chosen.kind, **_bounds(chosen)}
    found = [Paper(*row) for row in _chosen(asked).all(**given)]
    page = found[:A_PAGE]
    facets = _facets(reader.role).all(space=reader.space)
    return Papers(
        years=[
            (year, list(group))
            for year, group in groupby(page, key=lambda one: one.at.astimezone(PARIS).year)
        ],
        known_years=sorted({year for year, _kind in facets}, reverse=True),
        known_kinds=kinds_in_words(kind for _year, kind in facets),
        next_key=page[-1].key if len(found) > A_PAGE else "",
    )


def _of(chosen: Wanted) -> str:
    if chosen.kind in SENT:
        return _SENT
    return chosen.kind if chosen.kind in ("", OTHER) else _DOCUMENTS


def message_of(reader: Reader, message: UUID) -> Parcel | None:
    """A message that *reader* may read again (`papers_of`): None if it is not theirs."""
    return _messages_of(reader.space, reader.role).filter(pk=message).first()


def letter_of(reader: Reader, letter: UUID) -> Parcel | None:
    """A letter that they may have as a PDF; None also for one that carried a code."""
    messages = _messages_of(reader.space, reader.role)
    return messages.filter(pk=letter, via=Via.LETTER, credential=False).first()


def _messages_of(space: UUID | Given, role: Role) -> _Rows:
    messages = messages_kept_for(space)
    return messages.filter(notice__in=for_carers()) if role.carer else messages


def _bounds(chosen: Wanted) -> dict[str, Any]:
    """The moments between which the papers lie, and the last one that was shown."""
    bounds: dict[str, Any] = {}
    if chosen.year:
        first, last = (
            datetime(year, 1, 1, tzinfo=PARIS) for year in (chosen.year, chosen.year + 1)
        )
        bounds |= {"first": first, "last": last}
    if chosen.after:
        bounds |= dict(zip(("after", "after_id"), chosen.after, strict=True))
    return bounds


@lru_cache(maxsize=_SHAPES)
def _chosen(asked: _Asked) -> BuiltOnce[Any]:
    """The rows of a page and one more, which says whether there is another page."""
    return BuiltOnce(lambda: _page_of(asked))


def _page_of(asked: _Asked) -> _Rows:
    parts = []
    if asked.of != _SENT:
        documents = IssuedDocument.objects.readable_as(_SPACE, asked.role)
        if asked.of == OTHER:
            documents = documents.filter(~Q(kind__in=named_kinds()))
        elif asked.of:
            documents = documents.filter(kind=Given("kind", CharField()))
        parts.append(_as_rows(_documents(documents), asked))
    if asked.of in ("", _SENT):
        messages = _messages_of(_SPACE, asked.role)
        if asked.of:
            messages = messages.filter(via=Given("kind", CharField()))
        parts.append(_as_rows(_messages(messages), asked))
    first, *others = parts
    return first.union(*others, all=True).order_by("-at", "-id")[: A_PAGE + 1] if others else first


_COLUMNS = (
    *("source", "id", "at", "kind_or_state", "words", "about", "reference_shown", "how_long"),
    *("was_credential", "withdrawn", "because", "replaced_by"),
)


def _as_rows(rows: _Rows, asked: _Asked) -> _Rows:
    if asked.of_a_year:
        first, last = (Given(name, DateTimeField()) for name in ("first", "last"))
        rows = rows.filter(at__gte=first, at__lt=last)
    if asked.going_on:
        at, identifier = Given("after", DateTimeField()), Given("after_id", UUIDField())
        rows = rows.filter(Q(at__lt=at) | Q(at=at, id__lt=identifier))
    return rows.order_by("-at", "-id").values_list(*_COLUMNS)[: A_PAGE + 1]


def _documents(rows: _Rows) -> _Rows:
    newer = IssuedDocument.objects.filter(
        person=OuterRef("person"), version_of=OuterRef("version_of"),
        issued_at__gt=OuterRef("issued_at"),
    ).exclude(version_of="").order_by("-issued_at")  # fmt: skip
    return rows.annotate(
        source=_text(DOCUMENT),
        at=F("issued_at"),
        kind_or_state=F("kind"),
        words=F("title"),
        about=Coalesce(KT("facts__about"), _text(""), output_field=CharField()),
        reference_shown=F("number"),
        how_long=Cast("size", IntegerField()),
        was_credential=Value(False, BooleanField()),
        withdrawn=F("withdrawn_at"),
        because=F("withdrawn_because"),
        replaced_by=Coalesce(Subquery(newer.values("number")[:1]), _text("")),
    )


def _messages(rows: _Rows) -> _Rows:
    return rows.annotate(
        source=F("via"),
        at=F("created_at"),
        kind_or_state=F("state"),
        words=F("subject"),
        about=F("address"),
        reference_shown=F("reference"),
        how_long=Coalesce(Cast("pages", IntegerField()), 0),
        was_credential=F("credential"),
        withdrawn=Value(None, DateTimeField()),
        because=_text(""),
        replaced_by=_text(""),
    )


def _text(value: str) -> Value:
    return Value(value, CharField())


@lru_cache(maxsize=_SHAPES)
def _facets(role: Role) -> BuiltOnce[tuple[int, str]]:
    """The years and the kinds of everything that there is, whatever is chosen."""
    return BuiltOnce(lambda: _years_and_kinds(role))


def _years_and_kinds(role: Role) -> _Rows:
    documents = IssuedDocument.objects.readable_as(_SPACE, role)
    messages = _messages_of(_SPACE, role)
    issued = documents.annotate(year=ExtractYear("issued_at", tzinfo=PARIS), of=F("kind"))
    sent = messages.annotate(year=ExtractYear("created_at", tzinfo=PARIS), of=F("via"))
    pairs = [rows.order_by().values_list("year", "of") for rows in (issued, sent)]
    return pairs[0].union(pairs[1])
