"""What is billed beside a stay in hospital: the single room, the fees of the surgeon."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.benefits.acts.examples import Example
from espace_client.benefits.figures import euros
from espace_client.benefits.law.values import NoValue
from espace_client.kernel.french import spaced
from espace_client.reimbursements import asked_fields as asked
from espace_client.reimbursements.law_in_force import catalogue, law
from espace_client.reimbursements.situations import NO, YES
from espace_client.reimbursements.stays import usual_room
from espace_client.ui.fields import Choices, EurosField


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

    def __init__(self, *args: Any, nights: int, heavy: bool, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.heavy, self.on = heavy, on
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
        """The fees and their tariff come together: what is paid depends on both. A tariff of the
        threshold or more is that of a heavy act (R160-16 CSS), whatever was answered before."""
        typed = self.cleaned_data
        fees, base = typed.get("fees"), typed.get("fees_base")
        if fees and not base and "fees_base" not in self.errors:
            self.add_error(
                "fees_base",
                _("Écrivez aussi ce tarif : il est sur le devis. Ou laissez les deux vides."),
            )
        if base and not fees and "fees" not in self.errors:
            self.add_error("fees", _("Écrivez aussi les honoraires. Ou laissez les deux vides."))
        if fees and base and not self.heavy:
            self._check_not_heavy(base)
        if fees and not typed.get("optam"):
            self.add_error("optam", self.fields["optam"].error_messages["required"])
        if typed.get("room") == YES and not (typed.get("room_price") or self.usual):
            self.add_error("room_price", _("Écrivez le prix de la chambre pour une nuit."))

    def _check_not_heavy(self, base: Decimal) -> None:
        try:
            threshold = law().value("heavy_act.threshold", self.on).amount
        except NoValue:  # of that day nobody knows it: there is nothing to contradict
            return
        if base >= threshold:
            said = _(
                "À partir de %(amount)s, c’est un acte lourd. Revenez au séjour et répondez"
                " « Oui » à la question sur l’acte lourd. Ou corrigez ce tarif."
            )
            self.add_error("fees_base", said % {"amount": euros(threshold)})

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
