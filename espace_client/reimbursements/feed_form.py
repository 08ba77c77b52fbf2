"""Which care is to be looked for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from espace_client.members.models import Person
from espace_client.ui.fields import Choices, DayField


class FeedForm(forms.Form):
    """For whom, and the day of care."""

    person = forms.ChoiceField(
        label=gettext_lazy("Pour qui ?"),
        widget=Choices,
        error_messages={"required": gettext_lazy("Choisissez la personne.")},
    )
    on = DayField(
        label=gettext_lazy("Quel jour la carte Vitale a-t-elle été lue ?"),
        error_messages={"required": gettext_lazy("Écrivez la date du soin.")},
    )

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        assert isinstance(person, forms.ChoiceField)
        person.choices = [(str(one.pk), str(one)) for one in people]
        if len(people) == 1:
            person.widget = forms.HiddenInput()
            person.initial = str(people[0].pk)
