"""What is asked of a stay in hospital: the stay itself, then what is billed beside it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.benefits.acts.examples import Example
from espace_client.benefits.figures import euros
from espace_client.kernel.french import spaced
from espace_client.reimbursements import asked_fields as asked
from espace_client.reimbursements.forms import RareForm
from espace_client.reimbursements.law_in_force import catalogue, law
from espace_client.reimbursements.situations import NO, YES, Situation
from espace_client.reimbursements.stays import usual_room, usual_tariff
from espace_client.ui.fields import Choices, EurosField

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


class BesideForm(forms.Form):
    """What is billed beside the stay: the single room, the fees of the surgeon."""

    room = forms.ChoiceField(
        label=gettext_lazy("Voulez-vous une chambre seule ?"),
        choices=asked.ANSWERS,
        widget=Choices,
        error_messages=asked.CHOOSE,
    )
    room_price = EurosField(
        most=asked.MOST_EUROS,
        required=False,
        label=gettext_lazy("Le prix de la chambre pour une nuit (facultatif)"),
    )
    fees = EurosField(
        most=asked.MOST_EUROS,
        required=False,
        label=gettext_lazy("Les honoraires du chirurgien (facultatif)"),
        help_text=gettext_lazy(
            "En clinique seulement. Ils sont sur son devis. À l’hôpital public, laissez vide."
        ),
    )
    fees_base = EurosField(
        most=asked.MOST_EUROS,
        required=False,
        label=gettext_lazy("Le tarif de la Sécurité sociale pour eux (facultatif)"),
        help_text=gettext_lazy(
            "À écrire si vous avez écrit les honoraires. Il est sur le même devis."
        ),
    )
    optam = asked.optam(gettext_lazy("Est-ce un chirurgien qui modère ses prix ?"))

    def __init__(self, *args: Any, nights: int, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.usual: Example | None = usual_room(catalogue(), on=on)
        self.fields["optam"].required = False
        self.fields["optam"].help_text = _(
            "À répondre si vous avez écrit les honoraires. Son secrétariat vous le dit."
        )
        for name in ("room", "optam"):
            self.fields[name].label = spaced(str(self.fields[name].label))
        if not nights:
            del self.fields["room"], self.fields["room_price"]
        elif self.usual:
            invented = asked.doubt_of(self.usual)
            self.fields["room_price"].help_text = _(
                "En euros. Laissez vide pour un prix d’exemple%(doubt)s : %(amount)s."
            ) % {"amount": euros(self.usual.price.price), "doubt": invented}

    def clean(self) -> None:
        """The fees and their tariff come together: what is paid depends on both."""
        typed = self.cleaned_data
        fees, base = typed.get("fees"), typed.get("fees_base")
        if fees and not base and "fees_base" not in self.errors:
            self.add_error(
                "fees_base",
                _("Écrivez aussi ce tarif : il est sur le devis. Ou laissez les deux vides."),
            )
        if base and not fees and "fees" not in self.errors:
            self.add_error("fees", _("Écrivez aussi les honoraires. Ou laissez les deux vides."))
        if fees and not typed.get("optam"):
            self.add_error("optam", self.fields["optam"].error_messages["required"])
        if typed.get("room") == YES and not (typed.get("room_price") or self.usual):
            self.add_error("room_price", _("Écrivez le prix de la chambre pour une nuit."))

    def answers(self) -> Mapping[str, str]:
        """As the address of a simulation carries them, once they are valid."""
        typed = self.cleaned_data
        given = {"room": typed.get("room") or NO}
        if given["room"] == YES:
            price = typed["room_price"]
            if not price:
                assert self.usual is not None  # else it is required
                price, given["usual_room"] = self.usual.price.price, YES
            given["room_price"] = str(price)
        if typed["fees"]:
            given |= {name: str(typed[name]) for name in ("fees", "fees_base", "optam")}
        return given


def _prices(on: date) -> str:
    """« 835 € avec une opération, 3 581,85 € sans »."""
    found = {heavy: usual_tariff(catalogue(), heavy_act=heavy, on=on) for heavy in (True, False)}
    said = {True: _("%(price)s avec un acte lourd"), False: _("%(price)s sans")}
    return ", ".join(
        said[heavy] % {"price": euros(one.price.price)} for heavy, one in found.items() if one
    )
