"""Whether a contract that says it is responsible keeps within the law, line by line.

Nothing is applied in silence to what a contract says: what a line promises is paid. This tells the
insurer, when a contract is brought in, which lines would cost it the word « responsable ».

Source: R871-2 CSS; domain rules 4.2. Minima are not looked at: an obligatory minimum is paid in any
case (`floor`).
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.guarantee import Guarantee
from espace_client.benefits.kinds import ActualCost, FlatEuros, PercentOfBase
from espace_client.benefits.law.law import Law
from espace_client.benefits.law.values import Value
from espace_client.benefits.qualifiers import Optam
from espace_client.benefits.reckoning.cover import Cover, CoverLine


class Excess(StrEnum):
    """Which ceiling of the law a line exceeds."""

    NOT_OPTAM_AT_ALL = "not_optam_at_all"  # excess fees outside the OPTAM: 100 % of the base
    NOT_OPTAM_BESIDE = "not_optam_beside"  # 20 points less than with the OPTAM
    GLASSES = "glasses"  # the most for an equipment of free price
    HEARING = "hearing"  # the most for an aid of free price, the Sécurité sociale included


class Breach(NamedTuple):
    """One line above one ceiling: what the line says and the most that the law allows, both in
    percent of the base or both in euros. `stated` is None where the line has no limit at all."""

    excess: Excess
    line: CoverLine
    stated: Decimal | None
    most: Decimal
    values: tuple[Value, ...]


_GLASSES = {  # R871-2, 3°: categories a, c, f; a mixed equipment may be b, d or e, the highest
    CareKind.GLASSES_SIMPLE: "responsible.optical.a.most",
    CareKind.GLASSES_MIXED: "responsible.optical.e.most",
    CareKind.GLASSES_COMPLEX: "responsible.optical.c.most",
    CareKind.GLASSES_VERY_COMPLEX: "responsible.optical.f.most",
}
_FEES = (CareKind.MEDICAL_FEES, CareKind.HOSPITAL_FEES)


def breaches(cover: Cover, law: Law, on: date) -> tuple[Breach, ...]:
    """The lines of a responsible contract that exceed a ceiling of the law on that day.

    None for a contract that is not responsible. Raises NoValue.
    """
    if not cover.responsible:
        return ()
    found: list[Breach] = []
    for line in cover.lines:
        if line.kind in _FEES and line.guarantee.optam is Optam.NOT_SIGNED:
            found += _outside_optam(line, cover, law, on)
        elif line.kind in _GLASSES:
            found += _above(Excess.GLASSES, line, law.value(_GLASSES[line.kind], on))
        elif line.kind is CareKind.HEARING_FREE:
            found += _above(Excess.HEARING, line, law.value("responsible.hearing.most", on))
    return tuple(found)


def _outside_optam(line: CoverLine, cover: Cover, law: Law, on: date) -> list[Breach]:
    """Total rates of the base: « 200 % at most », and « 20 points less than with the OPTAM »."""
    stated = _total_rate(line.guarantee)
    most = law.value("responsible.not_optam.most", on)
    found = []
    if stated is None or stated > most.amount:
        found.append(Breach(Excess.NOT_OPTAM_AT_ALL, line, stated, most.amount, (most,)))
    points = law.value("responsible.not_optam.points", on)
    for other in cover.lines:
        if other.kind is line.kind and other.guarantee.optam is Optam.SIGNED:
            with_it = _total_rate(other.guarantee)
            beside = None if with_it is None else max(_BASE, with_it - points.amount)
            if beside is not None and (stated is None or stated > beside):
                found.append(Breach(Excess.NOT_OPTAM_BESIDE, line, stated, beside, (points,)))
    return found


_BASE = Decimal(100)
_SOCIAL_SECURITY = Decimal(70)


def _total_rate(guarantee: Guarantee) -> Decimal | None:
    """The rate of the base with the Sécurité sociale in it; None for actual cost.

    A benefit that is not a share of the base is read as one that pays no excess.
    """
    match guarantee.benefit:
        case PercentOfBase(rate, "included"):
            return rate
        case PercentOfBase(rate, _):
            return rate + _SOCIAL_SECURITY
        case ActualCost():
            return None
    return _BASE


def _above(excess: Excess, line: CoverLine, most: Value) -> list[Breach]:
    """Euros that the line alone may pay. Of a flat amount « on top », the share of the Sécurité
    sociale is not added: that of these kinds is a few cents (glasses) or known only with the base.
    """
    match line.guarantee.benefit:
        case FlatEuros(amount, _):
            stated: Decimal | None = amount
        case ActualCost():
            ceiling = line.guarantee.ceiling
            stated = ceiling.amount if ceiling else None
        case _:
            return []
    if stated is not None and stated <= most.amount:
        return []
    return [Breach(excess, line, stated, most.amount, (most,))]
