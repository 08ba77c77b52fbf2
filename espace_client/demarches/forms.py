"""What is typed about a démarche that was sent."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from espace_client.demarches.rules import SHORTEST_SENTENCE
from espace_client.demarches.shape import Question
from espace_client.ui.fields import Choices


class ContestForm(forms.Form):
    """Why somebody does not agree."""

    why = forms.CharField(
        label=gettext_lazy("Qu’est-ce qui ne va pas dans cette réponse ?"),
        help_text=gettext_lazy("Une phrase suffit. Un autre conseiller la lira."),
        min_length=SHORTEST_SENTENCE,
        max_length=2000,
        widget=forms.Textarea({"class": "ds-input", "rows": "5"}),
        error_messages={
            "required": gettext_lazy("Dites en une phrase ce qui ne va pas."),
            "min_length": gettext_lazy("Dites-le en une phrase : c’est ce que nous examinerons."),
        },
    )


class StepForm(forms.Form):
    """The answer to what a step asks."""

    answer = forms.ChoiceField(
        widget=Choices, error_messages={"required": gettext_lazy("Choisissez une réponse.")}
    )

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answer = self.fields["answer"]
        assert isinstance(answer, forms.ChoiceField)
        answer.label = str(question.words)
        answer.choices = [(one.code, one.label) for one in question.answers]
