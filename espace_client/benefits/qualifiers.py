"""What surrounds the benefit of a guarantee: what is counted, how often, for whom, where.

Source: domain rules 4.1 (qualifiers). Every constructor refuses with a ValueError, in French.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from espace_client.benefits.figures import check_amount

COUNT_LIMIT = 1_000


class Unit(StrEnum):
    """The thing one counts. A semester is one of treatment, as in orthodontics."""

    ACT = "act"
    DAY = "day"
    NIGHT = "night"
    SESSION = "session"
    TOOTH = "tooth"
    EAR = "ear"
    EYE = "eye"
    EQUIPMENT = "equipment"
    SEMESTER = "semester"


class Period(StrEnum):
    """After how long a counter starts again."""

    CIVIL_YEAR = "civil_year"
    CONTRACT_YEAR = "contract_year"  # from one anniversary of the contract to the next
    TWO_YEARS = "two_years"
    FOUR_YEARS = "four_years"


class Scope(StrEnum):
    """Who shares a counter."""

    BENEFICIARY = "beneficiary"
    FAMILY = "family"


class Network(StrEnum):
    """Whether the professional belongs to the insurer's network of care."""

    INSIDE = "inside"
    OUTSIDE = "outside"


class Optam(StrEnum):
    """Whether the doctor signed the agreement that moderates fees (OPTAM, OPTAM-CO)."""

    SIGNED = "signed"
    NOT_SIGNED = "not_signed"


@dataclass(frozen=True, slots=True)
class MaxCount:
    """« 4 séances par an »: how many units are paid, in each period or, without one, in all."""

    number: int
    unit: Unit
    period: Period | None = None

    def __post_init__(self) -> None:
        if not 0 < self.number < COUNT_LIMIT:
            raise ValueError(
                f"Un nombre d’actes, de jours ou de séances va de 1 à {COUNT_LIMIT - 1}."
            )


@dataclass(frozen=True, slots=True)
class Ceiling:
    """« dans la limite de 1 000 € par an »: the euros that the insurer never exceeds."""

    amount: Decimal
    unit: Unit | None = None
    period: Period | None = None

    def __post_init__(self) -> None:
        check_amount(self.amount)
