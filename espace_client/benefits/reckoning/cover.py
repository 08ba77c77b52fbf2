"""The contract, as the computation needs it: its lines, its limits, its anniversary."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from espace_client.benefits.acts.kinds_of_care import WIDER, CareKind
from espace_client.benefits.guarantee import Guarantee
from espace_client.benefits.kinds import FlatEuros, PercentOfBasePlusEuros, PercentOfMonthlyCeiling
from espace_client.benefits.qualifiers import Network, Optam, Period, Scope
from espace_client.benefits.reckoning.care import Care
from espace_client.benefits.reckoning.formulas import Formula, formula_of
from espace_client.benefits.reckoning.limits import Limits, limits_of

ABOVE_BASE = ".above_base"
TOGETHER = ".together"


@dataclass(frozen=True, slots=True)
class CoverLine:
    """One line of the table: for which care, the value that is computed with, and the contract's
    own sentence (« Prothèses à tarif libre : 180 % BR »).

    What follows is made from these, once: the formula and the limits of the line, whether it has
    any, and the counter of the euros of the benefit itself (`own_counter`), which is not that of
    all that the line pays where the Sécurité sociale is included, nor for « 100 % BR + 200 € ».
    """

    kind: CareKind
    guarantee: Guarantee
    sentence: str
    formula: Formula = field(init=False, repr=False, compare=False)
    limits: Limits = field(init=False, repr=False, compare=False)
    limited: bool = field(init=False, repr=False, compare=False)
    own_counter: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        limits = limits_of(self.guarantee)
        limited = bool(limits.own or limits.counts or limits.ceiling)
        object.__setattr__(self, "formula", formula_of(self.guarantee))
        object.__setattr__(self, "limits", limits)
        object.__setattr__(self, "limited", limited)
        suffix = _suffix(self.guarantee, limits)
        object.__setattr__(self, "own_counter", self.kind + suffix if suffix else self.kind)


def _suffix(guarantee: Guarantee, limits: Limits) -> str:
    match guarantee.benefit:
        case _ if limits.own is None:
            return ""
        case PercentOfBasePlusEuros():
            return ABOVE_BASE
        case FlatEuros(_, "included") | PercentOfMonthlyCeiling(_, "included"):
            return TOGETHER
        case _:
            return ""


@dataclass(frozen=True, slots=True)
class SharedCeiling:
    """« 2 500 € par an en dentaire, puis 125 % BR »: euros that lines of several kinds share.

    `kinds` are those of the lines. `then` is what the lines pay once it is used up (None: nothing
    above the floor of the law).
    """

    name: str
    kinds: frozenset[CareKind]
    amount: Decimal
    period: Period
    scope: Scope
    sentence: str
    then: Guarantee | None = None
    formula_then: Formula | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "formula_then", formula_of(self.then) if self.then else None)


@dataclass(frozen=True, slots=True)
class Cover:
    """What one contract pays. `anniversary` is the day it began: contract years count from it."""

    lines: tuple[CoverLine, ...]
    anniversary: date
    responsible: bool = True  # contrat responsable, R871-2 CSS
    ceilings: tuple[SharedCeiling, ...] = ()
    _alone: dict[CareKind, CoverLine] = field(init=False, repr=False, compare=False)
    _choice: dict[CareKind, tuple[CoverLine, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        choice = {kind: (*self._lines(kind), *self._lines(WIDER.get(kind))) for kind in CareKind}
        # Kinds whose first line has no condition: most of them.
        alone = {
            kind: them[0] for kind, them in choice.items() if them and not _conditions(them[0])
        }
        object.__setattr__(self, "_choice", choice)
        object.__setattr__(self, "_alone", alone)

    def line_for(self, care: Care) -> CoverLine | None:
        """The line that pays this care, or None: the kind itself first, then the wider one; of
        each, the line that says most about who gives the care (« hors OPTAM », « dans le réseau »)
        before the line for everybody, wherever they stand in the table.

        A doctor of whom nothing is said is read as one who signed the OPTAM, a professional as one
        outside the network.
        """
        line = self._alone.get(care.kind)
        if line is not None:
            return line
        return next(
            (line for line in self._choice[care.kind] if _holds(line.guarantee, care)), None
        )

    def _lines(self, kind: CareKind | None) -> list[CoverLine]:
        """The lines of a kind, those with most conditions first; else in the order of the table."""
        lines = [line for line in self.lines if line.kind is kind]
        return sorted(lines, key=_conditions, reverse=True)


def _conditions(line: CoverLine) -> int:
    return bool(line.guarantee.optam) + bool(line.guarantee.network)


def _holds(guarantee: Guarantee, care: Care) -> bool:
    if guarantee.optam and guarantee.optam is not (care.optam or Optam.SIGNED):
        return False
    return not guarantee.network or guarantee.network is (care.network or Network.OUTSIDE)
