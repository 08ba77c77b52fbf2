"""Equipment that waits for one renewal, whichever class it is of.

A second pair of glasses waits two years from the first, were one of class A and the other of class
B; a second hearing aid of one ear waits four years. Source: R871-2 CSS; domain rules 4.2,
« Renewal of glasses » and « Hearing aids ».
"""

from espace_client.benefits.acts.kinds_of_care import CareKind

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
