"""The questions about a line that is contested."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy

from espace_client.ui.fields import Choices

_SHORTEST, _LONGEST = 10, 2000  # characters


def line_form(lines: Sequence[tuple[str, str]]) -> type[forms.Form]:
    """Which one, of the last that were paid."""

    class LineForm(forms.Form):
        line = forms.ChoiceField(
            label=gettext_lazy("Quel remboursement ?"),
            choices=lines,
            widget=Choices,
            error_messages={
                "required": gettext_lazy("Choisissez le remboursement."),
                "invalid_choice": gettext_lazy("Choisissez le remboursement dans la liste."),
            },
        )

    return LineForm


class WhyForm(forms.Form):
    why = forms.CharField(
        label=gettext_lazy("Pourquoi ce montant n’est-il pas juste ?"),
        help_text=gettext_lazy("Par exemple : mon médecin a signé l’OPTAM."),
        min_length=_SHORTEST,
        max_length=_LONGEST,
        widget=forms.Textarea({"class": "ds-input", "rows": "5"}),
        error_messages={
            "required": gettext_lazy("Écrivez ce qui n’est pas juste."),
            "min_length": gettext_lazy("Écrivez une phrase, pour qu’un conseiller comprenne."),
        },
    )
