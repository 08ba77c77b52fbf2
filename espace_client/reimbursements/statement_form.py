"""What is typed to have a yearly statement. The questions are those of every document
(`documents/asking.py`)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from espace_client.documents.asking import ForWhom, OverWhichDays, span_of_year
from espace_client.members.models import Person
from espace_client.reimbursements.yearly import WantedStatement


class StatementForm(OverWhichDays, ForWhom):
    """Of whose care, and of which year."""

    field_order = ("people", "when")
    typed_days = ()
    day = first = last = None  # type: ignore[assignment]

    def __init__(
        self, *args: Any, people: Sequence[Person], years: Sequence[int], today: date, **kwargs: Any
    ) -> None:
        named = [(one.pk, str(one)) for one in people]
        spans = [span_of_year(year, today) for year in years]
        super().__init__(*args, people=named, spans=spans, today=today, **kwargs)
        self.fields["when"].label = _("Pour quelle année ?")
        self.fields["when"].error_messages["required"] = _("Choisissez une année.")

    def wanted(self) -> WantedStatement:
        """What was asked, once the form is valid."""
        first, _last = self.chosen_days()
        return WantedStatement(people=self.chosen_people(), year=first.year)
