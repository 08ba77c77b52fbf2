"""« Mes documents »: a line of the list, what an address asks for, what one can choose from."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from espace_client.delivery.models import State, Via
from espace_client.documents.kinds import OTHER, group_of, label_of, named_kinds
from espace_client.kernel.clock import PARIS

A_PAGE = 20
_EPOCH = datetime(1970, 1, 1, tzinfo=PARIS)
_KEY = re.compile(r"(?P<at>\d{1,18})-(?P<id>[0-9a-f]{32})")
SENT = {Via.LETTER.value: _("Courriers"), Via.EMAIL.value: _("E-mails")}
DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Paper:
    """One line of the list: a document, a letter or a mail."""

    source: str  # « document », « letter » or « email »
    id: UUID
    at: datetime
    kind: str
    title: str
    about: str  # of a document, for whom; of a message, the address
    number: str
    size: int  # of a document in bytes, of a letter in pages
    credential: bool
    withdrawn_at: datetime | None
    withdrawn_because: str
    replaced_by: str

    @property
    def is_letter(self) -> bool:
        """Whether it left on paper."""
        return self.source == Via.LETTER

    @property
    def in_doubt(self) -> bool:
        """Whether nobody knows that the message left."""
        return self.kind == State.IN_DOUBT

    @property
    def kilobytes(self) -> int:
        """The size as a person reads it, never 0."""
        return max(1, round(self.size / 1000))

    @property
    def key(self) -> str:
        """What the next page begins after: the moment to the microsecond, then the identifier."""
        return f"{(self.at - _EPOCH) // timedelta(microseconds=1)}-{self.id.hex}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which papers somebody wants to see. Nothing said: all of them, from the newest."""

    year: int | None = None
    kind: str = ""
    after: tuple[datetime, UUID] | None = None


@dataclass(frozen=True, slots=True)
class Papers:
    """A page of the list, and what one can choose from."""

    years: list[tuple[int, list[Paper]]]
    known_years: list[int]
    known_kinds: list[tuple[str, str | Promise]]
    next_key: str = ""


def wanted(*, year: str, kind: str, after: str) -> Wanted:
    """What an address asks for; what it does not say rightly is as if it were not said."""
    return Wanted(
        year=int(year) if re.fullmatch(r"[12]\d{3}", year) else None,
        kind=kind if kind in (*SENT, *named_kinds(), OTHER) else "",
        after=_after(after),
    )


def kinds_in_words(kinds: Iterable[str]) -> list[tuple[str, str | Promise]]:
    """Each kind once, documents first, in the order of their names."""
    found = set(kinds)
    groups = {group_of(kind) for kind in found - set(SENT)}
    named = sorted(((code, label_of(code)) for code in groups), key=lambda one: str(one[1]))
    return [*named, *((via, label) for via, label in SENT.items() if via in found)]


def _after(key: str) -> tuple[datetime, UUID] | None:
    found = _KEY.fullmatch(key)
    if found is None:
        return None
    try:
        return _EPOCH + timedelta(microseconds=int(found["at"])), UUID(found["id"])
    except OverflowError:
        return None
