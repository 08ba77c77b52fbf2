"""What advisers type about a message."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from espace_client.conversations.models import Subject, Thread
from espace_client.conversations.operations import Written
from espace_client.conversations.rules import LONGEST, SHORTEST, Outcome
from espace_client.ui.fields import Choices

_OUTCOMES = [
    (Outcome.GRANTED.value, gettext_lazy("Acceptée")),
    (Outcome.IN_PART.value, gettext_lazy("Acceptée en partie")),
    (Outcome.DENIED.value, gettext_lazy("Non acceptée")),
]


class AnswerForm(forms.Form):
    """The answer; to a complaint, with what becomes of it."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    outcome = forms.ChoiceField(
        label=gettext_lazy("La réclamation est"),
        help_text=gettext_lazy("Sauf si elle est acceptée, la réponse nomme le médiateur."),
        choices=_OUTCOMES,
        widget=Choices,
        error_messages={"required": gettext_lazy("Dites ce que devient la réclamation.")},
    )
    words = forms.CharField(
        label=gettext_lazy("Votre réponse"),
        min_length=SHORTEST,
        max_length=LONGEST,
        widget=forms.Textarea({"class": "ds-input", "rows": "8"}),
        error_messages={
            "required": gettext_lazy("Écrivez la réponse."),
            "min_length": gettext_lazy("Écrivez la réponse en une phrase au moins."),
        },
    )

    def __init__(self, *args: Any, thread: Thread, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = thread.version
        if thread.complained_at is None:
            del self.fields["outcome"]

    def what_becomes(self) -> Outcome | None:
        """What becomes of the complaint, once the form is valid."""
        said = self.cleaned_data.get("outcome")
        return Outcome(said) if said else None


class NoteForm(forms.Form):
    """A note for advisers."""

    words = forms.CharField(
        label=gettext_lazy("Ce qui a été dit, ou appris"),
        help_text=gettext_lazy("La personne ne le lit pas."),
        max_length=2000,
        widget=forms.Textarea({"class": "ds-input", "rows": "4"}),
        error_messages={"required": gettext_lazy("Écrivez ce qui a été dit.")},
    )


class OralComplaintForm(forms.Form):
    """A complaint that was heard or read."""

    subject = forms.ChoiceField(
        label=gettext_lazy("De quoi s’agit-il ?"),
        choices=[one for one in Subject.choices if one[0] != Subject.OTHER],
        widget=forms.Select({"class": "ds-input"}),
    )
    words = forms.CharField(
        label=gettext_lazy("Ce dont la personne se plaint, dans ses mots"),
        help_text=gettext_lazy("Elle le lira dans son espace, ou dans l’accusé de réception."),
        min_length=SHORTEST,
        max_length=LONGEST,
        widget=forms.Textarea({"class": "ds-input", "rows": "6"}),
        error_messages={
            "required": gettext_lazy("Écrivez la réclamation."),
            "min_length": gettext_lazy("Écrivez la réclamation en une phrase au moins."),
        },
    )

    def written(self) -> Written:
        """What was said, once the form is valid."""
        return Written(Subject(self.cleaned_data["subject"]), self.cleaned_data["words"])
