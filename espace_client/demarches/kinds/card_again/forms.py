"""The questions of « Faire renvoyer ma carte », one page each."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.contracts.cards import Card, NamedPerson
from espace_client.demarches.kinds.card_again.rules import Line, SameAddress, Why
from espace_client.demarches.shape import Words
from espace_client.kernel import telephones
from espace_client.ui.fields import Boxes, Choices

WHYS: dict[str, Words] = {
    Why.LOST: gettext_lazy("Je l’ai perdue"),
    Why.STOLEN: gettext_lazy("On me l’a volée"),
    Why.NEVER_CAME: gettext_lazy("Elle n’est jamais arrivée"),
    Why.DAMAGED: gettext_lazy("Elle est abîmée"),
    Why.WRONG: gettext_lazy("Il y a une erreur dessus"),
}
LINES: dict[str, Words] = {
    Line.NAME: gettext_lazy("Un nom ou un prénom"),
    Line.BIRTH_DATE: gettext_lazy("Une date de naissance"),
    Line.PEOPLE: gettext_lazy("Quelqu’un manque, ou est en trop"),
    Line.OTHER: gettext_lazy("Autre chose"),
}
ADDRESSES: dict[str, Words] = {
    SameAddress.YES: gettext_lazy("Oui, c’est la bonne"),
    SameAddress.NO: gettext_lazy("Non, elle a changé"),
}


class WhyForm(forms.Form):
    why = forms.ChoiceField(
        label=gettext_lazy("Que s’est-il passé ?"),
        choices=list(WHYS.items()),
        widget=Choices,
        error_messages={"required": gettext_lazy("Choisissez ce qui s’est passé.")},
    )


class LineForm(forms.Form):
    line = forms.MultipleChoiceField(
        label=gettext_lazy("Qu’est-ce qui est faux ?"),
        help_text=gettext_lazy("Vous pouvez cocher plusieurs réponses."),
        choices=list(LINES.items()),
        widget=Boxes,
        error_messages={"required": gettext_lazy("Cochez au moins une réponse.")},
    )
    right = forms.CharField(
        label=gettext_lazy("Que devrait-il être écrit ?"),
        help_text=gettext_lazy("Par exemple : « Jeanne », et non « Jeane »."),
        max_length=300,
        widget=forms.Textarea({"class": "ds-input", "rows": "3"}),
        error_messages={"required": gettext_lazy("Écrivez ce qui devrait être sur la carte.")},
    )


class AddressForm(forms.Form):
    same_address = forms.ChoiceField(
        label=gettext_lazy("Est-ce toujours la bonne adresse ?"),
        choices=list(ADDRESSES.items()),
        widget=Choices,
        error_messages={"required": gettext_lazy("Dites si l’adresse est la bonne.")},
    )


class TelephoneForm(forms.Form):
    telephone = forms.CharField(
        label=gettext_lazy("Votre numéro de téléphone (facultatif)"),
        help_text=gettext_lazy("Nous n’appelons que s’il y a une question sur cette carte."),
        required=False,
        max_length=30,
        widget=forms.TextInput({"class": "ds-input", "inputmode": "tel", "autocomplete": "tel"}),
    )

    def clean_telephone(self) -> str:
        typed: str = self.cleaned_data["telephone"].strip()
        if typed and not telephones.is_number(typed):
            raise ValidationError(
                _("Vérifiez ce numéro : il a 10 chiffres, par exemple 01 99 00 12 34."),
                code="telephone",
            )
        return typed


def card_form(cards: Sequence[Card]) -> type[forms.Form]:
    """Which card, for whoever has several."""

    named = [(str(one.contract), one.product_name) for one in cards]

    class CardForm(forms.Form):
        contract = forms.ChoiceField(
            label=gettext_lazy("Quelle carte ?"),
            choices=named,
            widget=Choices,
            error_messages={"required": gettext_lazy("Choisissez la carte.")},
        )

    return CardForm


def people_form(people: Sequence[NamedPerson]) -> type[forms.Form]:
    """For whom a card is printed, of those that it names."""

    named = [(str(one.id), one.full_name) for one in people]

    class PeopleForm(forms.Form):
        people = forms.MultipleChoiceField(
            label=gettext_lazy("Qui a besoin d’une carte ?"),
            help_text=gettext_lazy("Chacun reçoit la sienne, dans la même enveloppe."),
            choices=named,
            widget=Boxes,
            error_messages={"required": gettext_lazy("Cochez au moins une personne.")},
        )

    return PeopleForm
