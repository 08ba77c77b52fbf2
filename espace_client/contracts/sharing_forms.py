"""What is typed to send one's card to a professional."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.contracts.cards import Card
from espace_client.contracts.operations import WantedShare
from espace_client.ui.fields import Choices, EmailField


class ShareCardForm(forms.Form):
    """Which card, to whom. Whoever has one card is not asked which; whoever may not have the NIR
    printed is not asked about it."""

    card = forms.ChoiceField(
        label=gettext_lazy("Quelle carte ?"),
        widget=Choices,
        error_messages={"required": gettext_lazy("Choisissez la carte à envoyer.")},
    )
    email = EmailField(
        label=gettext_lazy("L’adresse e-mail du professionnel"),
        help_text=gettext_lazy("Demandez-la au comptoir. Par exemple accueil@pharmacie.fr."),
        error_messages={"required": gettext_lazy("Écrivez l’adresse e-mail du professionnel.")},
    )
    with_nir = forms.BooleanField(
        label=gettext_lazy("Envoyer la carte avec le numéro de Sécurité sociale"),
        required=False,
        widget=forms.CheckboxInput({"class": "ds-input"}),
    )

    def __init__(self, *args: Any, cards: Sequence[Card], may_see_nir: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "off"  # nobody's own address
        choices = [(f"{one.contract}.{one.year}", _named(one)) for one in cards]
        self.only = choices[0][0] if len(choices) == 1 else ""
        if self.only:
            del self.fields["card"]
        else:
            self.fields["card"].choices = choices  # type: ignore[attr-defined]
        if not may_see_nir:
            del self.fields["with_nir"]

    def wanted(self) -> WantedShare:
        """What was asked, once the form is valid."""
        contract, _dot, year = (self.only or self.cleaned_data["card"]).partition(".")
        return WantedShare(
            contract=UUID(contract),
            year=int(year),
            email=self.cleaned_data["email"],
            with_nir=self.cleaned_data.get("with_nir", False),
        )


def _named(card: Card) -> str:
    said = {"product": card.product_name, "option": card.option_name, "year": card.year}
    if not card.option_name:
        return _("%(product)s, carte de %(year)s") % said
    return _("%(product)s, option %(option)s, carte de %(year)s") % said
