"""The figures of the law that one line of care needs, found once for each day and remembered.

Every function raises NoValue, which names the parameter and the day.
"""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from espace_client.benefits.acts.families import FAMILIES, Family
from espace_client.benefits.law.law import Law
from espace_client.benefits.law.values import Value
from espace_client.benefits.reckoning.care import Regime

_REMEMBERED = 4_096
_PERCENT = Decimal("0.01")
_OF_THE_LOCAL_SCHEME = ".alsace_moselle"


class Rate(NamedTuple):
    """A rate of the Sécurité sociale: the figure, and what a base is multiplied with (0.70)."""

    value: Value
    factor: Decimal
    as_values: tuple[Value, ...]


class PathTerms(NamedTuple):
    """What leaving the care path costs: points of the rate (0.40), and euros an act at most."""

    values: tuple[Value, ...]
    factor: Decimal
    most: Decimal


class ChargeTerms(NamedTuple):
    """A flat charge: euros each, its caps of the day and of the civil year, the age it begins at.

    `most_a_day` is a number of acts for the participation forfaitaire, euros for a franchise,
    None where the law sets none. The figures that lead to them follow, as steps tell them.
    """

    each: Decimal
    most_a_day: Decimal | None
    most_a_year: Decimal
    age: int
    of_each: tuple[Value, ...]
    of_the_day: tuple[Value, ...]
    of_the_year: tuple[Value, ...]


@lru_cache(_REMEMBERED)
def rate(law: Law, family: Family, regime: Regime, in_hospital: bool, on: date) -> Rate | None:
    """The rate of a family of care on a day, or None: the Sécurité sociale pays nothing of it."""
    terms = FAMILIES[family]
    name = terms.rate_in_hospital if in_hospital else terms.rate
    return rate_named(law, name, regime, on) if name else None


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
    return PathTerms((points, most), points.amount * _PERCENT, most.amount)


@lru_cache(_REMEMBERED)
def consultation_terms(law: Law, on: date) -> ChargeTerms:
    """The participation forfaitaire. Source: L160-13 II, R160-19, R160-20, D160-6, D160-8 CSS."""
    name = "charge.consultation"
    most_a_day = law.value(f"{name}.most_a_day", on)
    return _charge_terms(law, name, most_a_day, f"{name}.most_a_year", f"{name}.age", on)


@lru_cache(_REMEMBERED)
def franchise_terms(law: Law, charge: str, capped_by_day: bool, on: date) -> ChargeTerms:
    """A franchise. Source: L160-13 III, D160-9 to D160-11 CSS."""
    name = f"franchise.{charge}"
    most_a_day = law.value(f"{name}.most_a_day", on) if capped_by_day else None
    return _charge_terms(law, name, most_a_day, "franchise.most_a_year", "franchise.age", on)


def _charge_terms(
    law: Law, each: str, most_a_day: Value | None, most_a_year: str, age: str, on: date
) -> ChargeTerms:
    value, a_year = law.value(each, on), law.value(most_a_year, on)
    of_the_day = (value, most_a_day) if most_a_day else (value,)
    return ChargeTerms(
        each=value.amount,
        most_a_day=most_a_day.amount if most_a_day else None,
        most_a_year=a_year.amount,
        age=int(law.value(age, on).amount),
        of_each=(value,),
        of_the_day=of_the_day,
        of_the_year=(value, a_year),
    )


@lru_cache(_REMEMBERED)
def heavy_act_terms(law: Law, on: date) -> tuple[Value, Value]:
    """The threshold above which an act is heavy, and its flat charge. Source: R160-16 CSS."""
    return law.value("heavy_act.threshold", on), law.value("heavy_act.charge", on)
