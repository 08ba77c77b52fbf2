"""What a document says, before it has a look: the same sections make the PDF and the page."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from espace_client.documents.proofs import Said


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns. The caption says what they are; `foot` is their sum, if they have
    one. `amounts`: how many of the last columns are amounts, which stand at the right."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...] = ()
    amounts: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (or none) over paragraphs, then facts (a name and what it is), then a table."""

    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A document that is about to be issued.

    `about` ends the sentence of the history: « pour Jeanne Martin, au 1er mars 2022 ». `printed`
    is what the PDF says, `shown` what a page may say of it; they differ by what is secret.
    `said` is what anybody may check (documents/proofs.py), None if nobody needs to. `concerns` are
    the rows it tells of, each with the last day that it promises of it, so that it can be withdrawn
    when one ends earlier. `amounts` are the euros it says of each of those rows, in their order,
    where it says any: so that it can be withdrawn when one is corrected. `look` is what the
    template draws beside the sections. `care_of` are the people whose care it tells.
    `same_for_ever`: the same content is one document on any day, not on one day alone.
    `ends_with_validity`: its PDF cannot be had after its last day.
    `version_of` names what it is one version of, for a document that a newer one replaces: « the
    card of that contract and year ». Empty for one that stays true beside the next.
    """

    kind: str
    prefix: str
    title: str
    template: str
    about: str
    printed: tuple[Section, ...]
    shown: tuple[Section, ...] = field(default=())
    said: Said | None = None
    concerns: Mapping[UUID, date] = field(default_factory=dict)
    amounts: tuple[str, ...] = ()
    look: Mapping[str, object] = field(default_factory=dict)
    care_of: frozenset[UUID] = frozenset()
    same_for_ever: bool = False
    ends_with_validity: bool = False
    version_of: str = ""


def as_json(sections: tuple[Section, ...]) -> list[dict[str, Any]]:
    """*sections* as a template or a typst source reads them."""
    return [{**asdict(one), "table": _table_as_json(one.table)} for one in sections]


def _table_as_json(table: Table | None) -> dict[str, Any] | None:
    """What a table does not have is left out, so that a document that was issued before tables
    could have it is still the same content."""
    if table is None:
        return None
    return {name: value for name, value in asdict(table).items() if value or name == "rows"}
