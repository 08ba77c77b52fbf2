"""Form fields that several rooms use, with French sentences that say how to mend."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.kernel import birth_dates
from espace_client.kernel.typed_euros import NotEuros, euros


class DateBoxes(forms.MultiWidget):
    """Day, month and year in three boxes: no calendar to fight with, lunar dates welcome.

    `of_birth`: a browser may fill in what it knows of its owner.
    """

    template_name = "ui/widgets/date_boxes.html"
    use_fieldset = True

    def __init__(self, *, of_birth: bool = True) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {}
        for name, length in (("day", "2"), ("month", "2"), ("year", "4")):
            boxes[name] = forms.TextInput(
                {
                    "inputmode": "numeric",
                    "autocomplete": f"bday-{name}" if of_birth else "off",
                    "class": "ds-input",
                    "maxlength": length,
                }
            )
        super().__init__(boxes)

    def decompress(self, value: str | None) -> list[str]:
        return value.split("/") if value else ["", "", ""]


class BirthDateField(forms.MultiValueField):
    """A date of birth as text `JJ/MM/AAAA`, lunar dates included."""

    widget = DateBoxes

    def __init__(self, **kwargs: Any) -> None:
        boxes = [forms.CharField(required=False, max_length=4) for _box in range(3)]
        super().__init__(boxes, require_all_fields=False, **kwargs)

    def compress(self, values: list[str]) -> str:
        typed = "/".join(re.sub(r"\s", "", value or "") for value in values)
        try:
            return birth_dates.normal(typed)
        except birth_dates.NoSuchDay as error:
            raise ValidationError(
                _("Ce jour n’existe pas dans ce mois. Vérifiez le jour et le mois."), code="no_day"
            ) from error
        except birth_dates.NotABirthDate as error:
            if re.fullmatch(r"\d{1,2}/\d{1,2}/\d{2}", typed):
                raise ValidationError(
                    _("Écrivez l’année avec 4 chiffres, par exemple 1944."), code="year"
                ) from error
            raise ValidationError(
                _("Écrivez le jour, le mois et l’année, par exemple 12 05 1944."), code="invalid"
            ) from error


class DayField(forms.MultiValueField):
    """A day of the calendar, in three boxes."""

    def __init__(self, **kwargs: Any) -> None:
        boxes = [forms.CharField(required=False, max_length=4) for _box in range(3)]
        kwargs["widget"] = DateBoxes(of_birth=False)
        super().__init__(boxes, require_all_fields=False, **kwargs)

    def compress(self, values: list[str]) -> date | None:
        """The day; None when nothing is typed."""
        typed = [re.sub(r"\s", "", value or "") for value in values]
        if not any(typed):
            return None
        if not all(part.isascii() and part.isdigit() for part in typed) or len(typed[2]) != 4:
            raise ValidationError(
                _("Écrivez le jour, le mois et l’année, par exemple 01 03 2022."), code="invalid"
            )
        day, month, year = map(int, typed)
        try:
            return date(year, month, day)
        except ValueError as error:
            raise ValidationError(
                _("Ce jour n’existe pas. Vérifiez le jour et le mois."), code="no_day"
            ) from error


class PastDayField(DayField):
    """A day that is not after *today*; *to_come* says what to look at when it is."""

    def __init__(self, *, today: date, to_come: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._today, self._to_come = today, to_come

    def compress(self, values: list[str]) -> date | None:
        """The day; None when nothing is typed."""
        day = super().compress(values)
        if day is not None and day > self._today:
            raise ValidationError(self._to_come, code="to_come")
        return day


class Choices(forms.RadioSelect):
    """One answer of several, each a large target."""

    template_name = "ui/widgets/choices.html"


class Boxes(forms.CheckboxSelectMultiple):
    """Several answers, each a large target."""

    template_name = "ui/widgets/choices.html"


class EmailField(forms.EmailField):
    """An e-mail address, with errors that say what to look for."""

    widget = forms.EmailInput(
        attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false",
               "autocapitalize": "none", "class": "ds-input"}
    )  # fmt: skip
    default_validators = [
        EmailValidator(
            gettext_lazy(
                "Cette adresse e-mail n’est pas complète ou contient un accent. Elle ressemble à"
                " nom@exemple.fr."
            )
        )
    ]
    default_error_messages = {
        "required": gettext_lazy("Écrivez votre adresse e-mail."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=254, **kwargs)

    def to_python(self, value: str | None) -> str:
        return re.sub(r"\s", "", str(super().to_python(value) or ""))


class EurosField(forms.CharField):
    """An amount in euros, typed with a comma or a dot, with spaces or « € ».

    *most* is the highest that makes sense there; a higher one is refused with a sentence that asks
    to look again.
    """

    def __init__(self, *, most: Decimal, **kwargs: Any) -> None:
        box = {"inputmode": "decimal", "autocomplete": "off", "class": "ds-input"}
        super().__init__(max_length=30, widget=forms.TextInput(box), **kwargs)
        self.most = most

    def clean(self, value: Any) -> Decimal | None:
        """The amount; None when nothing is typed."""
        typed: str = super().clean(value)
        if not typed:
            return None
        try:
            amount = euros(typed)
        except NotEuros as error:
            raise ValidationError(
                _("Écrivez un prix en euros, par exemple 539 ou 539,50."), code="invalid"
            ) from error
        if not amount:
            raise ValidationError(_("Le prix doit être plus grand que zéro."), code="nothing")
        if amount > self.most:
            raise ValidationError(
                _("Ce prix est très élevé. Regardez s’il manque une virgule avant les centimes."),
                code="too_much",
            )
        return amount
