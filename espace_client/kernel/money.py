"""Euros to the cent: one rounding for the whole product.

Source: domain rule X1 (money is Decimal, rounded half up for each line of care).
"""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")


def cents(amount: Decimal) -> Decimal:
    """*amount* in euros, rounded to the cent, half up: 47.376 is 47.38 and 0.085 is 0.09."""
    return amount.quantize(CENT, ROUND_HALF_UP)
