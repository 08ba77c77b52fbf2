"""What advisers type."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.accounts.finding import Wanted
from espace_client.accounts.models import Refusal
from espace_client.accounts.staff import Question, StaffRole
from espace_client.documents.models import BY_HAND
from espace_client.kernel import birth_dates, telephones
from espace_client.ui.fields import Choices, EmailField

_DATE = re.compile(r"\b\d{1,2}[\s./-]+\d{1,2}[\s./-]+\d{4}\b")
_NUMBER = re.compile(r"[+\d\s.\-\u00a0\u202f]+")
_REFERENCE = re.compile(r"EC[\s-]*20", re.IGNORECASE)  # how that of a request begins
_NIR_LENGTHS = (13, 15)


def _text(**attributes: str) -> forms.TextInput:
    return forms.TextInput({"class": "ds-input", "spellcheck": "false", **attributes})


def _password(autocomplete: str) -> forms.PasswordInput:
    return forms.PasswordInput(
        {"class": "ds-input", "autocomplete": autocomplete, "data-password": "",
         "autocapitalize": "none", "spellcheck": "false"}
    )  # fmt: skip


class DeskSignInForm(forms.Form):
    """The first factor."""

    email = EmailField(label=gettext_lazy("Votre adresse e-mail"))
    password = forms.CharField(
        label=gettext_lazy("Votre mot de passe"),
        strip=False,
        error_messages={"required": gettext_lazy("Écrivez votre mot de passe.")},
        widget=_password("current-password"),
    )


class CodeForm(forms.Form):
    """The second factor."""

    code = forms.CharField(
        label=gettext_lazy("Votre code"),
        max_length=40,
        help_text=gettext_lazy(
            "Les 6 chiffres de votre téléphone. Sans téléphone, un code de secours imprimé."
        ),
        error_messages={"required": gettext_lazy("Écrivez le code.")},
        widget=_text(autocomplete="one-time-code", autocapitalize="characters"),
    )


class NewPasswordForm(forms.Form):
    """The password that an invitation leads to."""

    password = forms.CharField(
        label=gettext_lazy("Votre mot de passe"),
        strip=False,
        error_messages={"required": gettext_lazy("Écrivez un mot de passe.")},
        widget=_password("new-password"),
    )


class SearchForm(forms.Form):
    """One box: a number, a name with a date of birth, an e-mail or a mobile."""

    q = forms.CharField(
        label=gettext_lazy("Chercher un adhérent"),
        max_length=300,
        error_messages={"required": gettext_lazy("Écrivez qui vous cherchez.")},
        widget=_text(autocomplete="off"),
    )

    def clean_q(self) -> str:
        typed: str = " ".join(self.cleaned_data["q"].split())
        self.wanted = _read(typed)
        return typed


def _read(typed: str) -> Wanted:
    """What *typed* asks for. Raises ValidationError when it cannot be told, or is a NIR."""
    if "@" in typed:
        return Wanted(email=typed)
    if _REFERENCE.match(typed):
        raise ValidationError(
            _("Aucune demande ne porte cette référence. Une lettre a pu être mal entendue."),
            code="reference",
        )
    if _NUMBER.fullmatch(typed):
        return _read_number(typed)
    date = _DATE.search(typed)
    name = _DATE.sub(" ", typed).strip(" ,;")
    if date is None:
        raise ValidationError(
            _("Ajoutez la date de naissance au nom : « Martin 12/05/1944 »."), code="no_date"
        )
    if not any(letter.isalpha() for letter in name):
        raise ValidationError(_("Ajoutez le nom à la date de naissance."), code="no_name")
    try:
        return Wanted(name=name, birth_date=birth_dates.normal(date.group()))
    except birth_dates.NotABirthDate as error:
        raise ValidationError(_("Vérifiez la date de naissance."), code="date") from error


def _read_number(typed: str) -> Wanted:
    figures = "".join(figure for figure in typed if figure.isdigit())
    if len(figures) in _NIR_LENGTHS:
        raise ValidationError(
            _("On ne cherche pas par numéro de sécurité sociale. Demandez le numéro d’adhérent."),
            code="nir",
        )
    if settings.INSURER.member_number.fullmatch(figures):
        return Wanted(member_number=figures)
    if mobile := telephones.mobile(typed):
        return Wanted(mobile=mobile)
    raise ValidationError(
        _("Un numéro d’adhérent a 8 chiffres, un mobile commence par 06 ou 07. Vérifiez."),
        code="number",
    )


class CallBackForm(forms.Form):
    """What the call back told."""

    called_back = forms.ChoiceField(
        label=gettext_lazy("Quel numéro avez-vous rappelé ?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez le numéro que vous avez rappelé.")},
    )
    right_answers = forms.MultipleChoiceField(
        label=gettext_lazy("Quelles réponses étaient justes ?"),
        choices=Question.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Cochez les réponses justes : il en faut trois.")},
    )

    def __init__(self, *args: Any, numbers: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        called = self.fields["called_back"]
        assert isinstance(called, forms.ChoiceField)
        called.choices = [(number, number) for number in numbers]


class RefusalForm(forms.Form):
    """Why a request is refused."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Pourquoi refusez-vous ?"),
        choices=Refusal.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez une raison.")},
    )
    explanation = forms.CharField(
        label=gettext_lazy("Une phrase pour l’expliquer"),
        help_text=gettext_lazy("Nécessaire pour « Autre raison » : 20 caractères au moins."),
        required=False,
        max_length=500,
        widget=forms.Textarea({"class": "ds-input", "rows": "3"}),
    )


class InvitationForm(forms.Form):
    """Whom a supervisor invites."""

    full_name = forms.CharField(
        label=gettext_lazy("Prénom et nom"),
        max_length=100,
        error_messages={"required": gettext_lazy("Écrivez le prénom et le nom.")},
        widget=_text(autocomplete="off"),
    )
    email = EmailField(
        label=gettext_lazy("Adresse e-mail professionnelle"),
        help_text=gettext_lazy("L’invitation part à cette adresse."),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Rôle"),
        choices=StaffRole.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez un rôle.")},
    )


class ClearUpForm(forms.Form):
    """What was found out about an e-mail that another family uses."""

    explanation = forms.CharField(
        label=gettext_lazy("Qu’avez-vous appris ?"),
        help_text=gettext_lazy("Une phrase de 20 caractères au moins. L’adhérent ne la lit pas."),
        max_length=500,
        error_messages={"required": gettext_lazy("Écrivez ce que vous avez appris.")},
        widget=forms.Textarea({"class": "ds-input", "rows": "3"}),
    )


class WithdrawForm(forms.Form):
    """Why a certificate must no longer be relied upon."""

    because = forms.ChoiceField(
        label=gettext_lazy("Pourquoi l’annuler ?"),
        help_text=gettext_lazy("Qui vérifie le document lira cette raison."),
        choices=[(one.value, one.label.capitalize()) for one in BY_HAND],
        widget=Choices,
        error_messages={"required": gettext_lazy("Choisissez pourquoi.")},
    )
