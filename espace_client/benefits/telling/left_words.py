"""The price, and what is left of it to pay, told."""

from decimal import Decimal

from espace_client.benefits.reckoning.steps import Answer
from espace_client.benefits.telling.context import Context, Told, euros

_NOTHING_LEFT = "Vous n’avez rien à payer."
_FORBIDDEN = "Un contrat responsable n’a pas le droit de la rembourser."


def price(context: Context) -> Told:
    return Told("Prix du soin", tuple(three_amounts(context.answer)))


def three_amounts(answer: Answer) -> list[str]:
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
    return Told("Il vous reste", (_NOTHING_LEFT,))


def out_of_path(context: Context) -> Told:
    cost = "La Sécurité sociale paie moins hors du parcours de soins."
    return Told("Hors du parcours de soins", (cost, "Votre contrat ne paie pas à sa place."))


def consultation_charge(context: Context) -> Told:
    kept = "La participation forfaitaire reste toujours à votre charge."
    return Told("Participation forfaitaire", (kept, _FORBIDDEN))


def franchise(context: Context) -> Told:
    kept = "La franchise médicale reste toujours à votre charge."
    return Told("Franchise médicale", (kept, _FORBIDDEN))


def heavy_act_charge(context: Context) -> Told:
    return Told("Participation pour un acte lourd", ("Votre contrat ne la paie pas en entier.",))


def hospital_days(context: Context) -> Told:
    return Told("Forfait journalier de l’hôpital", ("Votre contrat ne le paie pas en entier.",))


def base_left(context: Context) -> Told:
    nobody = "Ni la Sécurité sociale ni votre contrat ne paient cette part de la base."
    return Told("Le reste de la base", (nobody,))


def excess_left(context: Context) -> Told:
    care = context.answer.care
    if not context.answer.social_security and not context.answer.insurer:
        return Told("Rien n’est remboursé", ("Personne ne rembourse ce soin.",))
    if not care.base:
        return Told("Ce que le contrat ne paie pas", ("Votre garantie ne va pas plus loin.",))
    above = f"Le prix dépasse la base de {euros(care.price - care.base)}."
    if context.step.amount == care.price - care.base:
        return Told("Au-dessus de la base", (above, "Votre contrat ne paie pas ce dépassement."))
    rest = f"Votre contrat laisse {euros(context.step.amount)} de ce dépassement."
    return Told("Au-dessus de la base", (above, rest))
