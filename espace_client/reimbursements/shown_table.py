"""Whose « Il vous reste » the page of guarantees shows, and what was asked of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from espace_client.benefits.reckoning.uses import NOTHING_USED, Uses
from espace_client.contracts.models import Coverage
from espace_client.contracts.queries import SeenTable
from espace_client.contracts.rules import Period
from espace_client.contracts.tables import ToldTable
from espace_client.kernel.periods import years_after
from espace_client.kernel.rights import Right
from espace_client.reimbursements.law_in_force import law
from espace_client.reimbursements.left import (
    Left,
    left_by_line,
    left_of_ceilings,
    while_covered,
)
from espace_client.reimbursements.queries import born, uses_of
from espace_client.reimbursements.table_rows import left_html
from espace_client.ui.acting import Acting

_GROWN_UP = 18  # years: past every age below which something renews sooner


class Chosen(NamedTuple):
    """Somebody whom the contract covers today: `key` names them in an address."""

    key: str
    name: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose space it is, who is in it for them, and the day."""

    space: UUID
    acting: Acting | None
    on: date

    @property
    def may_read_care(self) -> bool:
        """Whether what is left may be read at all: a carer needs that very right."""
        return self.acting is None or self.acting.opens(Right.REIMBURSEMENTS)

    def choices(self, seen: SeenTable) -> list[Coverage]:
        """Whose « Il vous reste » may be asked for: those covered today, the owner of the space
        first. To a carer, of the owner alone: nobody passes on what was allowed to them."""
        if not (self.may_read_care and seen.contract.in_force):
            return []
        running = [one for one in seen.covers if one.in_force(self.on)]
        if self.acting is not None:
            running = [one for one in running if one.person_id == self.space]
        return sorted(running, key=lambda one: one.person_id != self.space)

    def shown(self, choices: Sequence[Coverage], asked: str) -> Coverage | None:
        """Whose is shown: the one that was *asked* for by its key, else one's own."""
        if asked:
            return next((one for one in choices if one.pk.hex == asked), None)
        return next((one for one in choices if one.person_id == self.space), None)

    def reads(self, cover: Coverage | None) -> bool:
        """Whether the care of that person is open to whoever reads: one's own always is; another's
        when the query that found the cover says so."""
        if cover is None:
            return False
        return cover.person_id == self.space or bool(getattr(cover, "care_is_open", False))


class LeftOfTable(NamedTuple):
    """What is left to one person: by the place of a line, written; of the shared ceilings."""

    by_place: dict[int, SafeString]
    ceilings: tuple[Left, ...]


NOBODY = LeftOfTable({}, ())


def left_of_table(table: ToldTable, cover: Coverage, *, on: date) -> LeftOfTable:
    """What is left to the person of *cover* on that day. One query. Who may read is for the caller
    to ask."""
    days = Period(cover.contract.start_on, cover.last_on)
    pays = table.cover(days.first)
    used = uses_of(cover.contract, who=cover.person_id, on=on, cover=pays)
    birth = born(cover.person.birth_date)
    if not any(used) and years_after(birth, _GROWN_UP) <= on:
        return _unused(table, days, on, get_language())
    return _left(table, str(cover.person_id), used, birth, days, on)


@lru_cache(maxsize=1024)
def _unused(table: ToldTable, days: Period, on: date, language: str | None) -> LeftOfTable:
    """Of whoever has used nothing, most members at any time: the same for every adult."""
    return _left(table, "", NOTHING_USED, None, days, on)


def _left(
    table: ToldTable, who: str, used: Uses, birth: date | None, days: Period, on: date
) -> LeftOfTable:
    """*days*: from the day the contract began to the last one of the cover."""
    pays, language = table.cover(days.first), get_language()
    by_line = left_by_line(pays, who, used=used, law=law(), on=on, birth=birth)
    written = {
        place: left_html(while_covered(by_line[index], days.last), language=language)
        for place, index in table.computed()
        if index in by_line
    }
    ceilings = left_of_ceilings(pays, who, used=used, on=on)
    return LeftOfTable(written, tuple(while_covered(one, days.last) for one in ceilings))


def people(choices: Sequence[Coverage], shown: Coverage | None) -> list[Chosen]:
    """The choice of whom, where there is one."""
    if len(choices) < 2 and shown is not None:
        return []
    return [Chosen(one.pk.hex, str(one.person), one is shown) for one in choices]
