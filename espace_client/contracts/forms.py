"""What is typed to have a cover certified."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.contracts.certificate_words import PURPOSES, Purpose
from espace_client.contracts.certificates import Wanted
from espace_client.contracts.rules import WrongPeriod, wrong_period
from espace_client.kernel.french import date_in_words
from espace_client.members.models import Person
from espace_client.ui.fields import Boxes, Choices, DayField

TODAY, PAST_DAY, PERIOD = "aujourdhui", "jour", "periode"


class CertificateForm(forms.Form):
    """For whom, for what, at which date. Whoever can name one person alone is not asked whom."""

    people = forms.MultipleChoiceField(
        label=gettext_lazy("Pour qui ?"),
        help_text=gettext_lazy("Cochez une ou plusieurs personnes."),
        widget=Boxes,
        error_messages={"required": gettext_lazy("Cochez au moins une personne.")},
    )
    purpose = forms.ChoiceField(
        label=gettext_lazy("Pour quoi ?"),
        help_text=gettext_lazy("Votre réponse change seulement une phrase de l’attestation."),
        choices=list(PURPOSES.items()),
        widget=Choices,
        error_messages={"required": gettext_lazy("Choisissez pour quoi.")},
    )
    when = forms.ChoiceField(
        label=gettext_lazy("À quelle date ?"),
        widget=Choices,
        error_messages={"required": gettext_lazy("Choisissez une date.")},
    )
    day = DayField(
        label=gettext_lazy("Le jour passé"),
        help_text=gettext_lazy("Jour, mois, année. Par exemple 01 03 2022."),
        required=False,
    )
    first = DayField(
        label=gettext_lazy("Le premier jour de la période"),
        help_text=gettext_lazy("Par exemple 01 01 2022."),
        required=False,
    )
    last = DayField(
        label=gettext_lazy("Le dernier jour de la période"),
        help_text=gettext_lazy("Aujourd’hui au plus tard."),
        required=False,
    )
    with_nir = forms.BooleanField(
        label=gettext_lazy("Écrire aussi le numéro de Sécurité sociale"),
        required=False,
        widget=forms.CheckboxInput({"class": "ds-input"}),
    )

    def __init__(self, *args: Any, people: Sequence[Person], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.alone = today, people[0].pk if len(people) == 1 else None
        if self.alone:
            del self.fields["people"]
        else:
            self.fields["people"].choices = [(str(one.pk), str(one)) for one in people]  # type: ignore[attr-defined]
        self.fields["when"].choices = [  # type: ignore[attr-defined]
            (TODAY, _("Aujourd’hui, le %(day)s") % {"day": date_in_words(today)}),
            (PAST_DAY, _("Un jour passé")),
            (PERIOD, _("Une période, d’un jour à un autre")),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        asked = {PAST_DAY: ["day"], PERIOD: ["first", "last"]}.get(cleaned.get("when", ""), [])
        for name in {"day", "first", "last"} - set(asked):  # left over from another choice
            self.errors.pop(name, None)
        for name in asked:
            if cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, _("Écrivez le jour, le mois et l’année."))
        if not asked:
            cleaned["period"] = (self.today, self.today)
        elif not self.errors.keys() & set(asked):
            first, last = cleaned[asked[0]], cleaned[asked[-1]]
            cleaned["period"] = (first, last)
            self._check_days(first, last, asked)
        return cleaned

    def _check_days(self, first: date, last: date, asked: Sequence[str]) -> None:
        match wrong_period(first, last, today=self.today):
            case WrongPeriod.BACKWARDS:
                self.add_error("last", _("Ce jour est avant le premier. Échangez les deux."))
            case WrongPeriod.FUTURE:
                self.add_error(
                    asked[-1],
                    _(
                        "Ce jour n’est pas encore venu. Une attestation dit ce qui est sûr :"
                        " choisissez le %(today)s ou un jour d’avant."
                    )
                    % {"today": date_in_words(self.today)},
                )

    def wanted(self) -> Wanted:
        """What was asked, once the form is valid."""
        data = self.cleaned_data
        first, last = data["period"]
        chosen = [self.alone] if self.alone else map(UUID, data["people"])
        return Wanted(
            people=frozenset(chosen),
            purpose=Purpose(data["purpose"]),
            first=first,
            last=last,
            with_nir=data["with_nir"],
        )
