"""The questions about any other care, one page each."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.demarches.claim_forms import PaidPriceForm
from espace_client.demarches.kinds.any_care.cares import CARES, care_meant
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
    """The care in a few words, or chosen in the list; both where the words say more."""

    words = forms.CharField(
        label=gettext_lazy("Écrivez le soin"),
        help_text=gettext_lazy("Par exemple : ostéo, lunettes, vaccin. Ou choisissez plus bas."),
        max_length=120,
        required=False,
        widget=forms.TextInput({"class": "ds-input", "autocomplete": "off"}),
    )
    care = forms.ChoiceField(
        label=gettext_lazy("Ou choisissez dans la liste"),
        choices=list(CARES.items()),
        widget=Choices,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """One of the two must say which care it is; a choice counts more than words."""
        said = super().clean() or self.cleaned_data
        words = str(said.get("words") or "")
        if said.get("care") or care_meant(words):
            return said
        if words:
            unknown = _("Nous ne savons pas de quel soin il s’agit. Choisissez dans la liste.")
            self.add_error("care", unknown)
        else:
            self.add_error("words", _("Écrivez le soin, ou choisissez dans la liste."))
        return said


class PriceForm(PaidPriceForm):
    back = "basic"
    all_back = gettext_lazy("Elle a tout remboursé : il ne reste rien à payer. Vérifiez.")

    basic = EurosField(
        label=gettext_lazy("Combien la Sécurité sociale a-t-elle remboursé ? (facultatif)"),
        help_text=gettext_lazy("C’est écrit sur son décompte. Sinon, laissez vide."),
        most=PaidPriceForm.most,
        required=False,
    )
