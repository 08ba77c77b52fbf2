"""What is typed when a password was forgotten, is changed, or is shown again."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.accounts.forms import password_input
from espace_client.kernel import identifiers


class ForgottenForm(forms.Form):
    """An e-mail or a number, as on the sign-in page."""

    identifier = forms.CharField(
        label=gettext_lazy("Votre adresse e-mail, ou votre numéro d’adhérent"),
        help_text=gettext_lazy("Celui avec lequel vous vous connectez."),
        max_length=254,
        error_messages={
            "required": gettext_lazy("Écrivez votre adresse e-mail ou votre numéro d’adhérent.")
        },
        widget=forms.TextInput(
            {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false",
             "class": "ds-input"}
        ),
    )  # fmt: skip

    def clean_identifier(self) -> str:
        typed: str = self.cleaned_data["identifier"]
        if not identifiers.is_email(typed) and not identifiers.number_key(typed):
            raise ValidationError(
                _("Ce n’est ni une adresse e-mail ni un numéro. Vérifiez, puis recommencez."),
                code="invalid",
            )
        return typed


class ShownPasswordForm(forms.Form):
    """The password, asked where a link is pressed: the mailbox alone shows too little."""

    password = forms.CharField(
        label=gettext_lazy("Votre mot de passe"),
        help_text=gettext_lazy(
            "Pour votre sécurité, tapez votre mot de passe, celui avec lequel vous vous êtes"
            " connecté."
        ),
        strip=False,
        error_messages={"required": gettext_lazy("Écrivez votre mot de passe.")},
        widget=password_input("current-password"),
    )


class StepUpForm(forms.Form):
    """The password and the code of the moment, once more."""

    password = forms.CharField(
        label=gettext_lazy("Votre mot de passe"),
        strip=False,
        error_messages={"required": gettext_lazy("Écrivez votre mot de passe.")},
        widget=password_input("current-password"),
    )
    code = forms.CharField(
        label=gettext_lazy("Votre code"),
        max_length=30,
        error_messages={"required": gettext_lazy("Recopiez votre code.")},
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "autocapitalize": "characters",
             "spellcheck": "false", "class": "ds-input"}
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, digits: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if digits:
            self.fields["code"].help_text = _("6 chiffres, valables 10 minutes.")
            self.fields["code"].widget.attrs["inputmode"] = "numeric"
