"""What is typed to change the e-mail that one signs in with."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.accounts.forms import EmailTwice


class NewEmailForm(EmailTwice):
    """The new address, twice. Pasting is allowed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Votre nouvelle adresse e-mail")
        self.fields["email"].help_text = _("Par exemple nom@exemple.fr.")
        self.fields["email_again"].label = _("La même adresse, une deuxième fois")


class SixDigitsForm(forms.Form):
    """The six digits of a message. Blanks, dots and dashes are forgiven."""

    code = forms.CharField(
        label=gettext_lazy("Le code du message"),
        help_text=gettext_lazy("6 chiffres, valables 10 minutes."),
        max_length=30,
        error_messages={"required": gettext_lazy("Recopiez les 6 chiffres du message.")},
        widget=forms.TextInput(
            {"inputmode": "numeric", "autocomplete": "one-time-code", "class": "ds-input"}
        ),
    )

    def clean_code(self) -> str:
        digits = re.sub(r"[\s.\-\u00a0\u202f]", "", self.cleaned_data["code"])
        if not re.fullmatch(r"[0-9]{6}", digits):
            raise ValidationError(_("Le code a 6 chiffres, sans lettres."), code="invalid")
        return digits
