"""The questions that few people need, which each form of the simulator folds away."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from espace_client.reimbursements import asked_fields as asked
from espace_client.reimbursements.questions import Question


class RareForm(forms.Form):
    """What few people need to say: another day than today, a situation of their own."""

    RARE: tuple[str, ...] = (Question.DAY, Question.SITUATION)

    day = asked.care_day(gettext_lazy("Le jour du soin (facultatif)"))
    situation = asked.situation()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """The questions that each reader answers."""
        return [self[name] for name in self.fields if name not in self.RARE]

    @property
    def rare_fields(self) -> list[forms.BoundField]:
        """The others."""
        return [self[name] for name in self.fields if name in self.RARE]

    @property
    def rare_is_open(self) -> bool:
        """Whether one of them was answered, or is wrong."""
        return any(one.errors or any(one.value() or ()) for one in self.rare_fields)

    def clean_day(self) -> date | None:
        return asked.day_of_care(self.cleaned_data["day"], today=self.today)
