"""What people without an e-mail type: the card to ask for a letter, a password to use it."""

from django import forms
from django.utils.translation import gettext_lazy

from espace_client.accounts.forms import IdentityForm, PasswordForm


class CardForm(IdentityForm):
    """Who somebody is, as the card says, and nothing else: a letter answers."""

    email = None  # type: ignore[assignment]
    email_again = None  # type: ignore[assignment]
    terms = None  # type: ignore[assignment]


class OpeningForm(PasswordForm):
    """A new password and the terms: the account was asked for by an adviser, perhaps."""

    terms = forms.BooleanField(
        widget=forms.CheckboxInput({"class": "ds-input"}),
        label=gettext_lazy("J’ai lu et j’accepte les conditions d’utilisation"),
        error_messages={
            "required": gettext_lazy("Pour continuer, lisez les conditions et cochez la case.")
        },
    )
