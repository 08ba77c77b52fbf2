"""The questions about any other care, one page each."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy

from espace_client.benefits.acts.kinds_of_care import CareKind
from espace_client.demarches.claim_forms import PaidPriceForm
from espace_client.demarches.kinds.any_care.rules import CardRead, Paid
from espace_client.demarches.shape import Words
from espace_client.ui.fields import Choices, EurosField, PastDayField

PAIDS: dict[str, Words] = {
    Paid.ALL: gettext_lazy("J’ai tout payé"),
    Paid.OUR_PART: gettext_lazy("J’ai payé seulement la part de la mutuelle"),
    Paid.NOTHING: gettext_lazy("Je n’ai rien payé"),
}
CARDS: dict[str, Words] = {
    CardRead.YES: gettext_lazy("Oui, ma carte Vitale a été lue"),
    CardRead.NO: gettext_lazy("Non, j’ai reçu une feuille de soins en papier"),
    CardRead.NOT_REFUNDED: gettext_lazy("La Sécurité sociale ne rembourse pas ce soin"),
}
CARES: dict[str, Words] = {
    "consultation": gettext_lazy("Consultation, visite"),
    "medicines_not_refunded": gettext_lazy("Médicaments"),
    "optical": gettext_lazy("Lunettes"),
    "dental": gettext_lazy("Dentiste"),
    "hearing": gettext_lazy("Aides auditives"),
    "hospital": gettext_lazy("Hôpital, chambre particulière"),
    "equipment": gettext_lazy("Matériel, pansements, appareils"),
    "gentle_medicine": gettext_lazy("Ostéopathe, chiropracteur, acupuncteur"),
    "podiatry": gettext_lazy("Pédicure-podologue"),
    "psychologist": gettext_lazy("Psychologue"),
    "dietetics": gettext_lazy("Diététicien"),
    "vaccines": gettext_lazy("Vaccins"),
    "other": gettext_lazy("Autre soin"),
}
"""What one chooses from: what is claimed most, in everyday words."""
KINDS = {
    "medicines_not_refunded": CareKind.MEDICINES_NOT_REFUNDED,
    "gentle_medicine": CareKind.GENTLE_MEDICINE,
    "podiatry": CareKind.PODIATRY,
    "psychologist": CareKind.PSYCHOLOGIST_NOT_REFUNDED,
    "dietetics": CareKind.DIETETICS,
    "vaccines": CareKind.VACCINES,
}
"""Those that one kind of a table pays where the Sécurité sociale pays nothing."""


def day_form(today: date) -> type[forms.Form]:
    """When the care was."""

    class DayOfCareForm(forms.Form):
        on = PastDayField(
            today=today,
            to_come=gettext_lazy("Cette date n’est pas encore passée : attendez le soin."),
            label=gettext_lazy("Quel jour avez-vous reçu ce soin ?"),
            help_text=gettext_lazy("Pour un achat, la date de la facture. Par exemple 01 03 2022."),
            error_messages={"required": gettext_lazy("Écrivez la date du soin.")},
        )

    return DayOfCareForm


class PaidForm(forms.Form):
    paid = forms.ChoiceField(
        label=gettext_lazy("Qu’avez-vous payé sur place ?"),
        choices=list(PAIDS.items()),
        widget=Choices,
        error_messages={"required": gettext_lazy("Choisissez une réponse.")},
    )


class CardForm(forms.Form):
    card = forms.ChoiceField(
        label=gettext_lazy("La carte Vitale a-t-elle été lue ?"),
        choices=list(CARDS.items()),
        widget=Choices,
        error_messages={"required": gettext_lazy("Choisissez une réponse.")},
    )


class CareForm(forms.Form):
    care = forms.ChoiceField(
        label=gettext_lazy("Quel soin ?"),
        choices=list(CARES.items()),
        widget=Choices,
        error_messages={"required": gettext_lazy("Choisissez le soin.")},
    )
    words = forms.CharField(
        label=gettext_lazy("En quelques mots (facultatif)"),
        max_length=120,
        required=False,
        widget=forms.TextInput({"class": "ds-input", "autocomplete": "off"}),
    )


class PriceForm(PaidPriceForm):
    back = "basic"
    all_back = gettext_lazy("Elle a tout remboursé : il ne reste rien à payer. Vérifiez.")

    basic = EurosField(
        label=gettext_lazy("Combien la Sécurité sociale a-t-elle remboursé ? (facultatif)"),
        help_text=gettext_lazy("C’est écrit sur son décompte. Sinon, laissez vide."),
        most=PaidPriceForm.most,
        required=False,
    )
