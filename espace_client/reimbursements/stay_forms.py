"""What is asked of a stay in hospital: the stay itself."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.benefits.figures import euros
from espace_client.kernel.french import spaced
from espace_client.reimbursements import asked_fields as asked
from espace_client.reimbursements.law_in_force import catalogue, law
from espace_client.reimbursements.rare_forms import RareForm
from espace_client.reimbursements.situations import YES, Situation
from espace_client.reimbursements.stays import usual_tariff
from espace_client.ui.fields import EurosField

_MOST_NIGHTS = 365  # longer is another scheme of care: invented
_MOST_TARIFF = Decimal(100_000)


class StayForm(RareForm):
    """The stay itself."""

    RARE = ("tariff", "situation")

    day = asked.care_day(gettext_lazy("Le jour d’entrée (facultatif)"))
    nights = forms.CharField(
        label=gettext_lazy("Combien de nuits à l’hôpital ?"),
        help_text=gettext_lazy("Écrivez 0 si vous sortez le même jour."),
        max_length=4,
        widget=forms.TextInput(
            {"inputmode": "numeric", "autocomplete": "off", "class": "ds-input"}
        ),
        error_messages={
            "required": gettext_lazy("Écrivez un nombre, par exemple 3."),
            "max_length": gettext_lazy("Écrivez un nombre entier, par exemple 3."),
        },
    )
    heavy = asked.choice(gettext_lazy("Y aura-t-il une opération, ou un autre acte lourd ?"))
    whole = asked.whole(gettext_lazy("Est-ce pour une affection de longue durée (ALD) ?"))
    tariff = EurosField(
        most=_MOST_TARIFF, required=False, label=gettext_lazy("Le tarif du séjour (facultatif)")
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.order_fields(["day", "nights", "heavy", "whole", "tariff", "situation"])
        for name in ("nights", "heavy"):
            self.fields[name].label = spaced(str(self.fields[name].label))
        situation = self.fields["situation"]
        situation.choices = asked.situation_choices(Situation)  # type: ignore[attr-defined]
        threshold = law().value("heavy_act.threshold", today).amount
        self.fields["heavy"].help_text = _(
            "Un acte est lourd quand la Sécurité sociale le compte %(amount)s ou plus. C’est le"
            " cas d’une opération de la cataracte."
        ) % {"amount": euros(threshold)}
        self.fields["tariff"].help_text = _(
            "Sans les honoraires ni la chambre. Le bureau des admissions vous le dit. Laissez vide"
            " pour un prix d’exemple : %(prices)s."
        ) % {"prices": _prices(today)}

    def clean_nights(self) -> int:
        typed = "".join(self.cleaned_data["nights"].split())
        if not (typed.isascii() and typed.isdigit() and int(typed) <= _MOST_NIGHTS):
            raise ValidationError(
                _("Écrivez un nombre entier, entre 0 et %(most)s.") % {"most": _MOST_NIGHTS}
            )
        return int(typed)

    def clean(self) -> None:
        """A tariff that nobody wrote is that of a worked example."""
        heavy = self.cleaned_data.get("heavy") == YES
        self.usual = usual_tariff(catalogue(), heavy_act=heavy, on=self._day())
        if self.usual is None and not self.cleaned_data.get("tariff") and not self.errors:
            self.add_error(
                "day", _("Nous n’avons pas de prix d’exemple pour ce jour. Écrivez le tarif.")
            )

    def _day(self) -> date:
        return self.cleaned_data.get("day") or self.today

    def answers(self) -> Mapping[str, str]:
        """As the address of a simulation carries them, once they are valid."""
        given = {name: str(self.cleaned_data[name]) for name in ("nights", "heavy", "whole")}
        if self.cleaned_data["tariff"]:
            given["tariff"] = str(self.cleaned_data["tariff"])
        else:
            assert self.usual is not None  # else it is required
            given |= {"tariff": str(self.usual.price.price), "usual": YES}
        return {**given, **asked.rare_answers(self.cleaned_data)}


def _prices(on: date) -> str:
    """« 835 € avec une opération, 3 581,85 € sans »."""
    found = {heavy: usual_tariff(catalogue(), heavy_act=heavy, on=on) for heavy in (True, False)}
    said = {True: _("%(price)s avec un acte lourd"), False: _("%(price)s sans")}
    return ", ".join(
        said[heavy] % {"price": euros(one.price.price)} for heavy, one in found.items() if one
    )
