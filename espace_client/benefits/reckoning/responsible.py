"""Whether a contract that says it is responsible keeps within the law, line by line.

Nothing is applied in silence to what a contract says: what a line promises is paid. This tells the
insurer, when a contract is brought in, which lines would cost it the word « responsable ».

Source: R871-2 CSS; domain rules 4.2. The obligatory minima of `floor` (ticket modérateur, 100 %
Santé) are paid in any case and not looked at; the least of class B glasses, which nothing adds, is
told. A table does not say how much of an equipment is its frame (100 € at most): not looked at.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from espace_client.benefits.acts.catalogue import shipped_catalogue
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.guarantee import Guarantee
from espace_client.benefits.kinds import (
    ActualCost,
    FlatEuros,
    NotCovered,
    NothingLeftToPay,
    PercentOfBase,
    PercentOfBasePlusEuros,
    PercentOfMonthlyCeiling,
    PercentOfReimbursement,
    TicketModerateur,
)
from espace_client.benefits.law.law import Law
from espace_client.benefits.law.values import Value
from espace_client.benefits.qualifiers import Optam
from espace_client.benefits.reckoning.care import Regime
from espace_client.benefits.reckoning.cover import Cover, CoverLine
from espace_client.benefits.reckoning.figures_of_the_day import rate_named
from espace_client.kernel.money import NOTHING, cents


class Excess(StrEnum):
    """Which limit of the law a line does not keep."""

    NOT_OPTAM_AT_ALL = "not_optam_at_all"  # excess fees outside the OPTAM: 100 % of the base
    NOT_OPTAM_BESIDE = "not_optam_beside"  # 20 points less than with the OPTAM
    GLASSES = "glasses"  # the most for an equipment of free price
    GLASSES_LEAST = "glasses_least"  # under the least for one, where the contract pays any
    HEARING = "hearing"  # the most for an aid of free price, the Sécurité sociale included


class Breach(NamedTuple):
    """One line beyond one limit: what the line comes to and the most that the law allows (the
    least, for GLASSES_LEAST), both in percent of the base or both in euros, the Sécurité sociale
    included. `stated` is None where the line has no limit at all."""

    excess: Excess
    line: CoverLine
    stated: Decimal | None
    most: Decimal
    values: tuple[Value, ...]


_GLASSES = {  # R871-2, 3°: categories a, c, f; a mixed equipment may be b, d or e: the widest room
    CareKind.GLASSES_SIMPLE: ("a.most", "a.least"),
    CareKind.GLASSES_MIXED: ("e.most", "b.least"),
    CareKind.GLASSES_COMPLEX: ("c.most", "c.least"),
    CareKind.GLASSES_VERY_COMPLEX: ("f.most", "f.least"),
}
_CLASS_TWO = "AIDE-AUDITIVE-2"
_FEES = (CareKind.MEDICAL_FEES, CareKind.HOSPITAL_FEES)


def breaches(cover: Cover, law: Law, on: date) -> tuple[Breach, ...]:
    """The lines of a responsible contract that do not keep a limit of the law on that day.

    None for a contract that is not responsible. Raises NoValue.
    """
    if not cover.responsible:
        return ()
    found: list[Breach] = []
    for line in cover.lines:
        if line.kind in _FEES and line.guarantee.optam is Optam.NOT_SIGNED:
            found += _outside_optam(line, cover, law, on)
        elif line.kind in _GLASSES:
            found += _of_glasses(line, law, on)
        elif line.kind is CareKind.HEARING_FREE:
            found += _of_hearing(line, law, on)
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


def _of_glasses(line: CoverLine, law: Law, on: date) -> list[Breach]:
    """The base of class B is a few cents: what is a part of it is not looked at."""
    most, least = (law.value(f"responsible.optical.{name}", on) for name in _GLASSES[line.kind])
    stated = _euros_of(line.guarantee, NOTHING, NOTHING, law, on)
    if stated is None or stated > most.amount:
        return [Breach(Excess.GLASSES, line, stated, most.amount, (most,))]
    if NOTHING < stated < least.amount:
        return [Breach(Excess.GLASSES_LEAST, line, stated, least.amount, (least,))]
    return []


def _of_hearing(line: CoverLine, law: Law, on: date) -> list[Breach]:
    """An adult's aid: the base is that of the act of class II."""
    most = law.value("responsible.hearing.most", on)
    base = shipped_catalogue().find(_CLASS_TWO).tariff(on).base
    share = cents(base * rate_named(law, "rate.device", Regime.GENERAL, on).factor)
    stated = _euros_of(line.guarantee, base, share, law, on)
    if stated is not None and stated <= most.amount:
        return []
    return [Breach(Excess.HEARING, line, stated, most.amount, (most,))]


def _euros_of(
    guarantee: Guarantee, base: Decimal, share: Decimal, law: Law, on: date
) -> Decimal | None:
    """The most that the line may come to for one equipment, the *share* of the Sécurité sociale in
    it: a ceiling limits the insurer alone. None for actual cost without a limit. Raises NoValue for
    a part of a monthly ceiling that nobody knows."""
    ceiling = guarantee.ceiling.amount + share if guarantee.ceiling else None
    benefit = guarantee.benefit
    match benefit:
        case ActualCost() | NothingLeftToPay():
            return ceiling
        case FlatEuros(amount, _):
            stated = amount
        case PercentOfBase(rate, _):
            stated = base * rate / 100
        case PercentOfBasePlusEuros(rate, amount, _):
            stated = base * rate / 100 + amount
        case PercentOfMonthlyCeiling(rate, _):
            stated = law.value("pmss", on).amount * rate / 100
        case PercentOfReimbursement(rate):
            stated = share * rate / 100
        case NotCovered() | TicketModerateur():
            return NOTHING
    if getattr(benefit, "social_security", "additional") == "additional":
        stated += share
    return cents(stated if ceiling is None else min(stated, ceiling))
