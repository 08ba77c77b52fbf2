"""What a member says on the way from the old number to the e-mail."""

from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_client.accounts.forms import EmailTwice, SixDigitsForm
from espace_client.kernel import emails


class Answer(StrEnum):
    """Which e-mail somebody will sign in with."""

    KNOWN = "known"
    OTHER = "other"
    NONE = "none"


class WhichEmailForm(forms.Form):
    """The known e-mail, another one, or none; and the terms of use."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Avec quelle adresse e-mail voulez-vous vous connecter ?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez une réponse.")},
    )
    terms = forms.BooleanField(
        widget=forms.CheckboxInput({"class": "ds-input"}),
        label=gettext_lazy("J’ai lu et j’accepte les conditions d’utilisation"),
        error_messages={
            "required": gettext_lazy("Pour continuer, lisez les conditions et cochez la case.")
        },
    )

    def __init__(self, *args: Any, known: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers: list[tuple[str, str]] = [(Answer.NONE, _("Je n’ai pas d’adresse e-mail"))]
        if known:
            yes = _("Oui, {email} est bien mon adresse").format(email=emails.masked(known))
            answers = [(Answer.KNOWN, yes), (Answer.OTHER, _("Une autre adresse")), *answers]
        else:
            answers = [(Answer.OTHER, _("J’ai une adresse e-mail")), *answers]
        field = self.fields["answer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = answers


class NewIdentifierForm(EmailTwice):
    """The e-mail that replaces the old number, typed twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _(
            "Celle que vous lisez souvent. Par exemple nom@exemple.fr."
        )


class EmailCodeForm(SixDigitsForm):
    """The six digits of an e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Le code de votre e-mail")
        self.fields["code"].error_messages["required"] = _("Recopiez les 6 chiffres de l’e-mail.")
