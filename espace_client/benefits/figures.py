"""Exact figures: which amounts and percentages a guarantee may hold, and how French prints them."""

from decimal import Decimal

from espace_client.kernel.french import NBSP

AMOUNT_LIMIT = Decimal(1_000_000)
RATE_LIMIT = Decimal(10_000)


def check_amount(amount: Decimal) -> None:
    """Accept euros: exact to the cent, above 0, below one million (more is a typing mistake).

    Raises ValueError with a French sentence. Source: domain rule X1 (money is Decimal, to the
    cent); the upper limit is ours.
    """
    _check(amount, AMOUNT_LIMIT, "Un montant")


def check_rate(rate: Decimal) -> None:
    """Accept a percentage (150 means 150 %): two decimals at most, above 0, below 10 000.

    Raises ValueError with a French sentence. The limits are ours: they stop typing mistakes.
    """
    _check(rate, RATE_LIMIT, "Un pourcentage")


def _check(value: Decimal, limit: Decimal, name: str) -> None:
    if not isinstance(value, Decimal) or not value.is_finite():
        raise ValueError(f"{name} est un nombre décimal exact.")
    if value <= 0:
        raise ValueError(f"{name} est supérieur à zéro. Sinon, écrivez «{NBSP}Non couvert{NBSP}».")
    if value >= limit:
        raise ValueError(f"{name} reste inférieur à {_digits(limit)}.")
    if value != value.quantize(Decimal("0.01")):
        raise ValueError(f"{name} a deux décimales au plus.")


def euros(amount: Decimal) -> str:
    """« 1 700 € », « 193,50 € »: cents only where there are some, no-break spaces inside."""
    whole = amount == amount.to_integral_value()
    return f"{_digits(amount) if whole else _digits(amount, '.2f')}{NBSP}€"


def to_the_cent(amount: Decimal) -> str:
    """« 1 234,50 € », « 19,00 € », « − 2,00 € »: always with cents, for what is added up."""
    minus = f"−{NBSP}" if amount < 0 else ""
    return f"{minus}{_digits(abs(amount), '.2f')}{NBSP}€"


def percentage(rate: Decimal) -> str:
    """« 150 % », « 12,5 % »: no idle zero, no-break spaces inside."""
    return f"{plain_number(rate)}{NBSP}%"


def plain_number(value: Decimal) -> str:
    """« 1 000 », « 2,2 »: a number in French, without unit and without idle zero."""
    whole = value == value.to_integral_value()
    return _digits(value) if whole else _digits(value, ".2f").rstrip("0")


def _digits(value: Decimal, decimals: str = ".0f") -> str:
    return f"{value:,{decimals}}".replace(",", NBSP).replace(".", ",")
