"""What a table may pay that is not computed with: lines of which nobody knows the kind of care.

Such a line is never taken for a zero: where it may be about the care that is asked, nobody knows.
"""

from typing import NamedTuple

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.headings import HARMONISED, USUAL_EXTRAS

_OF_ITS_OWN = {  # headings that hold all the lines of their kinds: domain rules 4.3
    "hospital": {
        CareKind.HOSPITAL_FEES, CareKind.HOSPITAL_STAY, CareKind.HOSPITAL_DAY, CareKind.HEAVY_ACT,
        CareKind.EMERGENCY, CareKind.PRIVATE_ROOM, CareKind.COMPANION,
    },
    "hearing_aids": {CareKind.HEARING_NOTHING_LEFT, CareKind.HEARING_FREE},
    "dental": {
        CareKind.DENTAL_NOTHING_LEFT, CareKind.DENTAL_CAPPED, CareKind.DENTAL_FREE,
        CareKind.DENTAL_CARE, CareKind.ORTHODONTICS, CareKind.IMPLANTS, CareKind.PERIODONTICS,
    },
    "optical": {
        CareKind.GLASSES_NOTHING_LEFT, CareKind.GLASSES_SIMPLE, CareKind.GLASSES_MIXED,
        CareKind.GLASSES_COMPLEX, CareKind.GLASSES_VERY_COMPLEX, CareKind.LENSES,
        CareKind.LENSES_REFUNDED, CareKind.LENSES_NOT_REFUNDED, CareKind.EYE_SURGERY,
    },
}  # fmt: skip
_HEADING = {kind: heading for heading, kinds in _OF_ITS_OWN.items() for kind in kinds}
_KNOWN = {one.code for one in HARMONISED + USUAL_EXTRAS}


class Unread(NamedTuple):
    """What is not known of a table: whether there is one for that day, and the headings of the
    lines that nothing is computed with."""

    table: bool
    headings: frozenset[str]

    def may_pay(self, kind: CareKind) -> bool:
        """Whether care of that kind, that no line pays, may be paid all the same.

        Under its own heading; under one that the insurer made up; and for care that no heading
        holds (vaccines, transport …) under any but those that hold other care alone.
        """
        if not self.table:
            return True
        own = _HEADING.get(kind)
        for heading in self.headings:
            if own is None and heading not in _OF_ITS_OWN:
                return True
            if own is not None and (heading == own or heading not in _KNOWN):
                return True
        return False


ALL_READ = Unread(table=True, headings=frozenset())
