"""The price, and what is left of it to pay, told."""

from decimal import Decimal
from typing import NamedTuple

from espace_client.benefits.acts.act import Basket
from espace_client.benefits.acts.families import Family
from espace_client.benefits.reckoning.stay import Stay
from espace_client.benefits.reckoning.steps import Answer, Rule
from espace_client.benefits.telling.context import Context, Told, euros
from espace_client.benefits.telling.limit_words import quoted

_NOTHING_LEFT = "Vous n’avez rien à payer."
_NOT_OURS = "Votre contrat ne la rembourse pas."


class Amounts(NamedTuple):
    """Who pays what of several answers together. Euros."""

    social_security: Decimal
    insurer: Decimal
    others: Decimal
    left: Decimal


def price(context: Context) -> Told:
    return Told(f"Prix du {context.noun}", tuple(three_amounts(context.answer)))


def three_amounts(answer: Answer | Amounts) -> list[str]:
    """Who pays what, in a sentence or two: what one reads first."""
    paid = _paid("La Sécurité sociale", "paie", answer.social_security)
    ours = _paid("nous", "payons", answer.insurer)
    left = f"il vous reste {euros(answer.left)}" if answer.left else ""
    if answer.others:
        others = _paid("votre autre assurance", "paie", answer.others)
        last = f"I{left[1:]}." if left else _NOTHING_LEFT
        return [f"{paid}, {others}, {ours}.", last]
    return [f"{paid}, {ours}, {left}."] if left else [f"{paid}, {ours}.", _NOTHING_LEFT]


def _paid(who: str, pays: str, amount: Decimal) -> str:
    return f"{who} {pays} {euros(amount)}" if amount else f"{who} ne {pays} rien"


def in_the_end(context: Context) -> Told:
    if context.step.children or context.step.amount:
        return Told("Il vous reste")
    return Told("Il vous reste", (_NOTHING_LEFT, *_above_the_law(context)))


def out_of_path(context: Context) -> Told:
    cost = "La Sécurité sociale paie moins hors du parcours de soins."
    return Told("Hors du parcours de soins", (cost, "Votre contrat ne paie pas à sa place."))


def consultation_charge(context: Context) -> Told:
    kept = "La participation forfaitaire reste toujours à votre charge."
    return Told("Participation forfaitaire", (kept, _NOT_OURS))


def franchise(context: Context) -> Told:
    kept = "La franchise médicale reste toujours à votre charge."
    return Told("Franchise médicale", (kept, _NOT_OURS))


def limit_reached(context: Context) -> Told:
    beyond = "C’est ce qui dépasse la limite de votre contrat."
    return Told("Au-delà de la limite", (beyond,), quoted(context.step))


def base_left(context: Context) -> Told:
    fixed = (Rule.HOSPITAL_DAYS, Rule.HEAVY_ACT_CHARGE)
    if context.bill.given_up or (context.above and context.above.rule in fixed):
        return Told("Une somme fixe", ("Votre contrat ne la paie pas en entier.",))
    nobody = "Ni la Sécurité sociale ni votre contrat ne paient cette part de la base."
    return Told("Le reste de la base", (nobody,))


def excess_left(context: Context) -> Told:
    bill = context.bill
    ours = context.answer.steps.children[1].children
    if not context.answer.social_security and any(o.rule is Rule.NO_GUARANTEE for o in ours):
        if context.answer.others:
            return Told("Le reste du prix", ("Votre contrat ne paie pas cette part.",))
        return Told("Rien n’est remboursé", ("Personne ne rembourse ce soin.",))
    if not bill.base:
        return Told("Ce que le contrat ne paie pas", ("Votre garantie ne va pas plus loin.",))
    above = f"Le prix compte {euros(bill.excess)} au-dessus de la base."
    rest = f"Il reste {euros(context.step.amount)} de ce dépassement."
    if context.step.amount == bill.excess:
        rest = "Votre contrat ne paie pas ce dépassement."
    return Told("Au-dessus de la base", (above, rest, *_above_the_law(context)))


def _above_the_law(context: Context) -> tuple[str, ...]:
    """A price above the limit price of the law: nobody may ask it. Domain rules 6.1 and 7.2."""
    care = context.answer.care
    limited = (Basket.NOTHING_LEFT, Basket.CAPPED)
    if isinstance(care, Stay) or care.limit is None or care.basket not in limited:
        return ()
    if care.price <= care.limit:
        return ()
    who = "Le dentiste" if care.family is Family.DENTAL else "Le professionnel"
    return (
        f"Ce prix dépasse de {euros(care.price - care.limit)} la limite de la loi, "
        f"qui est de {euros(care.limit)}.",
        f"{who} n’a pas le droit de demander plus que cette limite.",
    )
