"""What was issued to somebody and what was sent to them, read as one list.

Two rooms keep them, documents and delivery; one statement reads both in their order, by key, so
that a page costs the same whatever their number.
"""

from datetime import datetime
from itertools import groupby
from typing import Any
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
    Value,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, ExtractYear

from espace_client.delivery.keeping import messages_kept_for
from espace_client.delivery.models import Parcel, Via
from espace_client.documents.kinds import OTHER, named_kinds
from espace_client.documents.models import IssuedDocument
from espace_client.documents.readers import Reader
from espace_client.home.papers import A_PAGE, DOCUMENT, SENT, Paper, Papers, Wanted, kinds_in_words
from espace_client.kernel.clock import PARIS

type _Rows = QuerySet[Any, Any]


def papers_of(reader: Reader, *, chosen: Wanted) -> Papers:
    """What the owner of a space was issued and was sent, as far as *reader* may read it, the newest
    first, by year. Two queries.

    A carer reads it without the messages of how its owner comes in and whom else they let in, which
    no right gives.
    """
    documents = IssuedDocument.objects.readable_by(reader)
    messages = _readable(reader)
    found = [Paper(*row) for row in _chosen(documents, messages, chosen)]
    page = found[:A_PAGE]
    facets = _facets(documents, messages)
    return Papers(
        years=[
            (year, list(group))
            for year, group in groupby(page, key=lambda one: one.at.astimezone(PARIS).year)
        ],
        known_years=sorted({year for year, _kind in facets}, reverse=True),
        known_kinds=kinds_in_words(kind for _year, kind in facets),
        next_key=page[-1].key if len(found) > A_PAGE else "",
    )


def message_of(reader: Reader, message: UUID) -> Parcel | None:
    """A message that *reader* may read again (`papers_of`): None if it is not theirs."""
    return _readable(reader).filter(pk=message).first()


def letter_of(reader: Reader, letter: UUID) -> Parcel | None:
    """A letter that they may have as a PDF; None also for one that carried a code."""
    return _readable(reader).filter(pk=letter, via=Via.LETTER, credential=False).first()


def _readable(reader: Reader) -> _Rows:
    messages = messages_kept_for(reader.space)
    if reader.acting is None:
        return messages
    return messages.exclude(notice__startswith="accounts.")


def _chosen(documents: _Rows, messages: _Rows, chosen: Wanted) -> _Rows:
    """The rows of a page and one more, which says whether there is another page."""
    parts = []
    if chosen.kind not in SENT:
        if chosen.kind:
            named = Q(kind__in=named_kinds())
            documents = documents.filter(~named if chosen.kind == OTHER else Q(kind=chosen.kind))
        parts.append(_as_rows(_documents(documents), chosen))
    if chosen.kind in ("", *SENT):
        if chosen.kind:
            messages = messages.filter(via=chosen.kind)
        parts.append(_as_rows(_messages(messages), chosen))
    first, *others = parts
    return first.union(*others, all=True).order_by("-at", "-id")[: A_PAGE + 1] if others else first


_COLUMNS = (
    *("source", "id", "at", "kind_or_state", "words", "about", "reference_shown", "how_long"),
    *("was_credential", "withdrawn", "because", "replaced_by"),
)


def _as_rows(rows: _Rows, chosen: Wanted) -> _Rows:
    if chosen.year:
        first, last = (
            datetime(year, 1, 1, tzinfo=PARIS) for year in (chosen.year, chosen.year + 1)
        )
        rows = rows.filter(at__gte=first, at__lt=last)
    if chosen.after:
        at, identifier = chosen.after
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


def _facets(documents: _Rows, messages: _Rows) -> list[tuple[int, str]]:
    """The years and the kinds of everything that there is, whatever is chosen."""
    issued = documents.annotate(year=ExtractYear("issued_at", tzinfo=PARIS), of=F("kind"))
    sent = messages.annotate(year=ExtractYear("created_at", tzinfo=PARIS), of=F("via"))
    pairs = [rows.order_by().values_list("year", "of") for rows in (issued, sent)]
    return list(pairs[0].union(pairs[1]))
