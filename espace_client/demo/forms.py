"""The form that moves the demo's clock."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.kernel.clock import system_time

_SHAPES = ["%d/%m/%Y %H:%M", "%d/%m/%Y %Hh%M", "%d/%m/%Y", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]
_YEARS = range(2000, 2100)
_TWICE_OR_NEVER = gettext_lazy(
    "Cette heure n’existe pas, ou existe deux fois : on change d’heure cette nuit-là."
)
TODAY = "aujourd’hui"


class MomentField(forms.DateTimeField):
    """A date and time in Paris, or « aujourd’hui » for the machine's own."""

    widget = forms.TextInput({"class": "ds-input", "autocomplete": "off", "size": "20"})
    default_error_messages = {
        "required": gettext_lazy("Écrivez une date et une heure."),
        "invalid": gettext_lazy("Écrivez la date et l’heure ainsi : 24/03/2022 08:00."),
    }

    def to_python(self, value: object) -> datetime | None:
        typed = " ".join(str(value or "").replace("'", "’").split())
        if typed.casefold() == TODAY:
            return system_time()
        try:
            moment = super().to_python(typed)
        except ValidationError as error:
            if error.code == "ambiguous_timezone":
                raise ValidationError(_TWICE_OR_NEVER, code=error.code) from error
            raise
        if moment is not None and moment.year not in _YEARS:
            raise ValidationError(_("Choisissez une date entre 2000 et 2099."), code="far")
        return moment


class ClockForm(forms.Form):
    """When is it, in the demo?"""

    moment = MomentField(
        label=gettext_lazy("Une autre date"),
        help_text=gettext_lazy("Par exemple : 24/03/2022 08:00, à l’heure de Paris."),
        input_formats=_SHAPES,
    )
