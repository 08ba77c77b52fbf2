"""What an act needs to know before its reimbursement can be estimated."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.benefits.acts.act import Act, NoTariff
from espace_client.benefits.figures import euros
from espace_client.benefits.reckoning.cover import Cover
from espace_client.reimbursements import asked_fields as asked
from espace_client.reimbursements.law_in_force import catalogue
from espace_client.reimbursements.questions import (
    Question,
    UsualPrice,
    most_units,
    one_of,
    questions_of,
    usual_price,
)
from espace_client.reimbursements.rare_forms import RareForm
from espace_client.reimbursements.situations import YES, asked_with
from espace_client.ui.fields import Choices, EurosField

_NUMBER = {"inputmode": "numeric", "autocomplete": "off", "class": "ds-input"}


class AnswersForm(RareForm):
    """What an act needs to know: its price, and what changes what is paid."""

    price = EurosField(most=asked.MOST_EUROS, required=False)
    quantity = forms.CharField(
        max_length=4,
        initial="1",
        widget=forms.TextInput(_NUMBER),
        error_messages={
            "required": gettext_lazy("Écrivez un nombre, par exemple 1."),
            "max_length": gettext_lazy("Écrivez un nombre entier, par exemple 1."),
        },
    )
    side = forms.ChoiceField(widget=Choices, error_messages=asked.CHOOSE)
    path = asked.choice(
        gettext_lazy("Est-ce votre médecin traitant, ou un médecin qu’il vous a conseillé ?"),
        gettext_lazy("Pour un gynécologue, un ophtalmologue ou les urgences, répondez oui."),
    )
    optam = asked.optam(gettext_lazy("Est-ce un médecin qui modère ses prix ?"))
    network = asked.choice(
        gettext_lazy("Ce professionnel fait-il partie de notre réseau de soins ?"),
        gettext_lazy("Votre contrat ne rembourse pas pareil hors du réseau."),
    )
    whole = asked.whole(gettext_lazy("Est-ce pour une affection de longue durée (ALD) ?"))
    tooth = forms.CharField(
        label=gettext_lazy("Le numéro de la dent (facultatif)"),
        help_text=gettext_lazy("Deux chiffres, écrits sur le devis du dentiste. Par exemple 36."),
        max_length=4,
        required=False,
        widget=forms.TextInput(_NUMBER),
    )

    def __init__(
        self,
        *args: Any,
        act: Act,
        usual: UsualPrice | None,
        birth: date,
        on: date,
        cover: Cover | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, today=on, **kwargs)
        self.act, self.usual = act, usual
        questions = questions_of(act, birth=birth, on=on, cover=cover)
        for name in set(self.fields) - set(questions):
            del self.fields[name]
        self.order_fields([*questions])
        if Question.PRICE in questions:
            self._ask_for_the_price()
        if Question.QUANTITY in questions:
            elided = "d’" if act.unit[:1] in "aeéèiouy" else "de "
            label = _("Combien %(units)s ?") % {"units": f"{elided}{act.unit}"}
            self.fields[Question.QUANTITY].label = label
        if Question.SIDE in questions:
            side, words = self.fields[Question.SIDE], asked.side_words(act.unit)
            side.label, side.help_text, side.choices = words  # type: ignore[attr-defined]
        if Question.SITUATION in questions:
            choices = asked.situation_choices(asked_with(act.family, act.tariff(on)))
            self.fields[Question.SITUATION].choices = choices  # type: ignore[attr-defined]

    def _ask_for_the_price(self) -> None:
        """The price of one unit; it may be left out when a usual one is known."""
        price = self.fields[Question.PRICE]
        price.label = _("Quel est le prix ?")
        if self.act.unit:
            price.label = _("Le prix pour chaque %(unit)s") % {"unit": one_of(self.act.unit)}
        if self.usual is None:
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

    def clean(self) -> None:
        """The usual price, where none was written, is that of the day of care."""
        if Question.DAY in self.errors:
            return
        try:
            usual = usual_price(
                self.act, catalogue(), on=self.cleaned_data[Question.DAY] or self.today
            )
        except NoTariff:
            self.add_error(Question.DAY, _NO_TARIFF)
            return
        self.usual = usual
        missing = Question.PRICE in self.fields and not self.cleaned_data.get(Question.PRICE)
        if missing and usual is None and Question.PRICE not in self.errors:
            self.add_error(Question.PRICE, _("Écrivez le prix. Il est sur le devis."))

    def answers(self) -> Mapping[str, str]:
        """What was answered, as the address of a simulation carries it, once it is valid."""
        plain = {name: one for name, one in self.cleaned_data.items() if name not in self.RARE}
        given = {name: str(value) for name, value in plain.items() if value}
        if Question.PRICE in self.fields and Question.PRICE not in given:
            assert self.usual is not None  # else the price is required
            given |= {Question.PRICE: str(self.usual.amount), "usual": YES}
        return {**given, **asked.rare_answers(self.cleaned_data)}


_NO_TARIFF = gettext_lazy(
    "Nous n’avons pas de tarif pour ce soin ce jour-là. Choisissez un jour plus récent, ou"
    " appelez-nous."
)
