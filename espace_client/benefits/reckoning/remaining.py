"""What is left of one line of the contract for one person, and when it renews.

What pages call « Il vous reste » and « Prochain renouvellement ».
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from espace_client.benefits.law.law import Law
from espace_client.benefits.qualifiers import Scope
from espace_client.benefits.reckoning.counting import (
    counted_units,
    counted_uses,
    euros_used,
    most_euros,
    most_units,
    shared_used,
    units_used,
)
from espace_client.benefits.reckoning.cover import Cover, CoverLine, SharedCeiling
from espace_client.benefits.reckoning.limits import EuroLimit
from espace_client.benefits.reckoning.renewal import years_of_renewal
from espace_client.benefits.reckoning.uses import Uses
from espace_client.benefits.reckoning.windows import renews_on
from espace_client.kernel.money import NOTHING


@dataclass(frozen=True, slots=True)
class Remaining:
    """What is left: euros and units, each None where the line has no such limit.

    `euros_in_all` and `count_in_all` are the whole limits. `renews_on` is the day when the
    tightest of them gives something back, None when it never does or nothing was used.
    """

    euros: Decimal | None
    count: int | None
    renews_on: date | None
    euros_in_all: Decimal | None = None
    count_in_all: int | None = None


class _Left(NamedTuple):
    left: Decimal | int
    most: Decimal | int
    renews: date | None


NO_LIMIT = Remaining(None, None, None)


def remaining(
    line: CoverLine,
    who: str,
    *,
    on: date,
    used: Uses,
    law: Law,
    cover: Cover,
    part: str,
    birth: date | None = None,
) -> Remaining:
    """What is left of *line* on that day, for a person; for one tooth, ear or eye if *part* names
    it. A child, whose `birth` says so, waits less for glasses.

    Its own limits only: `remaining_of_shared` tells those of a ceiling that lines share. Raises
    NoValue for a part of a monthly ceiling that nobody knows.
    """
    euros = _tightest(_euros(line, who, on, used, law, cover, part))
    count = _tightest(_counts(line, who, on, used, law, cover, part, birth))
    found = [one for one in (euros, count) if one]
    # What is used up says when it is back; else the counter of euros, then that of units.
    empty = [one for one in found if one.left <= 0]
    renews = max((one.renews for one in empty if one.renews), default=None)
    if not empty:
        renews = next((one.renews for one in found if one.renews), None)
    return Remaining(
        Decimal(euros.left) if euros else None,
        int(count.left) if count else None,
        renews,
        Decimal(euros.most) if euros else None,
        int(count.most) if count else None,
    )


def remaining_of_shared(
    ceiling: SharedCeiling, who: str, *, on: date, used: Uses, cover: Cover
) -> Remaining:
    """What is left of a ceiling that several lines share."""
    before = shared_used(ceiling, who, on, used, cover.anniversary)
    family = ceiling.scope is Scope.FAMILY
    uses = [use for kind in ceiling.kinds for use in counted_uses(kind, used, family, who)]
    renews = renews_on(uses, ceiling.period, on, cover.anniversary)
    return Remaining(max(NOTHING, ceiling.amount - before), None, renews, ceiling.amount, None)


def _euros(
    line: CoverLine, who: str, on: date, used: Uses, law: Law, cover: Cover, part: str
) -> list[_Left]:
    limits: list[tuple[EuroLimit, str]] = []
    if line.limits.own is not None:
        limits.append((line.limits.own, line.own_counter))
    if line.limits.ceiling is not None and line.limits.ceiling.counted:
        limits.append((line.limits.ceiling, line.kind))
    family, found = line.limits.family, []
    for limit, counter in limits:
        before = euros_used(limit, counter, family, who, part, on, used, cover.anniversary)
        most = most_euros(limit, part, on, law)
        uses = counted_uses(counter, used, family, who, part, limit.unit)
        renews = renews_on(uses, limit.period, on, cover.anniversary)
        found.append(_Left(max(NOTHING, most - before), most, renews))
    return found


def _counts(
    line: CoverLine,
    who: str,
    on: date,
    used: Uses,
    law: Law,
    cover: Cover,
    part: str,
    birth: date | None,
) -> list[_Left]:
    found = []
    for limit in line.limits.counts:
        years = years_of_renewal(line.kind, limit.period, birth, on, law)
        before = units_used(limit, line, who, part, on, used, cover.anniversary, years)
        most = most_units(limit, part)
        uses = counted_units(line, used, who, part, limit.unit)
        renews = renews_on(uses, limit.period, on, cover.anniversary, years)
        found.append(_Left(max(0, most - before), most, renews))
    return found


def _tightest(found: list[_Left]) -> _Left | None:
    return min(found, key=lambda one: one.left, default=None)
