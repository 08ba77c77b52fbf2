"""The limit of a reimbursement: bare decimal arithmetic on plain numbers, and no reasons.

One function for the four kinds of line that the workload asks about. Rates, charges and limits are
given as numbers; what was used before is a list of (day, euros), counted in the year of the care.
"""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


class Asked(NamedTuple):
    """One line of care, its terms of law and of contract already looked up."""

    on: date
    price: Decimal
    base: Decimal
    rate: Decimal  # 0.70
    charge: Decimal  # euros, 0 where none is owed
    charges_a_year: Decimal
    charged: Sequence[tuple[date, Decimal]]
    way: str  # "base" (of the base), "flat" (euros a year), "limit" (100 % Santé)
    given: Decimal  # 1.50 of the base, or euros
    limit: Decimal
    used: Sequence[tuple[date, Decimal]]


def three_amounts(asked: Asked) -> tuple[Decimal, Decimal, Decimal]:
    """What the Sécurité sociale pays, what the insurer pays, what is left."""
    price, year = asked.price, asked.on.year
    base = min(asked.base, price)
    standard = (base * asked.rate).quantize(CENT, ROUND_HALF_UP)
    charge = asked.charge
    if charge:
        taken = ZERO
        for on, euros in asked.charged:
            if on.year == year:
                taken += euros
        charge = max(ZERO, min(charge, asked.charges_a_year - taken, standard))
    if asked.way == "base":
        whole = (asked.base * asked.given).quantize(CENT, ROUND_HALF_UP)
        insurer = max(ZERO, min(price, whole) - standard)
    elif asked.way == "limit":
        insurer = max(ZERO, min(price, asked.limit) - standard)
    else:
        room = asked.given
        for on, euros in asked.used:
            if on.year == year:
                room -= euros
        insurer = min(price - standard, max(ZERO, room))
    insurer = max(insurer, base - standard if asked.rate else ZERO)
    social_security = standard - charge
    return social_security, insurer, price - social_security - insurer
