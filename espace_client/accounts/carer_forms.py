"""What is typed to give an access, and to take one."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.accounts.forms import EmailTwice, LetterCodeForm, NameField, PasswordForm
from espace_client.accounts.rules import ACCESS_MONTHS, months_later
from espace_client.kernel.french import date_in_words
from espace_client.kernel.rights import Right
from espace_client.members.rights import HINTS, LABELS
from espace_client.ui.fields import Boxes, Choices, EmailField

BY_EMAIL, BY_LETTER = "email", "letter"


class CarerForm(forms.Form):
    """Who helps, and how the invitation reaches them."""

    first_name = NameField(
        label=gettext_lazy("Son prénom"),
        autocomplete="off",
        max_length=60,
        error_messages={"required": gettext_lazy("Écrivez son prénom.")},
    )
    last_name = NameField(
        label=gettext_lazy("Son nom"),
        autocomplete="off",
        max_length=79,
        error_messages={"required": gettext_lazy("Écrivez son nom.")},
    )
    way = forms.ChoiceField(
        label=gettext_lazy("Comment lui donner l’invitation ?"),
        widget=Choices,
        error_messages={"required": gettext_lazy("Choisissez l’e-mail ou le courrier.")},
    )
    email = EmailField(
        label=gettext_lazy("Son adresse e-mail"),
        help_text=gettext_lazy("Seulement si vous choisissez l’e-mail."),
        required=False,
    )

    def __init__(self, *args: Any, by_letter: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "off"
        ways = [(BY_EMAIL, _("Par e-mail : nous lui envoyons un lien"))]
        if by_letter:
            ways.append((BY_LETTER, _("Par courrier : nous vous envoyons un code à lui remettre")))
        self.fields["way"].choices = ways  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("way") == BY_LETTER:
            self.errors.pop("email", None)
            cleaned["email"] = ""
        elif cleaned.get("way") and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Écrivez son adresse e-mail, ou choisissez le courrier."))
        return cleaned


class FunctionsForm(forms.Form):
    """What the carer may do."""

    rights = forms.MultipleChoiceField(
        label=gettext_lazy("Cochez une ou plusieurs choses"),
        widget=Boxes,
        error_messages={"required": gettext_lazy("Cochez au moins une chose.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rights"].choices = [  # type: ignore[attr-defined]
            (right.value, _labelled(right)) for right in LABELS
        ]


def _labelled(right: Right) -> str:
    hint = HINTS.get(right)
    return f"{LABELS[right]}. {hint}" if hint else str(LABELS[right])


class UntilForm(forms.Form):
    """Until when: a year at most."""

    months = forms.TypedChoiceField(
        label=gettext_lazy("Choisissez le dernier jour"),
        coerce=int,
        widget=Choices,
        error_messages={"required": gettext_lazy("Choisissez le dernier jour.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["months"].choices = [  # type: ignore[attr-defined]
            (months, self._said(months)) for months in ACCESS_MONTHS
        ]

    def _said(self, months: int) -> str:
        day = date_in_words(months_later(self.today, months))
        return _("%(months)d mois, jusqu’au %(day)s") % {"months": months, "day": day}

    def end_on(self) -> date:
        """The day chosen, once the form is valid."""
        return months_later(self.today, self.cleaned_data["months"])


class CarerCodeForm(LetterCodeForm):
    """The twelve characters of the paper that was handed over."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Le code du courrier")


class NewcomerForm(EmailTwice):
    """Who the carer is, when they have no account."""

    first_name = NameField(
        label=gettext_lazy("Votre prénom"),
        autocomplete="given-name",
        max_length=150,
        error_messages={"required": gettext_lazy("Écrivez votre prénom.")},
    )
    last_name = NameField(
        label=gettext_lazy("Votre nom"),
        autocomplete="family-name",
        max_length=100,
        error_messages={"required": gettext_lazy("Écrivez votre nom.")},
    )
    terms = forms.BooleanField(
        widget=forms.CheckboxInput({"class": "ds-input"}),
        label=gettext_lazy("J’ai lu et j’accepte les conditions d’utilisation"),
        error_messages={
            "required": gettext_lazy("Pour continuer, lisez les conditions et cochez la case.")
        },
    )

    field_order = ("first_name", "last_name", "email", "email_again", "terms")

    def __init__(self, *args: Any, proved: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if proved:  # the link of the mail has shown it
            del self.fields["email"], self.fields["email_again"]
            return
        self.fields["email"].help_text = _(
            "Nous y envoyons un lien pour choisir votre mot de passe."
        )


class PaperPasswordForm(CarerCodeForm, PasswordForm):
    """The password of a carer who came with a code on paper: the code again, before it."""

    field_order = ("code", "password")
