"""Equipment that waits for one renewal, whichever class it is of.

A second pair of glasses waits two years from the first, were one of class A and the other of class
B; a second hearing aid of one ear waits four years. Source: R871-2 CSS; domain rules 4.2,
« Renewal of glasses » and « Hearing aids ».
"""

from datetime import date

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.law.law import Law
from espace_client.benefits.qualifiers import Period
from espace_client.kernel.periods import years_after

GLASSES = frozenset(
    {
        CareKind.GLASSES_NOTHING_LEFT,
        CareKind.GLASSES_SIMPLE,
        CareKind.GLASSES_MIXED,
        CareKind.GLASSES_COMPLEX,
        CareKind.GLASSES_VERY_COMPLEX,
    }
)
HEARING_AIDS = frozenset({CareKind.HEARING_NOTHING_LEFT, CareKind.HEARING_FREE})
RENEWED_TOGETHER = (GLASSES, HEARING_AIDS)

_TOGETHER = {kind: tuple(sorted(kinds)) for kinds in RENEWED_TOGETHER for kind in kinds}


def renewed_with(kind: CareKind) -> tuple[CareKind, ...]:
    """The kinds whose units count with those of *kind*, itself among them."""
    return _TOGETHER.get(kind, (kind,))


def years_of_renewal(
    kind: CareKind, period: Period | None, birth: date | None, on: date, law: Law
) -> int | None:
    """How many years this person waits for the next glasses, where it is not what the contract
    says: a child waits less. None for everything else, and for somebody of whom no age is known.

    Sight that changed, and a small child's frame that no longer fits, shorten it too: nobody told
    us, so they are not counted. Source: R871-2 CSS, 3°, and LPP. Raises NoValue.
    """
    if birth is None or period is not Period.TWO_YEARS or kind not in GLASSES:
        return None
    adult = int(law.value("renewal.glasses.child.age", on).amount)
    if years_after(birth, adult) <= on:
        return None
    return int(law.value("renewal.glasses.child", on).amount)
