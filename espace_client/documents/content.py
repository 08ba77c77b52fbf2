"""What a document says, before it has a look: the same sections make the PDF and the page."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from espace_client.documents.proofs import Said


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns. The caption says what they are."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


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
    when one ends earlier. `look` is what the template
    draws beside the sections. `same_for_ever`: the same content is one document on any day, not on
    one day alone. `ends_with_validity`: its PDF cannot be had after its last day.
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
    look: Mapping[str, object] = field(default_factory=dict)
    same_for_ever: bool = False
    ends_with_validity: bool = False


def as_json(sections: tuple[Section, ...]) -> list[dict[str, Any]]:
    """*sections* as a template or a typst source reads them."""
    return [asdict(section) for section in sections]
