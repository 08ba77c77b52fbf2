"""The contract, as the computation needs it: its lines, its limits, its anniversary."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from espace_client.benefits.acts.kinds_of_care import WIDER, CareKind
from espace_client.benefits.guarantee import Guarantee
from espace_client.benefits.qualifiers import Period, Scope
from espace_client.benefits.reckoning.care import Care


@dataclass(frozen=True, slots=True)
class CoverLine:
    """One line of the table: for which care, the value that is computed with, and the contract's
    own sentence (« Prothèses à tarif libre : 180 % BR »)."""

    kind: CareKind
    guarantee: Guarantee
    sentence: str


@dataclass(frozen=True, slots=True)
class SharedCeiling:
    """« 2 500 € par an en dentaire, puis 125 % BR »: euros that several kinds of care share.

    `then` is what the lines pay once it is used up (None: nothing above the floor of the law).
    """

    name: str
    kinds: frozenset[CareKind]
    amount: Decimal
    period: Period
    scope: Scope
    sentence: str
    then: Guarantee | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """What one contract pays. `anniversary` is the day it began: contract years count from it."""

    lines: tuple[CoverLine, ...]
    anniversary: date
    responsible: bool = True  # contrat responsable, R871-2 CSS
    ceilings: tuple[SharedCeiling, ...] = ()

    def line_for(self, care: Care) -> CoverLine | None:
        """The line that pays this care, or None: the kind itself first, then the wider one."""
        for kind in (care.kind, WIDER.get(care.kind)):
            for line in self.lines:
                if line.kind is kind and _holds(line.guarantee, care):
                    return line
        return None


def _holds(guarantee: Guarantee, care: Care) -> bool:
    """Whether the conditions of a line (OPTAM, network) are those of the care. A doctor of whom
    nothing is said is read as one who signed, a professional as one outside the network."""
    if guarantee.optam and guarantee.optam is not (care.optam or guarantee.optam.SIGNED):
        return False
    return not guarantee.network or guarantee.network is (care.network or guarantee.network.OUTSIDE)
