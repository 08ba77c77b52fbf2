"""« Mes remboursements »: a line of care as it is read, what an address asks for."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.figures import to_the_cent
from espace_client.kernel.french import date_in_words
from espace_client.kernel.periods import months_after

A_PAGE = 20
CONTEST_MONTHS = 2  # after the payment (product D.4)
_KEY = re.compile(r"(\d{4}-\d{2}-\d{2})_([0-9a-f]{32})")
_K = CareKind
GROUPS: dict[str, tuple[str | Promise, frozenset[CareKind]]] = {
    "soins-courants": (
        gettext_lazy("Soins courants"),
        frozenset({
            _K.MEDICAL_FEES, _K.PARAMEDICAL_FEES, _K.LABORATORY, _K.MEDICINES, _K.MEDICINES_MAJOR,
            _K.MEDICINES_MODERATE, _K.MEDICINES_WEAK, _K.MEDICINES_NOT_REFUNDED, _K.HOMEOPATHY,
            _K.MEDICAL_EQUIPMENT, _K.HAIR_NOTHING_LEFT, _K.HAIR, _K.TRANSPORT, _K.PSYCHOLOGIST,
            _K.PSYCHOLOGIST_NOT_REFUNDED,
        }),
    ),
    "hospitalisation": (
        gettext_lazy("Hospitalisation"),
        frozenset({
            _K.HOSPITAL_FEES, _K.HOSPITAL_STAY, _K.HOSPITAL_DAY, _K.HEAVY_ACT, _K.EMERGENCY,
            _K.PRIVATE_ROOM, _K.COMPANION,
        }),
    ),
    "optique": (
        gettext_lazy("Optique"),
        frozenset({
            _K.GLASSES_NOTHING_LEFT, _K.GLASSES_SIMPLE, _K.GLASSES_MIXED, _K.GLASSES_COMPLEX,
            _K.GLASSES_VERY_COMPLEX, _K.LENSES, _K.LENSES_REFUNDED, _K.LENSES_NOT_REFUNDED,
            _K.EYE_SURGERY,
        }),
    ),
    "dentaire": (
        gettext_lazy("Dentaire"),
        frozenset({
            _K.DENTAL_NOTHING_LEFT, _K.DENTAL_CAPPED, _K.DENTAL_FREE, _K.DENTAL_CARE,
            _K.ORTHODONTICS, _K.IMPLANTS, _K.PERIODONTICS,
        }),
    ),
    "aides-auditives": (
        gettext_lazy("Aides auditives"), frozenset({_K.HEARING_NOTHING_LEFT, _K.HEARING_FREE}),
    ),
}  # fmt: skip
"""The five headings of a table, as one looks for a reimbursement; whatever else there is comes
under OTHER."""
OTHER = "autre"
_NAMED = frozenset(kind for _label, kinds in GROUPS.values() for kind in kinds)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines somebody wants to see; nothing said: all of them, from the newest care."""

    who: UUID | None = None
    year: int | None = None
    group: str = ""
    after: tuple[date, UUID] | None = None


def wanted(*, who: str, year: str, group: str, after: str) -> Wanted:
    """What an address asks for; what it does not say rightly is as if it were not said."""
    return Wanted(
        who=_identifier(who),
        year=int(year) if re.fullmatch(r"[12]\d{3}", year) else None,
        group=group if group in (*GROUPS, OTHER) else "",
        after=_after(after),
    )


def groups() -> list[tuple[str, str]]:
    """What one can choose, by its name in an address."""
    named = [(code, str(label)) for code, (label, _kinds) in GROUPS.items()]
    return [*named, (OTHER, _("Autres soins"))]


def kinds_in(group: str) -> frozenset[CareKind]:
    """The kinds of care of a group; of OTHER, those of all the groups: it is what is not there."""
    return _NAMED if group == OTHER else GROUPS[group][1]


def years(on: date) -> list[int]:
    """The years one can choose: as far as care can still be claimed, and one more."""
    return [on.year - back for back in range(4)]


class Line(NamedTuple):
    """One line of care as it is kept. Euros, to the cent."""

    id: UUID
    care: str
    person: UUID
    cared_on: date
    paid_on: date | None
    cancelled_on: date | None
    spent: Decimal
    basic: Decimal
    complementary: Decimal
    account_end: str | None
    paid_to: UUID | None
    transfer: UUID | None

    @property
    def left(self) -> Decimal:
        """What nobody pays back."""
        return self.spent - self.basic - self.complementary

    @property
    def key(self) -> str:
        """What the next page begins after."""
        return f"{self.cared_on.isoformat()}_{self.id.hex}"

    @property
    def standing(self) -> str:
        """Where the money is, in one sentence."""
        return standing(self)


def contest_until(paid_on: date) -> date:
    """The last day on which a line that was paid on that day can be contested."""
    return months_after(paid_on, CONTEST_MONTHS)


class Bar(NamedTuple):
    """A part of the picture: where it begins and how wide it is, of a hundred."""

    look: str
    start: str
    width: str


def standing(line: Line, *, space: UUID | None = None) -> str:
    """Where the money of a line is. To the owner of the account, its last digits too."""
    if line.cancelled_on:
        return _("Annulé le %(day)s.") % {"day": date_in_words(line.cancelled_on)}
    if line.paid_on is None:
        return _("Pas encore viré.")
    day = {"day": date_in_words(line.paid_on), "end": line.account_end or ""}
    if line.transfer is None:
        return _("Payé le %(day)s.") % day
    if line.paid_to is None:
        return _("Payé au professionnel le %(day)s.") % day
    if space is not None and line.paid_to == space:
        return _("Virement du %(day)s, sur le compte finissant par %(end)s.") % day
    return _("Virement du %(day)s.") % day


def bars(line: Line) -> tuple[Bar, ...]:
    """The picture of a line: the Sécurité sociale, the insurer, what is left."""
    parts = (("done", line.basic), ("ours", line.complementary), ("left", line.left))
    found, start = [], Decimal(0)
    for look, amount in parts:
        width = amount * 100 / line.spent if line.spent else Decimal(0)
        if width:
            found.append(Bar(look, f"{start:.2f}", f"{width:.2f}"))
        start += width
    return tuple(found)


def amounts(line: Line) -> tuple[str, str, str, str]:
    """Paid, by the Sécurité sociale, by the insurer, left: as they are read."""
    return (
        to_the_cent(line.spent), to_the_cent(line.basic), to_the_cent(line.complementary),
        to_the_cent(line.left),
    )  # fmt: skip


def _after(key: str) -> tuple[date, UUID] | None:
    found = _KEY.fullmatch(key)
    if found is None:
        return None
    try:
        return date.fromisoformat(found[1]), UUID(found[2])
    except ValueError:
        return None


def _identifier(typed: str) -> UUID | None:
    return UUID(typed) if re.fullmatch("[0-9a-f]{32}", typed) else None
