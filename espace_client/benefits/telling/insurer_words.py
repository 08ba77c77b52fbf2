"""What the insurer pays, told: what the line of the contract gives, and what limits it."""

import re

from espace_client.benefits.plain import in_plain_words
from espace_client.benefits.reckoning.cover import CoverLine
from espace_client.benefits.telling.context import Context, Told, euros

_END_OF_SENTENCE = re.compile(r"(?<=\.) ")


def in_the_end(context: Context) -> Told:
    title = "Nous payons"
    if context.step.children:
        return Told(title)
    return Told(title, ("Votre contrat n’a rien à ajouter.",))


def guarantee(context: Context) -> Told:
    line = context.step.line
    if not isinstance(line, CoverLine):
        return Told("Votre garantie", ("C’est ce que prévoit votre contrat.",))
    plain = tuple(_END_OF_SENTENCE.split(in_plain_words(line.guarantee)))
    if not context.step.amount:
        plain = (*plain, "Ici, elle n’ajoute rien.")
    return Told("Votre garantie", plain, _quoted(context))


def count_used_up(context: Context) -> Told:
    return Told(
        "Nombre atteint",
        ("Votre contrat limite le nombre de soins remboursés.", "Ce nombre est atteint."),
        _quoted(context),
    )


def euros_used_up(context: Context) -> Told:
    return Told(
        "Limite en euros atteinte",
        ("Cette garantie a une limite en euros.", "Une partie a déjà servi."),
        _quoted(context),
    )


def shared_ceiling(context: Context) -> Told:
    return Told(
        "Limite commune à plusieurs soins",
        ("Plusieurs soins se partagent une limite en euros.", "Elle est atteinte."),
        _quoted(context),
    )


def no_more_than_left(context: Context) -> Told:
    return Told(
        "Jamais plus que le prix",
        ("La garantie dépasse ce qui reste à payer.", "Nous nous arrêtons au prix du soin."),
    )


def other_insurer(context: Context) -> Told:
    return Told(
        "Votre autre assurance a déjà payé",
        ("Tous ensemble, nous ne remboursons jamais plus que le prix du soin.",),
    )


def floor_of_law(context: Context) -> Told:
    return Told(
        "Minimum fixé par la loi",
        ("La loi nous demande de payer cette part, même si une limite du contrat est atteinte.",),
    )


def no_guarantee(context: Context) -> Told:
    return Told("Pas de garantie", ("Votre contrat ne prévoit rien pour ce soin.",))


def paid_by_others(context: Context) -> Told:
    paid = f"Elle a déjà remboursé {euros(context.step.amount)}."
    return Told("Votre autre assurance paie", (paid,))


def _quoted(context: Context) -> str:
    line = context.step.line
    return line.sentence.strip() if line else ""
