"""One figure of the law: its value between two dates, its unit, its source, how sure it is.

Source: domain rule X2 (every amount and rate is a dated parameter).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Measure(StrEnum):
    """What a figure counts."""

    EUROS = "euros"
    PERCENT = "percent"  # 70 means 70 %
    POINTS = "points"  # 40 means 40 points of percentage
    COUNT = "count"  # acts, semesters, the number of a day
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    DIOPTRES = "dioptres"


class Confidence(StrEnum):
    """How well a figure is known. Source: domain rules 0.1."""

    SURE = "sure"  # read in the text of law, or in two independent sources
    CHECK = "check"  # from one source or from memory: the insurer may replace it
    INVENTED = "invented"  # by us, for the demonstration: the insurer may replace it


class Value(NamedTuple):
    """One figure on one day, light enough to be part of every answer."""

    parameter: str
    amount: Decimal
    measure: Measure
    valid_from: date
    valid_to: date | None
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Parameter:
    """One figure through time: its values in order, without gap nor overlap.

    `label` is the French name that a member reads (« Participation forfaitaire »).
    """

    name: str
    label: str
    measure: Measure
    values: tuple[Value, ...]


class NoValue(LookupError):
    """No figure is known for that day: never a silent zero."""

    def __init__(self, parameter: str, on: date, known: str) -> None:
        super().__init__(
            f"Le paramètre « {parameter} » n’a pas de valeur au {on:%d/%m/%Y}. {known} "
            "Ajoutez-la au fichier des paramètres, avec sa date et sa source."
        )
        self.parameter, self.on = parameter, on
