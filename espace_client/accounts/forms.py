"""What people type to get an account and to come in. Forms speak; they save nothing."""

import re
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.accounts.operations import TypedIdentity
from espace_client.accounts.rules import LETTER_CODE_LENGTH
from espace_client.kernel import emails, identifiers, spelling
from espace_client.ui.fields import BirthDateField, EmailField

_UNREADABLE = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ue000-\uf8ff]")


class NameField(forms.CharField):
    """A name as people write it: apostrophes, hyphens, ligatures; no invisible character."""

    def __init__(self, *, autocomplete: str, max_length: int, **options: Any) -> None:
        super().__init__(
            widget=forms.TextInput(
                {"autocomplete": autocomplete, "spellcheck": "false", "class": "ds-input"}
            ),
            **options,
        )
        too_long = gettext_lazy("C’est trop long. Écrivez %(limit_value)d lettres au plus.")
        self.validators.append(MaxLengthValidator(max_length, too_long))

    def validate(self, value: str) -> None:
        super().validate(value)
        if _UNREADABLE.search(value):
            raise ValidationError(
                _("Un caractère ne peut pas être lu. Effacez tout et écrivez à nouveau."), "invalid"
            )
        if not any(letter.isalpha() for letter in value):
            raise ValidationError(_("Écrivez des lettres, comme sur votre carte."), "invalid")


class EmailTwice(forms.Form):
    """An e-mail typed twice. Pasting is allowed: a password manager does not mistype."""

    email = EmailField(
        label=gettext_lazy("Votre adresse e-mail"),
        help_text=gettext_lazy(
            "Si possible, celle que nous connaissons déjà. Par exemple nom@exemple.fr."
        ),
    )
    email_again = EmailField(
        label=gettext_lazy("Votre adresse e-mail, une deuxième fois"),
        error_messages={"required": gettext_lazy("Écrivez une deuxième fois la même adresse.")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, again = cleaned.get("email"), cleaned.get("email_again")
        if first and again and not emails.same_mailbox(first, again):
            self.add_error(
                "email_again",
                _(
                    "Les deux adresses sont différentes. Comparez-les et corrigez celle qui est"
                    " fausse."
                ),
            )
        return cleaned


class LetterCodeForm(forms.Form):
    """The twelve characters of a letter. Blanks, dashes and case are forgiven."""

    code = forms.CharField(
        label=gettext_lazy("Le code de votre courrier"),
        help_text=gettext_lazy("12 lettres et chiffres. Par exemple K7P4-3MWT-9QXC."),
        max_length=60,
        error_messages={"required": gettext_lazy("Recopiez le code de votre courrier.")},
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false",
             "class": "ds-input"}
        ),
    )  # fmt: skip

    def clean_code(self) -> str:
        code = spelling.cleaned(self.cleaned_data["code"])
        if strange := sorted(set(code) - set(spelling.ALPHABET)):
            raise ValidationError(
                _("Le code n’a jamais le caractère « %(strange)s ». Comparez avec votre papier."),
                code="strange",
                params={"strange": strange[0]},
            )
        if len(code) != LETTER_CODE_LENGTH:
            raise ValidationError(
                _("Le code a 12 caractères. Vous en avez écrit %(count)d."),
                code="length",
                params={"count": len(code)},
            )
        return code


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


class TextCodeForm(SixDigitsForm):
    """The six digits of a text message."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Le code du texto")
        self.fields["code"].error_messages["required"] = _("Recopiez les 6 chiffres du texto.")


class IdentityForm(EmailTwice):
    """Who somebody is, as the card says, and where to write (product B.3.1, screen 2)."""

    member_number = forms.CharField(
        label=gettext_lazy("Votre numéro d’adhérent"),
        help_text=gettext_lazy(
            "Les 8 chiffres au recto de votre carte de tiers payant. Par exemple 1234 5678."
        ),
        error_messages={"required": gettext_lazy("Écrivez les 8 chiffres de votre carte.")},
        widget=forms.TextInput({"inputmode": "numeric", "class": "ds-input"}),
    )
    last_name = NameField(
        label=gettext_lazy("Votre nom"),
        help_text=gettext_lazy("Comme sur la carte : nom d’usage ou nom de naissance."),
        autocomplete="family-name",
        max_length=100,
        error_messages={"required": gettext_lazy("Écrivez votre nom.")},
    )
    first_name = NameField(
        label=gettext_lazy("Votre prénom"),
        autocomplete="given-name",
        max_length=150,
        error_messages={"required": gettext_lazy("Écrivez votre prénom.")},
    )
    birth_date = BirthDateField(
        label=gettext_lazy("Votre date de naissance"),
        help_text=gettext_lazy("Jour, mois, année. Par exemple 12 05 1944."),
        error_messages={
            "required": gettext_lazy("Écrivez votre date de naissance : jour, mois, année.")
        },
    )
    terms = forms.BooleanField(
        widget=forms.CheckboxInput({"class": "ds-input"}),
        label=gettext_lazy("J’ai lu et j’accepte les conditions d’utilisation"),
        error_messages={
            "required": gettext_lazy("Pour continuer, lisez les conditions et cochez la case.")
        },
    )
    field_order = [
        "member_number",
        "last_name",
        "first_name",
        "birth_date",
        "email",
        "email_again",
        "terms",
    ]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_birth_date(self) -> str:
        typed: str = self.cleaned_data["birth_date"]
        if int(typed[-4:]) > self.today.year:
            raise ValidationError(
                _("Cette date est dans l’avenir. Vérifiez l’année."), code="future"
            )
        return typed

    def clean_member_number(self) -> str:
        typed: str = self.cleaned_data["member_number"]
        number = re.sub(r"[\s.\-\u00a0\u202f]", "", typed)
        if settings.INSURER.member_number.fullmatch(number) and number.isascii():
            return number
        if number.isdigit():
            raise ValidationError(
                _("Votre numéro a 8 chiffres. Vous en avez écrit %(count)d."),
                code="length",
                params={"count": len(number)},
            )
        raise ValidationError(_("Écrivez seulement les 8 chiffres, sans lettres."), code="invalid")

    def identity(self) -> TypedIdentity:
        """What was typed, once the form is valid."""
        data = self.cleaned_data
        return TypedIdentity(
            member_number=data["member_number"],
            last_name=data["last_name"],
            first_name=data["first_name"],
            birth_date=data["birth_date"],
            email=data.get("email", ""),
        )


def password_input(autocomplete: str) -> forms.PasswordInput:
    """A box for a password, with the button that shows it."""
    return forms.PasswordInput(
        {"autocomplete": autocomplete, "class": "ds-input", "data-password": "",
         "autocapitalize": "none", "spellcheck": "false"},
    )  # fmt: skip


class PasswordForm(forms.Form):
    """A new password, once: it can be shown, so it need not be typed twice."""

    password = forms.CharField(
        label=gettext_lazy("Votre mot de passe"),
        strip=False,
        error_messages={"required": gettext_lazy("Écrivez un mot de passe.")},
        widget=password_input("new-password"),
    )


class SignInForm(forms.Form):
    """E-mail, number of the card or old login, in any spelling; and password."""

    # The name is the one that password managers know since the portal opened.
    email = forms.CharField(
        label=gettext_lazy("Votre adresse e-mail (ou votre ancien numéro d’adhérent)"),
        max_length=254,
        error_messages={
            "required": gettext_lazy("Écrivez votre adresse e-mail, ou votre ancien numéro."),
            "max_length": gettext_lazy("C’est trop long. Écrivez une adresse, ou un numéro."),
        },
        widget=forms.TextInput(
            {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false",
             "class": "ds-input"}
        ),
    )  # fmt: skip
    password = forms.CharField(
        label=gettext_lazy("Votre mot de passe"),
        strip=False,
        error_messages={"required": gettext_lazy("Écrivez votre mot de passe.")},
        widget=password_input("current-password"),
    )

    def clean_email(self) -> str:
        typed: str = self.cleaned_data["email"]
        return str(EmailField().clean(typed)) if identifiers.is_email(typed) else typed
