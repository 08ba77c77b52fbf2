"""The box for the words of the care."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

_MOST_CHARACTERS = 60  # of words that are looked for


def words_looked_for(typed: str) -> str:
    """What can be read of it, as nobody can mend what they cannot see: text pasted from elsewhere
    may hold invisible characters."""
    spaced = " ".join(typed.split())
    return "".join(one for one in spaced if one.isprintable()).strip()[:_MOST_CHARACTERS]


class SearchForm(forms.Form):
    """The care, in one's own words."""

    words = forms.CharField(
        label=gettext_lazy("Écrivez le soin"),
        help_text=gettext_lazy("Par exemple : couronne, lunettes, médecin, kiné."),
        max_length=_MOST_CHARACTERS,
        widget=forms.TextInput({"class": "ds-input", "autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Écrivez un mot, ou choisissez dans la liste."),
            "max_length": gettext_lazy("C’est trop long. Écrivez deux ou trois mots."),
        },
    )

    def clean_words(self) -> str:
        """Those that can be read."""
        words = words_looked_for(self.cleaned_data["words"])
        if not words:
            raise ValidationError(self.fields["words"].error_messages["required"])
        return words
