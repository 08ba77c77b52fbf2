"""What is typed to have a document made, piece by piece: for whom, for what, over which days, with
the NIR or not. Each kind of certificate puts its form together from these, so that one question is
asked in one way everywhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.documents.purposes import OF_COVER, PURPOSES, Purpose
from espace_client.kernel.french import NBSP, date_in_words
from espace_client.kernel.periods import WrongPeriod, wrong_period
from espace_client.ui.fields import Boxes, Choices, DayField

PAST_DAY, PERIOD = "jour", "periode"


@dataclass(frozen=True, slots=True)
class Span:
    """Days that can be chosen by a name, both ends included."""

    value: str
    label: str
    first: date
    last: date


def span_of_today(today: date) -> Span:
    """« Aujourd’hui, le 24 mars 2022 »."""
    label = _("Aujourd’hui, le %(day)s") % {"day": date_in_words(today)}
    return Span("aujourdhui", label, today, today)


def span_of_year(year: int, today: date) -> Span:
    """« L’année 2021 »; of this year, the days until today."""
    if year == today.year:
        label = _("L’année %(year)d, jusqu’à aujourd’hui") % {"year": year}
        return Span(str(year), label, date(year, 1, 1), today)
    label = _("L’année %(year)d") % {"year": year}
    return Span(str(year), label, date(year, 1, 1), date(year, 12, 31))


class ForWhom(forms.Form):
    """For whom. Whoever can name one person alone is not asked: `alone` is that person."""

    people = forms.MultipleChoiceField(
        label=gettext_lazy("Pour qui ?"),
        help_text=gettext_lazy("Cochez une ou plusieurs personnes."),
        widget=Boxes,
        error_messages={"required": gettext_lazy("Cochez au moins une personne.")},
    )

    def __init__(self, *args: Any, people: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        """*people* that can be named: the key of each, and what is shown of them."""
        super().__init__(*args, **kwargs)
        self.alone = people[0][0] if len(people) == 1 else None
        if self.alone:
            del self.fields["people"]
        else:
            self.fields["people"].choices = [(str(key), said) for key, said in people]  # type: ignore[attr-defined]

    def chosen_people(self) -> frozenset[UUID]:
        """Who was named, once the form is valid."""
        return frozenset([self.alone] if self.alone else map(UUID, self.cleaned_data["people"]))


class ForWhat(forms.Form):
    """Who asks for it, among those who ask for this kind of certificate."""

    purpose = forms.ChoiceField(
        label=gettext_lazy("Pour quoi ?"),
        help_text=gettext_lazy("Votre réponse change seulement une phrase de l’attestation."),
        widget=Choices,
        error_messages={"required": gettext_lazy("Choisissez pour quoi.")},
    )
    purposes: tuple[Purpose, ...] = OF_COVER

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = [(one, PURPOSES[one]) for one in self.purposes]  # type: ignore[attr-defined]

    def chosen_purpose(self) -> Purpose:
        """Who asks for it, once the form is valid."""
        return Purpose(self.cleaned_data["purpose"])


class WithNir(forms.Form):
    """Whether the NIR is wanted: never unless it is ticked."""

    with_nir = forms.BooleanField(
        label=gettext_lazy("Écrire aussi le numéro de Sécurité sociale"),
        required=False,
        widget=forms.CheckboxInput({"class": "ds-input"}),
    )


class OverWhichDays(forms.Form):
    """At which date, or over which days: by a name, or typed. None is to come."""

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
    typed_days: tuple[str, ...] = (PAST_DAY, PERIOD)  # which of them may be typed

    def __init__(self, *args: Any, spans: Sequence[Span], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.spans = today, {one.value: one for one in spans}
        labels = {
            PAST_DAY: _("Un jour passé"),
            PERIOD: _("Une période, d’un jour à un autre"),
        }
        self.fields["when"].choices = [  # type: ignore[attr-defined]
            *((one.value, one.label) for one in spans),
            *((value, labels[value]) for value in self.typed_days),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        when = cleaned.get("when", "")
        asked = {PAST_DAY: ["day"], PERIOD: ["first", "last"]}.get(when, [])
        for name in {"day", "first", "last"} - set(asked):  # left over from another choice
            self.errors.pop(name, None)
        for name in asked:
            if cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, self._missing(name))
        if span := self.spans.get(when):
            cleaned["period"] = (span.first, span.last)
        elif asked and not self.errors.keys() & set(asked):
            first, last = cleaned[asked[0]], cleaned[asked[-1]]
            cleaned["period"] = (first, last)
            self._check_days(first, last, asked)
        return cleaned

    def _missing(self, name: str) -> str:
        """Which of the days is missing: the summary of a page names them one under the other."""
        wanted = _("Écrivez le jour, le mois et l’année.")
        which = {"first": _("Premier jour"), "last": _("Dernier jour")}.get(name)
        return f"{which}{NBSP}: {wanted}" if which else wanted

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

    def chosen_days(self) -> tuple[date, date]:
        """The first and the last day, once the form is valid."""
        first, last = self.cleaned_data["period"]
        return first, last
