"""What is typed to set up the second step."""

from django import forms
from django.utils.translation import gettext_lazy

from espace_client.accounts.forms import password_input


class FirstCodeForm(forms.Form):
    """The first code that an app makes."""

    code = forms.CharField(
        label=gettext_lazy("Le code de l’application"),
        max_length=30,
        help_text=gettext_lazy("6 chiffres, qui changent toutes les 30 secondes."),
        error_messages={"required": gettext_lazy("Écrivez le code que montre l’application.")},
        widget=forms.TextInput(
            {"inputmode": "numeric", "autocomplete": "one-time-code", "class": "ds-input"}
        ),
    )


class PasskeyForm(forms.Form):
    """A name for a passkey, and what the browser says of it."""

    label = forms.CharField(
        label=gettext_lazy("Le nom de cette clé"),
        max_length=60,
        help_text=gettext_lazy("Pour la reconnaître. Par exemple « Mon téléphone »."),
        error_messages={"required": gettext_lazy("Donnez un nom à cette clé.")},
        widget=forms.TextInput({"autocomplete": "off", "class": "ds-input"}),
    )
    credential = forms.CharField(max_length=10_000, widget=forms.HiddenInput, required=False)


class ShownAgainForm(forms.Form):
    """The password, and what the browser says of the passkey it showed."""

    password = forms.CharField(
        label=gettext_lazy("Votre mot de passe"),
        strip=False,
        error_messages={"required": gettext_lazy("Écrivez votre mot de passe.")},
        widget=password_input("current-password"),
    )
    credential = forms.CharField(max_length=10_000, widget=forms.HiddenInput, required=False)
