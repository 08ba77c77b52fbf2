"""What a responsible contract must pay in any case, whatever its own limits say.

Source: L871-1 and R871-2 CSS; domain rules 4.2 and 5.4 (the floor survives an exhausted ceiling).
"""

from decimal import Decimal

from espace_client.benefits.acts.act import Basket
from espace_client.benefits.acts.families import FAMILIES
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.reckoning.care import Care
from espace_client.benefits.reckoning.formulas import up_to_limit_price
from espace_client.benefits.reckoning.social_security import Share
from espace_client.kernel.money import NOTHING, cents

_RENEWED_BY_LAW = frozenset({CareKind.GLASSES_NOTHING_LEFT, CareKind.HEARING_NOTHING_LEFT})
"""Equipment that the law itself renews after two or four years only: R871-2 CSS, 3° and 5°."""


def floor_of(care: Care, share: Share, given: Decimal, units: int, by_unit: bool) -> Decimal:
    """The least that the insurer of a responsible contract must pay for *care*, in euros.

    The ticket modérateur of obligatory families, and the limit price of 100 % Santé. A second pair
    of glasses before its time keeps the ticket modérateur alone: *units* is how many of the line
    the contract pays. Where nothing but their number limits the line (`by_unit`), those are paid
    as the contract says (*given* is what it gives for the whole line), and each of the others has
    an equal part of its own floor: a line of several units is what as many lines are.
    """
    if units == care.quantity:
        return _whole_floor(care, share, in_time=True)
    refused = _whole_floor(care, share, in_time=False)
    if not by_unit:
        return refused
    kept = max(given, _whole_floor(care, share, in_time=True))
    return cents((kept * units + refused * (care.quantity - units)) / care.quantity)


def _whole_floor(care: Care, share: Share, *, in_time: bool) -> Decimal:
    """The floor as if every unit of the line came in its time, or as if none did."""
    obligatory = FAMILIES[care.family].obligatory
    moderateur = share.base - share.standard if obligatory else NOTHING
    if care.basket is not Basket.NOTHING_LEFT:
        return moderateur
    if not in_time and care.kind in _RENEWED_BY_LAW:
        return moderateur
    return max(moderateur, up_to_limit_price(care, share.standard))
