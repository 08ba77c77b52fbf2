"""What is typed as the second step."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.accounts.ways import Way
from espace_client.kernel import spelling

_WORDS = {
    Way.EMAIL: (
        gettext_lazy("Le code reçu par e-mail"),
        gettext_lazy("6 chiffres, valables 10 minutes."),
    ),
    Way.SMS: (
        gettext_lazy("Le code reçu par texto"),
        gettext_lazy("6 chiffres, valables 10 minutes."),
    ),
    Way.APP: (
        gettext_lazy("Le code de votre application"),
        gettext_lazy("6 chiffres, qui changent toutes les 30 secondes."),
    ),
    Way.PAPER: (
        gettext_lazy("Un code de votre feuille"),
        gettext_lazy("8 lettres et chiffres. Par exemple K7P4-3MWT."),
    ),
}
_TYPED = (Way.APP, Way.EMAIL, Way.SMS, Way.PAPER)


class RememberForm(forms.Form):
    """Whether this browser is asked again. Never ticked beforehand: it may be somebody else's."""

    remember = forms.BooleanField(
        required=False,
        widget=forms.CheckboxInput({"class": "ds-input"}),
        label=gettext_lazy("Se souvenir de cet appareil pendant 180 jours"),
    )


class SecondStepForm(RememberForm):
    """Six digits, or eight characters that were printed: one field for all."""

    code = forms.CharField(
        max_length=30,
        error_messages={"required": gettext_lazy("Écrivez le code.")},
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "autocapitalize": "characters",
             "spellcheck": "false", "class": "ds-input"}
        ),
    )  # fmt: skip
    field_order = ("code", "remember")

    def __init__(self, *args: Any, ways: Sequence[Way], **options: Any) -> None:
        super().__init__(*args, **options)
        typed = next((way for way in _TYPED if way in ways), Way.PAPER)
        self.fields["code"].label, self.fields["code"].help_text = _WORDS[typed]
        if Way.PAPER not in ways:
            self.fields["code"].widget.attrs["inputmode"] = "numeric"

    def clean_code(self) -> str:
        code = spelling.cleaned(self.cleaned_data["code"])
        if re.fullmatch(r"[0-9]{6}|[0-9A-Z]{8}", code):
            return code
        raise ValidationError(
            _("Un code a 6 chiffres. Sur une feuille, il a 8 lettres et chiffres. Comparez."),
            code="shape",
        )


class ShownPasskeyForm(RememberForm):
    """What the browser says of the passkey it showed."""

    prefix = "passkey"  # two forms on one page: no id stands there twice
    credential = forms.CharField(max_length=10_000, widget=forms.HiddenInput, required=False)

    def add_prefix(self, field_name: str) -> str:
        return field_name if field_name == "credential" else super().add_prefix(field_name)
