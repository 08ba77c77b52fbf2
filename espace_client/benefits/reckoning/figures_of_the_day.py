"""The figures of the law that one line of care needs, found once for each day and remembered.

Every function raises NoValue, which names the parameter and the day.
"""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from espace_client.benefits.acts.families import FAMILIES, Family, FlatCharge, HeavyAct
from espace_client.benefits.law.law import Law
from espace_client.benefits.law.values import Value
from espace_client.benefits.reckoning.care import Regime

_REMEMBERED = 4_096
_PERCENT = Decimal("0.01")
_OF_THE_LOCAL_SCHEME = ".alsace_moselle"
_CAPPED_BY_DAY = frozenset(
    {FlatCharge.CONSULTATION, FlatCharge.PARAMEDICAL_ACT, FlatCharge.JOURNEY}
)


class Rate(NamedTuple):
    """A rate of the Sécurité sociale: the figure, and what a base is multiplied with (0.70)."""

    value: Value
    factor: Decimal
    as_values: tuple[Value, ...]


class PathTerms(NamedTuple):
    """What leaving the care path costs: points of the rate (0.40), and euros an act at most; the
    age it begins at."""

    values: tuple[Value, ...]
    factor: Decimal
    most: Decimal
    age: int


class ChargeTerms(NamedTuple):
    """A flat charge: euros each, its caps of the day and of the civil year, the age it begins at.

    `most_a_day` is a number of acts for the participation forfaitaire, euros for a franchise,
    None where the law sets none. The figures that lead to them follow, as steps tell them.
    """

    charge: FlatCharge
    each: Decimal
    most_a_day: Decimal | None
    most_a_year: Decimal
    age: int
    of_each: tuple[Value, ...]
    of_the_day: tuple[Value, ...]
    of_the_year: tuple[Value, ...]


class HeavyTerms(NamedTuple):
    """Above what an act is heavy, and its flat charge. Source: R160-16 CSS."""

    threshold: Value
    charge: Value
    free: bool  # imaging, and the scheme of Alsace-Moselle which bears the charge


class Terms(NamedTuple):
    """What the law says of one family of care on a day: its rate, None where the Sécurité sociale
    pays nothing of it; its flat charge; what a heavy act changes; whether it follows the path."""

    rate: Rate | None
    charge: ChargeTerms | None
    heavy: HeavyTerms | None
    follows_path: bool


@lru_cache(_REMEMBERED)
def terms_of(law: Law, family: Family, regime: Regime, in_hospital: bool, on: date) -> Terms:
    """The terms of a family of care on a day, in the scheme of the person, in a stay or not."""
    its_law = FAMILIES[family]
    name = its_law.rate_in_hospital if in_hospital else its_law.rate
    if name is None:
        return Terms(None, None, None, False)
    in_force = rate_named(law, name, regime, on)
    if in_hospital:  # no flat charge, no path, and the heavy act is that of the stay
        return Terms(in_force, None, None, False)
    charge = None if its_law.charge is FlatCharge.NONE else _charge(law, its_law.charge, on)
    heavy = None if its_law.heavy is HeavyAct.NEVER else _heavy(law, its_law.heavy, regime, on)
    return Terms(in_force, charge, heavy, its_law.follows_path)


def rate_named(law: Law, name: str, regime: Regime, on: date) -> Rate:
    """The rate of that parameter, in the scheme of the person."""
    if regime is Regime.ALSACE_MOSELLE:
        name += _OF_THE_LOCAL_SCHEME
    value = law.value(name, on)
    return Rate(value, value.amount * _PERCENT, (value,))


@lru_cache(_REMEMBERED)
def path_terms(law: Law, on: date) -> PathTerms:
    """Source: L162-5-3 and R160-6 CSS."""
    points, most = law.value("path.points_lost", on), law.value("path.most_lost", on)
    age = int(law.value("path.age", on).amount)
    return PathTerms((points, most), points.amount * _PERCENT, most.amount, age)


def _heavy(law: Law, heavy: HeavyAct, regime: Regime, on: date) -> HeavyTerms:
    free = heavy is HeavyAct.FREE or regime is Regime.ALSACE_MOSELLE
    return HeavyTerms(law.value("heavy_act.threshold", on), law.value("heavy_act.charge", on), free)


def _charge(law: Law, charge: FlatCharge, on: date) -> ChargeTerms:
    """Source: L160-13 II, R160-19, R160-20, D160-6, D160-8 CSS for the participation forfaitaire;
    L160-13 III, D160-9 to D160-11 CSS for the franchises."""
    if charge is FlatCharge.CONSULTATION:
        name = whole = "charge.consultation"
    else:
        name, whole = f"franchise.{charge}", "franchise"
    value, a_year = law.value(name, on), law.value(f"{whole}.most_a_year", on)
    a_day = law.value(f"{name}.most_a_day", on) if charge in _CAPPED_BY_DAY else None
    return ChargeTerms(
        charge=charge,
        each=value.amount,
        most_a_day=a_day.amount if a_day else None,
        most_a_year=a_year.amount,
        age=int(law.value(f"{whole}.age", on).amount),
        of_each=(value,),
        of_the_day=(value, a_day) if a_day else (value,),
        of_the_year=(value, a_year),
    )
