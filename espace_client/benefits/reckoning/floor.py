"""What a responsible contract must pay in any case, whatever its own limits say.

Source: L871-1 and R871-2 CSS; domain rules 4.2 and 5.4 (the floor survives an exhausted ceiling).
"""

from decimal import Decimal
from typing import NamedTuple

from espace_client.benefits.acts.act import Basket
from espace_client.benefits.acts.families import FAMILIES
from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.reckoning.care import Care
from espace_client.benefits.reckoning.formulas import up_to_limit_price
from espace_client.benefits.reckoning.social_security import Share
from espace_client.kernel.money import NOTHING, cents

RENEWED_BY_LAW = frozenset({CareKind.GLASSES_NOTHING_LEFT, CareKind.HEARING_NOTHING_LEFT})
"""Equipment that the law itself renews after two or four years only: R871-2 CSS, 3° and 5°."""


class Paid(NamedTuple):
    """What a line of the contract pays before the law: *given* for the whole line of care,
    *limited* what its limits leave of that, for so many *units*. `in_turn`: euros that run out pay
    one unit after the other; not those above the base alone, where each unit keeps its base."""

    given: Decimal
    limited: Decimal
    units: int
    in_turn: bool


def floor_of(care: Care, share: Share, paid: Paid) -> Decimal:
    """The least that the insurer of a responsible contract must pay for *care*, in euros.

    The ticket modérateur of obligatory families, and the limit price of 100 % Santé. A second pair
    of glasses before its time keeps the ticket modérateur alone: units that the contract does not
    pay have an equal part of their own floor. A line of several units is what as many lines are,
    except where the whole guarantee is an amount of the year: docs/calculations/reimbursement.md.
    """
    in_time, of = _whole_floor(care, share, in_time=True), care.quantity
    if of == paid.units == 1:
        return in_time
    late = _whole_floor(care, share, in_time=False)
    kept = (
        _in_turn(paid, in_time, of)
        if paid.in_turn
        else max(paid.limited, in_time * paid.units / of)
    )
    return cents(kept + late * (of - paid.units) / of)


def _in_turn(paid: Paid, floor: Decimal, of: int) -> Decimal:
    """Each unit has its part of what is given, and at least as much of the floor, while euros last;
    the one in which they run out what is left of them, and whoever comes then the floor."""
    if floor >= paid.given:
        return floor * paid.units / of
    full = min(paid.units, int(paid.limited * of / paid.given))
    kept = paid.given * full / of
    if full == paid.units:
        return kept
    return kept + max(paid.limited - kept, floor / of) + floor * (paid.units - full - 1) / of


def _whole_floor(care: Care, share: Share, *, in_time: bool) -> Decimal:
    """The floor as if every unit of the line came in its time, or as if none did."""
    obligatory = FAMILIES[care.family].obligatory
    moderateur = share.base - share.standard if obligatory else NOTHING
    if care.basket is not Basket.NOTHING_LEFT:
        return moderateur
    if not in_time and care.kind in RENEWED_BY_LAW:
        return moderateur
    return max(moderateur, up_to_limit_price(care, share.standard))
