"""What would have changed the amount: another doctor, the care path, the network, 100 % Santé.

Each alternative is computed by the engine as the care itself is; what cannot be computed (a tariff
that nobody knows) is not offered, and nothing is estimated.
"""

from decimal import Decimal
from typing import NamedTuple

from espace_client.benefits.acts.catalogue import Catalogue
from espace_client.benefits.law.law import Law
from espace_client.benefits.reckoning.care import Care
from espace_client.benefits.reckoning.cover import Cover
from espace_client.benefits.reckoning.one_line import reimburse
from espace_client.benefits.reckoning.steps import Answer
from espace_client.benefits.reckoning.uses import Uses
from espace_client.benefits.telling.context import euros
from espace_client.benefits.telling.other_ways import Asked, act_of, changes


class Alternative(NamedTuple):
    """The same care done otherwise. `difference`: what more it would leave, in euros; less than 0
    is money saved. `sentence` says both amounts."""

    sentence: str
    answer: Answer
    difference: Decimal


def what_would_change(
    care: Care, cover: Cover, used: Uses, law: Law, catalogue: Catalogue
) -> tuple[Alternative, ...]:
    """The alternatives that change what is left to pay, what saves most first.

    The price is the same unless the sentence names another. Raises NoValue as `reimburse` does,
    for the care itself.
    """
    now = reimburse(care, cover, used, law)
    asked = Asked(care, cover, used, law, act_of(care, catalogue), now)
    found = []
    for change in changes(asked, catalogue):
        try:
            answer = reimburse(change.care, cover, used, law)
        except LookupError:  # a figure that nobody knows
            continue
        if answer.left != now.left:
            sentence = in_both_amounts(change.where, answer.left, now.left)
            found.append(Alternative(sentence, answer, answer.left - now.left))
    return tuple(sorted(found, key=lambda one: one.difference))


def in_both_amounts(where: str, then: Decimal, now: Decimal) -> str:
    """« …, il vous resterait 2,00 € au lieu de 20,60 €. »"""
    left = f"il vous resterait {euros(then)}" if then else "vous n’auriez rien à payer"
    if where.endswith("."):
        left = left[0].upper() + left[1:]
    return f"{where} {left} au lieu de {euros(now)}."
