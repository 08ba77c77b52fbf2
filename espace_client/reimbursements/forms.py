"""What is typed in the simulator: words to find an act, then what the act needs to know."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.benefits.acts.act import Act
from espace_client.benefits.figures import euros
from espace_client.kernel.french import NBSP
from espace_client.reimbursements.questions import (
    NO,
    UNKNOWN,
    YES,
    Question,
    UsualPrice,
    most_units,
    one_of,
    questions_of,
)
from espace_client.ui.fields import Choices, EurosField

_MOST_EUROS = Decimal(20_000)  # above, a comma was forgotten
_ANSWERS = ((YES, gettext_lazy("Oui")), (NO, gettext_lazy("Non")))
_NOT_SURE = (UNKNOWN, gettext_lazy("Je ne sais pas"))
_CHOOSE = {"required": gettext_lazy("Choisissez une réponse.")}


_MOST_CHARACTERS = 60  # of words that are looked for


def words_looked_for(typed: str) -> str:
    """What can be read of it, as nobody can mend what they cannot see: text pasted from elsewhere
    may hold invisible characters."""
    spaced = " ".join(typed.split())
    return "".join(one for one in spaced if one.isprintable()).strip()[:_MOST_CHARACTERS]


class SearchForm(forms.Form):
    """The care, in one's own words."""

    words = forms.CharField(
        label=gettext_lazy("Écrivez le soin"),
        help_text=gettext_lazy("Par exemple : couronne, lunettes, médecin, kiné."),
        max_length=_MOST_CHARACTERS,
        widget=forms.TextInput({"class": "ds-input", "autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Écrivez un mot, ou choisissez dans la liste."),
            "max_length": gettext_lazy("C’est trop long. Écrivez deux ou trois mots."),
        },
    )

    def clean_words(self) -> str:
        """Those that can be read."""
        words = words_looked_for(self.cleaned_data["words"])
        if not words:
            raise ValidationError(self.fields["words"].error_messages["required"])
        return words


class AnswersForm(forms.Form):
    """What an act needs to know: its price, and what changes what is paid."""

    price = EurosField(most=_MOST_EUROS, required=False)
    quantity = forms.CharField(
        max_length=4,
        initial="1",
        widget=forms.TextInput(
            {"inputmode": "numeric", "autocomplete": "off", "class": "ds-input"}
        ),
        error_messages={"required": gettext_lazy("Écrivez un nombre, par exemple 1.")},
    )
    path = forms.ChoiceField(
        label=gettext_lazy("Est-ce votre médecin traitant, ou un médecin qu’il vous a conseillé ?"),
        help_text=gettext_lazy(
            "Pour un gynécologue, un ophtalmologue ou les urgences, répondez oui."
        ),
        choices=(*_ANSWERS, _NOT_SURE),
        widget=Choices,
        error_messages=_CHOOSE,
    )
    optam = forms.ChoiceField(
        label=gettext_lazy("Est-ce un médecin qui modère ses prix ?"),
        help_text=gettext_lazy(
            "Il a alors signé un accord avec la Sécurité sociale. Son secrétariat vous le dit."
        ),
        choices=(*_ANSWERS, _NOT_SURE),
        widget=Choices,
        error_messages=_CHOOSE,
    )
    whole = forms.ChoiceField(
        label=gettext_lazy("Est-ce pour une affection de longue durée (ALD) ?"),
        help_text=gettext_lazy("La Sécurité sociale vous l’a écrit, si c’est le cas."),
        choices=(*_ANSWERS, _NOT_SURE),
        widget=Choices,
        error_messages=_CHOOSE,
    )
    tooth = forms.CharField(
        label=gettext_lazy("Le numéro de la dent (facultatif)"),
        help_text=gettext_lazy("Deux chiffres, écrits sur le devis du dentiste. Par exemple 36."),
        max_length=4,
        required=False,
        widget=forms.TextInput(
            {"inputmode": "numeric", "autocomplete": "off", "class": "ds-input"}
        ),
    )

    def __init__(
        self,
        *args: Any,
        act: Act,
        usual: UsualPrice | None,
        birth: date,
        on: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.act, self.usual = act, usual
        asked = questions_of(act, birth=birth, on=on)
        for name in set(self.fields) - set(asked):
            del self.fields[name]
        self.order_fields([*asked])
        self._ask_for_the_price()
        if Question.QUANTITY in asked:
            elided = "d’" if act.unit[:1] in "aeéèiouy" else "de "
            label = _("Combien %(units)s ?") % {"units": f"{elided}{act.unit}"}
            self.fields[Question.QUANTITY].label = label.replace(" ?", f"{NBSP}?")

    def _ask_for_the_price(self) -> None:
        """The price of one unit; it may be left out when a usual one is known."""
        price = self.fields[Question.PRICE]
        price.label = _("Quel est le prix ?").replace(" ?", f"{NBSP}?")
        if self.act.unit:
            price.label = _("Le prix pour chaque %(unit)s") % {"unit": one_of(self.act.unit)}
        if self.usual is None:
            price.required = True
            price.error_messages["required"] = _("Écrivez le prix. Il est sur le devis.")
            price.help_text = _("En euros. Il est sur le devis, ou demandez-le.")
        else:
            price.help_text = _(
                "En euros. Vous ne le savez pas ? Laissez vide : nous prendrons %(amount)s,"
                " %(name)s."
            ) % {"amount": euros(self.usual.amount), "name": self.usual.name}

    def clean_quantity(self) -> int:
        typed = "".join(self.cleaned_data["quantity"].split())
        most = most_units(self.act.unit)
        if not (typed.isascii() and typed.isdigit() and 1 <= int(typed) <= most):
            raise ValidationError(
                _("Écrivez un nombre entier, entre 1 et %(most)s.") % {"most": most}
            )
        return int(typed)

    def clean_tooth(self) -> str:
        tooth = "".join(self.cleaned_data["tooth"].split())
        if tooth and tooth not in self.act.teeth:
            raise ValidationError(
                _(
                    "Ce soin ne se fait pas sur la dent « %(tooth)s ». Vérifiez le numéro sur le"
                    " devis, ou laissez vide."
                )
                % {"tooth": tooth}
            )
        return tooth

    def answers(self) -> Mapping[str, str]:
        """What was answered, as the address of a simulation carries it, once it is valid."""
        given = {name: str(value) for name, value in self.cleaned_data.items() if value}
        if Question.PRICE not in given:
            assert self.usual is not None  # else the price is required
            given |= {Question.PRICE: str(self.usual.amount), "usual": YES}
        return given
