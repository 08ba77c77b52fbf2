"""What is typed to have a payment certified."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.contributions.certificates import WantedPayment
from espace_client.contributions.queries import Account
from espace_client.documents.asking import PERIOD, ForWhat, OverWhichDays, span_of_year
from espace_client.documents.purposes import OF_PAYMENT
from espace_client.ui.fields import Choices


class PaymentForm(OverWhichDays, ForWhat):
    """For which contract, for what, over which days."""

    contract = forms.ChoiceField(
        label=gettext_lazy("Pour quel contrat ?"),
        widget=Choices,
        error_messages={"required": gettext_lazy("Choisissez un contrat.")},
    )
    field_order = ("contract", "purpose", "when", "first", "last")
    typed_days = (PERIOD,)
    purposes = OF_PAYMENT
    day = None  # type: ignore[assignment]

    def __init__(self, *args: Any, accounts: Sequence[Account], today: date, **kwargs: Any) -> None:
        years = sorted(set().union(*(one.years for one in accounts)), reverse=True)
        spans = [span_of_year(year, today) for year in years if year <= today.year]
        super().__init__(*args, spans=spans, today=today, **kwargs)
        self.fields["when"].label = _("Pour quelle période ?")
        self.fields["when"].error_messages["required"] = _("Choisissez une période.")
        self.alone = accounts[0].contract.pk if len(accounts) == 1 else None
        if self.alone:
            del self.fields["contract"]
        else:
            self.fields["contract"].choices = [  # type: ignore[attr-defined]
                (str(one.contract.pk), _named(one)) for one in accounts
            ]

    def wanted(self) -> WantedPayment:
        """What was asked, once the form is valid."""
        first, last = self.chosen_days()
        return WantedPayment(
            contract=self.alone or UUID(self.cleaned_data["contract"]),
            purpose=self.chosen_purpose(),
            first=first,
            last=last,
        )


def _named(account: Account) -> str:
    said = {"product": account.contract.product.name, "reference": account.contract.reference}
    return _("%(product)s, contrat %(reference)s") % said
