"""The questions about lenses, one page each."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from espace_client.demarches.claim_forms import PaidPriceForm
from espace_client.demarches.kinds.lenses.rules import Invoice, Refunded, Sold, What
from espace_client.demarches.shape import Words
from espace_client.ui.fields import Choices, EurosField, PastDayField

REFUNDED: dict[str, Words] = {
    Refunded.NO: gettext_lazy("Non, elle n’en rembourse rien"),
    Refunded.YES: gettext_lazy("Oui, pour une de ces six raisons"),
    Refunded.UNKNOWN: gettext_lazy("Je ne sais pas"),
}
SOLD: dict[str, Words] = {
    Sold.OPTICIAN: gettext_lazy("Dans un magasin d’optique"),
    Sold.ONLINE: gettext_lazy("Sur internet"),
}
WHATS: dict[str, Words] = {
    What.DAILY: gettext_lazy("Lentilles d’un jour"),
    What.FORTNIGHTLY: gettext_lazy("Lentilles de deux semaines"),
    What.MONTHLY: gettext_lazy("Lentilles d’un mois"),
    What.RIGID: gettext_lazy("Lentilles rigides"),
    What.CARE: gettext_lazy("Produits d’entretien seulement"),
}
INVOICES: dict[str, Words] = {
    Invoice.WEARER: gettext_lazy("Au nom de la personne qui les porte"),
    Invoice.OTHER: gettext_lazy("À un autre nom"),
}


class RefundedForm(forms.Form):
    refunded = forms.ChoiceField(
        label=gettext_lazy("La Sécurité sociale les rembourse-t-elle ?"),
        choices=list(REFUNDED.items()),
        widget=Choices,
        error_messages={"required": gettext_lazy("Choisissez une réponse.")},
    )


def bought_form(today: date) -> type[forms.Form]:
    """When they were bought, and from whom."""

    class BoughtForm(forms.Form):
        on = PastDayField(
            today=today,
            to_come=gettext_lazy("Cette date n’est pas encore passée. Regardez la facture."),
            label=gettext_lazy("Quand les avez-vous achetées ?"),
            help_text=gettext_lazy("La date de la facture, par exemple 31 12 2021."),
            error_messages={"required": gettext_lazy("Écrivez la date de la facture.")},
        )
        sold = forms.ChoiceField(
            label=gettext_lazy("Où ?"),
            choices=list(SOLD.items()),
            widget=Choices,
            error_messages={"required": gettext_lazy("Choisissez où.")},
        )
        seller = forms.CharField(
            label=gettext_lazy("Le nom du vendeur"),
            max_length=100,
            widget=forms.TextInput({"class": "ds-input", "autocomplete": "off"}),
            error_messages={"required": gettext_lazy("Écrivez le nom qui est sur la facture.")},
        )

    return BoughtForm


def boxes_field(label: Any) -> forms.IntegerField:
    """How many boxes for one eye."""
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=99,
        required=False,
        widget=forms.TextInput({"class": "ds-input", "inputmode": "numeric"}),
        error_messages={
            "invalid": gettext_lazy("Écrivez un nombre, par exemple 2."),
            "min_value": gettext_lazy("Écrivez un nombre de 0 à 99."),
            "max_value": gettext_lazy("Écrivez un nombre de 0 à 99."),
        },
    )


class WhatForm(forms.Form):
    what = forms.ChoiceField(
        label=gettext_lazy("Quelle sorte de lentilles ?"),
        choices=list(WHATS.items()),
        widget=Choices,
        error_messages={"required": gettext_lazy("Choisissez la sorte.")},
    )
    left = boxes_field(gettext_lazy("Combien de boîtes pour l’œil gauche ? (facultatif)"))
    right = boxes_field(gettext_lazy("Combien de boîtes pour l’œil droit ? (facultatif)"))


class PriceForm(PaidPriceForm):
    back = "given_back"
    all_back = gettext_lazy("Le vendeur vous a tout rendu : il n’y a rien à rembourser. Vérifiez.")

    given_back = EurosField(
        label=gettext_lazy("Le vendeur vous a-t-il rendu une partie ? (facultatif)"),
        help_text=gettext_lazy("Après un retour, par exemple. Sinon, laissez vide."),
        most=PaidPriceForm.most,
        required=False,
    )
    invoice = forms.ChoiceField(
        label=gettext_lazy("À quel nom est la facture ?"),
        choices=list(INVOICES.items()),
        widget=Choices,
        error_messages={"required": gettext_lazy("Choisissez une réponse.")},
    )


def prescription_form(today: date) -> type[forms.Form]:
    """When it was written."""

    class PrescriptionForm(forms.Form):
        prescribed = PastDayField(
            today=today,
            to_come=gettext_lazy("Cette date n’est pas encore passée. Regardez l’ordonnance."),
            label=gettext_lazy("De quand date votre ordonnance ?"),
            help_text=gettext_lazy("Nous la gardons : elle sert jusqu’à sa fin, sans la redonner."),
            error_messages={"required": gettext_lazy("Écrivez la date de l’ordonnance.")},
        )

    return PrescriptionForm
