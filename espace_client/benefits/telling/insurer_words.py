"""What the insurer pays, told: what the line of the contract gives, and what the law changes."""

import re

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.benefits.plain import in_plain_words
from espace_client.benefits.reckoning.care import Care
from espace_client.benefits.reckoning.cover import CoverLine
from espace_client.benefits.telling.context import Context, Told, euros
from espace_client.benefits.telling.limit_words import quoted

_OFTEN_UNNAMED = frozenset(
    {
        CareKind.DIETETICS,
        CareKind.SOPHROLOGY,
        CareKind.PODIATRY,
        CareKind.PSYCHOLOGIST_NOT_REFUNDED,
    }
)
"""What a table that says « Médecines douces » and no more may have meant: only it can tell."""
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
        plain = (*plain, "Ici, votre garantie n’ajoute rien.")
    return Told("Votre garantie", plain, quoted(context.step))


def other_insurer(context: Context) -> Told:
    return Told(
        "Votre autre assurance a déjà payé",
        ("Tous ensemble, nous ne remboursons jamais plus que le prix du soin.",),
    )


def floor_of_law(context: Context) -> Told:
    return Told(
        "Minimum fixé par la loi",
        ("La loi oblige un contrat responsable à payer au moins cette part.",),
    )


def no_guarantee(context: Context) -> Told:
    title, care = "Pas de garantie", context.answer.care
    if isinstance(care, Care) and care.kind in _OFTEN_UNNAMED:
        return Told(title, ("Aucune ligne de votre tableau de garanties ne nomme ce soin.",))
    return Told(title, ("Votre contrat ne prévoit rien pour ce soin.",))


def paid_by_others(context: Context) -> Told:
    paid = f"Elle a déjà remboursé {euros(context.step.amount)}."
    return Told("Votre autre assurance paie", (paid,))
