"""What is written to advisers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.conversations.models import Subject, Wanted
from espace_client.conversations.operations import Written
from espace_client.conversations.rules import LONGEST, SHORTEST
from espace_client.conversations.words import Contact
from espace_client.kernel import telephones
from espace_client.ui.fields import Choices, EmailField


def _words(label: Any, rows: int = 7) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=gettext_lazy("De 20 à 4 000 caractères. Prenez la place qu’il vous faut."),
        min_length=SHORTEST,
        max_length=LONGEST,
        widget=forms.Textarea({"class": "ds-input", "rows": str(rows)}),
        error_messages={
            "required": gettext_lazy("Écrivez votre message."),
            "min_length": gettext_lazy("Écrivez votre message en une phrase au moins."),
            "max_length": gettext_lazy("Votre message est trop long. Envoyez-en deux."),
        },
    )


def _subject() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext_lazy("De quoi s’agit-il ?"),
        choices=[("", gettext_lazy("Choisissez")), *Subject.choices],
        widget=forms.Select({"class": "ds-input"}),
        error_messages={"required": gettext_lazy("Choisissez de quoi il s’agit.")},
    )


def _own_subject() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Votre sujet, en quelques mots"),
        help_text=gettext_lazy("Seulement si vous avez choisi « Autre chose »."),
        required=False,
        max_length=120,
        widget=forms.TextInput({"class": "ds-input"}),
    )


class _WithSubject(forms.Form):
    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("subject") == Subject.OTHER and not said.get("own_subject", "").strip():
            self.add_error("own_subject", _("Écrivez le sujet de votre message."))
        return said


class WriteForm(_WithSubject):
    """A message of a member."""

    subject = _subject()
    own_subject = _own_subject()
    words = _words(gettext_lazy("Votre message"))
    wanted = forms.ChoiceField(
        label=gettext_lazy("Comment préférez-vous la réponse ?"),
        choices=Wanted.choices,
        initial=Wanted.SPACE,
        widget=Choices,
        error_messages={"required": gettext_lazy("Choisissez comment nous vous répondons.")},
    )
    slot = forms.CharField(
        label=gettext_lazy("Par téléphone : à quel numéro, et quand ?"),
        help_text=gettext_lazy("Par exemple : 01 99 00 12 34, le matin."),
        required=False,
        max_length=120,
        widget=forms.TextInput({"class": "ds-input"}),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("wanted") == Wanted.TELEPHONE and not said.get("slot", "").strip():
            self.add_error("slot", _("Écrivez le numéro, et quand vous appeler."))
        return said

    def written(self) -> Written:
        """What was written, once the form is valid."""
        said = self.cleaned_data
        return Written(
            Subject(said["subject"]), said["words"], said["own_subject"],
            wanted=Wanted(said["wanted"]), slot=said["slot"],
        )  # fmt: skip


class AnswerForm(forms.Form):
    """One more message in a thread."""

    words = _words(gettext_lazy("Votre réponse"), rows=5)


class PublicForm(_WithSubject):
    """A message without an account."""

    name = forms.CharField(
        label=gettext_lazy("Votre prénom et votre nom"),
        max_length=100,
        widget=forms.TextInput({"class": "ds-input", "autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Écrivez votre prénom et votre nom.")},
    )
    email = EmailField(label=gettext_lazy("Votre adresse e-mail"), required=False)
    telephone = forms.CharField(
        label=gettext_lazy("Ou votre téléphone"),
        required=False,
        max_length=30,
        widget=forms.TextInput({"class": "ds-input", "inputmode": "tel", "autocomplete": "tel"}),
    )
    address = forms.CharField(
        label=gettext_lazy("Ou votre adresse postale"),
        required=False,
        max_length=300,
        widget=forms.Textarea({"class": "ds-input", "rows": "3", "autocomplete": "street-address"}),
    )
    subject = _subject()
    own_subject = _own_subject()
    words = _words(gettext_lazy("Votre message"))

    def clean_telephone(self) -> str:
        typed: str = self.cleaned_data["telephone"].strip()
        if typed and not telephones.is_number(typed):
            raise ValidationError(
                _("Vérifiez ce numéro : il a 10 chiffres, par exemple 01 99 00 12 34."),
                code="telephone",
            )
        return typed

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        ways = [said.get(name) for name in ("email", "telephone", "address")]
        if not any(ways) and not any(name in self.errors for name in ("email", "telephone")):
            self.add_error(
                "email", _("Dites comment vous répondre : e-mail, téléphone ou adresse.")
            )
        return said

    def written(self) -> Written:
        """What was written, once the form is valid."""
        said = self.cleaned_data
        return Written(Subject(said["subject"]), said["words"], said["own_subject"])

    def contact(self) -> Contact:
        """Who writes, once the form is valid."""
        said = self.cleaned_data
        return Contact(said["name"], said["email"], said["telephone"], said["address"])
