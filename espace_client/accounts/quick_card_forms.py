"""What is typed at a counter to see one's card."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.accounts.quick_card import TypedCard
from espace_client.kernel import identifiers
from espace_client.ui.fields import BirthDateField


class QuickCardForm(forms.Form):
    """The number of the card, and whose it is."""

    number = forms.CharField(
        label=gettext_lazy("Votre numéro d’adhérent"),
        help_text=gettext_lazy("8 chiffres, au recto d’une carte, même ancienne."),
        max_length=40,
        error_messages={"required": gettext_lazy("Écrivez les 8 chiffres de votre numéro.")},
        widget=forms.TextInput(
            {"inputmode": "numeric", "autocomplete": "off", "class": "ds-input"}
        ),
    )
    birth_date = BirthDateField(
        label=gettext_lazy("Votre date de naissance"),
        help_text=gettext_lazy("Jour, mois, année. Par exemple 12 05 1944."),
        error_messages={
            "required": gettext_lazy("Écrivez votre date de naissance : jour, mois, année.")
        },
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_number(self) -> str:
        typed: str = self.cleaned_data["number"]
        if not identifiers.number_key(typed).isdigit():
            raise ValidationError(
                _("Ce n’est pas un numéro d’adhérent. Il a 8 chiffres, sans lettres."),
                code="invalid",
            )
        return typed

    def clean_birth_date(self) -> str:
        typed: str = self.cleaned_data["birth_date"]
        if int(typed[-4:]) > self.today.year:
            raise ValidationError(
                _("Cette date est dans l’avenir. Vérifiez l’année."), code="future"
            )
        return typed

    def typed(self) -> TypedCard:
        """What was asked, once the form is valid."""
        return TypedCard(self.cleaned_data["number"], self.cleaned_data["birth_date"])
