"""Questions that kinds which pay ask alike: of whom, and how much."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from espace_client.demarches.shape import Words
from espace_client.members.models import Person
from espace_client.ui.fields import Choices, EurosField


def person_form(people: Sequence[Person], label: str) -> type[forms.Form]:
    """Whose care it is, of those whose care may be claimed; the question is *label*."""
    named = [(str(one.pk), str(one)) for one in people]

    class PersonForm(forms.Form):
        person = forms.ChoiceField(
            label=label,
            help_text=gettext_lazy(
                "Une facture pour deux personnes ? Faites une demande pour chacune."
            ),
            choices=named,
            widget=Choices,
            error_messages={"required": gettext_lazy("Choisissez la personne.")},
        )

    return PersonForm


class PaidPriceForm(forms.Form):
    """What was paid, and what somebody gave back of it: less than all."""

    most = Decimal(50_000)
    back = ""
    """The field of what came back, and what is said when it is everything."""
    all_back: Words = ""

    price = EurosField(
        label=gettext_lazy("Combien avez-vous payé pour cette personne ?"),
        help_text=gettext_lazy("Sa part seulement, si la facture est pour plusieurs."),
        most=most,
        error_messages={"required": gettext_lazy("Écrivez le prix payé, par exemple 45,50.")},
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        price, back = said.get("price"), said.get(self.back)
        if price is not None and back is not None and back >= price:
            self.add_error(self.back, str(self.all_back))
        return said
