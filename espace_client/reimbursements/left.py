"""« Il vous reste » and « Prochain renouvellement », for each line of a contract with a counter."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.figures import euros
from espace_client.benefits.law.law import Law
from espace_client.benefits.law.values import NoValue
from espace_client.benefits.qualifiers import Scope, Unit
from espace_client.benefits.reckoning.cover import Cover, CoverLine
from espace_client.benefits.reckoning.limits import CountLimit
from espace_client.benefits.reckoning.remaining import (
    NO_LIMIT,
    Remaining,
    remaining,
    remaining_of_shared,
)
from espace_client.benefits.reckoning.renewal import GLASSES, renewed_with
from espace_client.benefits.reckoning.uses import Uses
from espace_client.benefits.words import counted
from espace_client.kernel.french import NBSP
from espace_client.reimbursements.rules import is_at_least

_PARTS = (Unit.EAR, Unit.EYE, Unit.TOOTH)
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of one line of the contract, in words. `used` is the share that was used up,
    from 0 to 100, for the picture; `amounts` what is left, one or two texts; `of` the whole,
    nothing where the amounts say it; `at_least`: more may be left, as nobody knows all that was not
    of the base; `ends_on`: the last day of the cover, where nothing renews before it."""

    label: str
    amounts: tuple[str, ...]
    of: tuple[str, ...]
    used: int
    renews_on: date | None
    shared: bool
    known: bool = True
    at_least: bool = False
    ends_on: date | None = None

    @property
    def used_up(self) -> bool:
        """Whether nothing is left."""
        return self.used == 100

    @property
    def rest(self) -> int:
        """The share that is left, from 0 to 100."""
        return 100 - self.used


def left_of(
    cover: Cover, who: str, *, used: Uses, law: Law, on: date, birth: date | None = None
) -> tuple[Left, ...]:
    """What is left to the person *who* on that day: of each line that counts something, in the
    order of the table, then of the ceilings that lines share. Lines that wait for one renewal are
    one where they say the same."""
    by_line = left_by_line(cover, who, used=used, law=law, on=on, birth=birth)
    lines = [(cover.lines[place].kind, left) for place, left in by_line.items()]
    told = []
    for kind, left in lines:
        same = [one for other, one in lines if other in renewed_with(kind)]
        if any(replace(one, label="") != replace(left, label="") for one in same):
            told.append(left)
        elif left is same[0]:
            told.append(replace(left, label=_name(kind)) if len(same) > 1 else left)
    return (*told, *left_of_ceilings(cover, who, used=used, on=on))


def _name(kind: CareKind) -> str:
    """What lines that renew together are about."""
    glasses = kind in GLASSES
    return (
        _("Lunettes, de toutes classes") if glasses else _("Appareils auditifs, des deux classes")
    )


def while_covered(left: Left, last: date | None) -> Left:
    """What is left to somebody whose cover ends on the day *last* (None: no end is known): what
    would renew after that day does not."""
    if last is None or left.renews_on is None or left.renews_on <= last:
        return left
    return replace(left, renews_on=None, ends_on=last)


def left_by_line(
    cover: Cover, who: str, *, used: Uses, law: Law, on: date, birth: date | None = None
) -> dict[int, Left]:
    """What is left to *who* of each line that counts something, by its place in `cover.lines`."""
    told = {}
    for place, line in enumerate(cover.lines):
        label, family = _label(line.sentence), line.limits.family
        try:
            found = remaining(
                line, who, on=on, used=used, law=law, cover=cover, part="", birth=birth
            )
        except NoValue:
            told[place] = Left(label, (), (), 0, None, family, known=False)
            continue
        if (found.euros, found.count) != (NO_LIMIT.euros, NO_LIMIT.count):
            left = _told(label, found, _count(line), family)
            told[place] = replace(left, at_least=True) if is_at_least(line, used, who) else left
    return told


def left_of_ceilings(cover: Cover, who: str, *, used: Uses, on: date) -> tuple[Left, ...]:
    """What is left of the ceilings that lines share, in their order."""
    found = (
        (one, remaining_of_shared(one, who, on=on, used=used, cover=cover))
        for one in cover.ceilings
    )
    return tuple(_told(one.name, left, None, one.scope is Scope.FAMILY) for one, left in found)


def _label(sentence: str) -> str:
    """The words of the table, without what the line pays."""
    return sentence.rpartition(f"{NBSP}: ")[0]


def _count(line: CoverLine) -> CountLimit | None:
    return line.limits.counts[0] if line.limits.counts else None


def _told(label: str, found: Remaining, count: CountLimit | None, family: bool) -> Left:
    amounts, of, used = [], [], 0
    if found.euros is not None and found.euros_in_all:
        amounts.append(euros(found.euros))
        of.append(euros(found.euros_in_all))
        used = _share(found.euros_in_all - found.euros, found.euros_in_all)
    if found.count is not None and found.count_in_all:
        unit = count.unit if count else None
        whole_pair = found.count == found.count_in_all == _PAIR and not amounts
        if whole_pair and unit in (Unit.EAR, Unit.EYE):
            amounts.append(_both(unit))
        else:
            amounts.append(_units(found.count, unit))
            of.append(str(found.count_in_all))
        used = max(used, _share(found.count_in_all - found.count, found.count_in_all))
    return Left(label, tuple(amounts), tuple(of), used, found.renews_on, family)


def _share(used: Decimal | int, in_all: Decimal | int) -> int:
    """A percentage for a picture; 0 and 100 are kept for nothing and everything."""
    if not used or used >= in_all:
        return 100 if used else 0
    return min(99, max(1, round(100 * used / in_all)))


def _both(unit: Unit) -> str:
    """« pour les 2 oreilles »: nothing was used of a pair, which needs no « sur 2 ». Not « vos »:
    somebody may read what is left to a child."""
    return _("pour les %s") % counted(_PAIR, unit).replace(" ", NBSP)


def _units(number: int, unit: Unit | None) -> str:
    """« 3 séances », « de quoi équiper 1 oreille »."""
    told = counted(max(number, 1), unit or Unit.ACT)
    if not number:  # « 0 séance »: French counts nothing in the singular
        told = told.replace("1", "0", 1)
    if unit in _PARTS and number:
        return (_("pour %s") % told).replace(" ", NBSP, 1)
    return told.replace(" ", NBSP, 1)
