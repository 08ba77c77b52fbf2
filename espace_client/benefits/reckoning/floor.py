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
from espace_client.kernel.money import NOTHING

_RENEWED_BY_LAW = frozenset({CareKind.GLASSES_NOTHING_LEFT, CareKind.HEARING_NOTHING_LEFT})
"""Equipment that the law itself renews after two or four years only: R871-2 CSS, 3° and 5°."""


def floor_of(care: Care, share: Share, count_used_up: bool) -> Decimal:
    """The least that the insurer of a responsible contract must pay for *care*, in euros.

    The ticket modérateur of obligatory families, and the limit price of 100 % Santé. A second pair
    of glasses before its time keeps the ticket modérateur alone (`count_used_up`).
    """
    obligatory = FAMILIES[care.family].obligatory
    moderateur = share.base - share.standard if obligatory else NOTHING
    if care.basket is not Basket.NOTHING_LEFT:
        return moderateur
    if count_used_up and care.kind in _RENEWED_BY_LAW:
        return moderateur
    return max(moderateur, up_to_limit_price(care, share.standard))
