"""Form fields that several rooms use, with French sentences that say how to mend."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.kernel import birth_dates


class DateBoxes(forms.MultiWidget):
    """Day, month and year in three boxes: no calendar to fight with, lunar dates welcome."""

    template_name = "ui/widgets/date_boxes.html"
    use_fieldset = True

    def __init__(self) -> None:
        numeric = {"inputmode": "numeric", "autocomplete": "off", "class": "ds-input"}
        super().__init__(
            {
                "day": forms.TextInput({**numeric, "autocomplete": "bday-day", "maxlength": "2"}),
                "month": forms.TextInput(
                    {**numeric, "autocomplete": "bday-month", "maxlength": "2"}
                ),
                "year": forms.TextInput({**numeric, "autocomplete": "bday-year", "maxlength": "4"}),
            }
        )

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
