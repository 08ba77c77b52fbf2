"""Reading the documents that somebody was issued."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet, UUIDField
from django.utils.text import slugify

from espace_client.documents import receipts
from espace_client.documents.models import IssuedDocument, Receipt, Withdrawal, sealed_for
from espace_client.documents.readers import Reader, Role
from espace_client.documents.rules import can_be_had
from espace_client.documents.shown import opened_sections
from espace_client.statements.built_once import BuiltOnce, Given

_SHAPES = 64  # statements kept: the rule says another one each day, so old ones go


@dataclass(frozen=True, slots=True)
class Listed:
    """One document as pages show it; its PDF stays where it is."""

    id: UUID
    kind: str
    title: str
    number: str
    issued_at: datetime
    size: int
    facts: dict[str, Any]
    shown: bytes
    proof: str = ""
    valid_until: date | None = None
    withdrawn_at: datetime | None = None
    withdrawn_because: str = ""
    ends_with_validity: bool = False

    def can_be_had(self, on: date) -> bool:
        """Whether its PDF may still be downloaded."""
        return can_be_had(
            ends_with_validity=self.ends_with_validity,
            valid_until=self.valid_until,
            withdrawn=self.withdrawn_at is not None,
            on=on,
        )

    @property
    def because(self) -> str:
        """Why it was withdrawn: « il contenait une erreur »."""
        return str(Withdrawal(self.withdrawn_because).label) if self.withdrawn_at else ""

    @property
    def kilobytes(self) -> int:
        """The size as a person reads it, never 0."""
        return max(1, round(self.size / 1000))

    @property
    def about(self) -> str:
        """For whom and when: « Pour Jeanne Martin, au 1er mars 2022 »."""
        said: str = self.facts["about"]
        return said[:1].upper() + said[1:]

    @property
    def sections(self) -> list[dict[str, Any]]:
        """What it says, each cell of a row with the name of its column, as narrow screens need."""
        found = opened_sections(self.shown, document=self.id)
        return [{**section, **_named(section["table"] or {})} for section in found]


_COLUMNS = (
    *("id", "kind", "title", "number", "issued_at", "size", "facts", "shown"),
    *("proof", "valid_until", "withdrawn_at", "withdrawn_because"),
    "ends_with_validity",
)


def documents_to_withdraw(person: UUID, *, last: int, on: date) -> list[Listed]:
    """For the insurer's people, that they exist and not their PDF: the documents of *person* that
    still stand on that day, however old (an old one is stolen too), and the *last* ones whatever
    has become of them. The newest first; one query."""
    mine = IssuedDocument.objects.belonging_to(person).order_by("-issued_at", "number")
    newest = Q(pk__in=mine.values("pk")[:last])
    rows = mine.filter(newest | Q(pk__in=mine.standing(on=on).values("pk")))
    return [Listed(*row) for row in rows.values_list(*_COLUMNS)]


def issued_document(document: UUID) -> IssuedDocument | None:
    """A document of anybody, without its PDF: for the insurer's people, in the file it is in."""
    return IssuedDocument.objects.filter(pk=document).defer("content").first()


def document_of(reader: Reader, document: UUID, *, kind: str = "") -> Listed | None:
    """One document, of that *kind* if one is named; None if it is not for *reader*."""
    found = IssuedDocument.objects.readable_by(reader).filter(pk=document)
    if kind:
        found = found.filter(kind=kind)
    row = found.values_list(*_COLUMNS).first()
    return Listed(*row) if row else None


@dataclass(frozen=True, slots=True)
class Kept:
    """A document's PDF under the name it is saved as; `content` is None once it cannot be had."""

    title: str
    name: str
    content: bytes | None


def pdf_of(
    reader: Reader, document: UUID, *, kind: str = "", without_more: bool = False
) -> Kept | None:
    """The PDF of a document, of that *kind* if one is named: the kept bytes, nothing is made again.
    None if it is not for *reader*, or *without_more* if it says more than a page (a NIR)."""
    row = _kept(reader.role, kind, without_more).first(space=reader.space, document=document)
    if row is None:
        return None
    title, number, content, ends_with_validity, valid_until, withdrawn_at = row
    name = f"{slugify(title.replace('’', ' '))}-{number}.pdf"
    if not can_be_had(
        ends_with_validity=ends_with_validity,
        valid_until=valid_until,
        withdrawn=withdrawn_at is not None,
        on=reader.on,
    ):
        return Kept(title, name, None)
    opened = settings.SEALING_KEYS.unseal_bytes(bytes(content), bound_to=sealed_for(document))
    return Kept(title, name, opened)


@lru_cache(maxsize=_SHAPES)
def _kept(role: Role, kind: str, without_more: bool) -> BuiltOnce[Any]:
    """The kept PDF of one document, and whether it can still be had."""
    return BuiltOnce(lambda: _kept_rows(role, kind, without_more))


def _kept_rows(role: Role, kind: str, without_more: bool) -> QuerySet[Any, Any]:
    mine = IssuedDocument.objects.readable_as(Given("space", UUIDField()), role)
    mine = mine.filter(pk=Given("document", UUIDField()))
    if kind:
        mine = mine.filter(kind=kind)
    if without_more:
        mine = mine.filter(says_more=False)
    return mine.values_list(
        "title", "number", "content", "ends_with_validity", "valid_until", "withdrawn_at"
    )


def _named(table: dict[str, Any]) -> dict[str, list[tuple[Any, ...]]]:
    """The head of a table, its rows and its row of sums: each cell with the name of its column, and
    whether it is an amount. A document that was kept before tables had sums has none."""
    if not table:
        return {}
    texts = len(table["head"]) - table.get("amounts", 0)
    head = [(name, at >= texts) for at, name in enumerate(table["head"])]
    sums = [table["foot"]] if table.get("foot") else []
    return {
        "head": head,
        "rows": [_named_row(row, head) for row in table["rows"]],
        "foot": [_named_row(row, head) for row in sums],
    }


def _named_row(row: list[str], head: list[tuple[str, bool]]) -> tuple[Any, ...]:
    cells = zip(head[1:], row[1:], strict=True)
    return row[0], [(name, cell, end) for (name, end), cell in cells]


def first_broken_receipt() -> Receipt | None:
    """The first receipt that does not follow the one before, or that was changed; None when the
    chain is whole. The very last one taken out shows in the trail alone (docs/verification.md)."""
    previous = receipts.START
    for one in Receipt.objects.order_by("id").iterator():
        if bytes(one.previous) != previous or receipts.seal_of(one.line.encode()) != bytes(
            one.seal
        ):
            return one
        previous = bytes(one.seal)
    return None


def receipts_about(person: UUID, reference: str) -> list[IssuedDocument]:
    """The receipts that *person* has of one thing, the first one first. One query."""
    told = Receipt.objects.filter(document__person=person, line__contains=f'"{reference}"')
    told = told.select_related("document").defer("document__content")
    return [one.document for one in told.order_by("id")]
