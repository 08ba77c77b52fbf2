"""What is typed to have a cover certified, or its end. The questions are those of every document
(`documents/asking.py`)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from espace_client.contracts.certificates import Wanted
from espace_client.contracts.ends import WantedEnd
from espace_client.documents.asking import (
    ForWhat,
    ForWhom,
    OverWhichDays,
    WithNir,
    span_of_today,
)
from espace_client.documents.purposes import OF_ITS_END
from espace_client.members.models import Person


class CertificateForm(OverWhichDays, WithNir, ForWhat, ForWhom):
    """For whom, for what, at which date."""

    field_order = ("people", "purpose", "when", "day", "first", "last", "with_nir")

    def __init__(self, *args: Any, people: Sequence[Person], today: date, **kwargs: Any) -> None:
        named = [(one.pk, str(one)) for one in people]
        spans = [span_of_today(today)]
        super().__init__(*args, people=named, spans=spans, today=today, **kwargs)

    def wanted(self) -> Wanted:
        """What was asked, once the form is valid."""
        first, last = self.chosen_days()
        return Wanted(
            people=self.chosen_people(),
            purpose=self.chosen_purpose(),
            first=first,
            last=last,
            with_nir=self.cleaned_data["with_nir"],
        )


class EndForm(WithNir, ForWhat, ForWhom):
    """For whom and for what: the days are those of the covers."""

    field_order = ("people", "purpose", "with_nir")
    purposes = OF_ITS_END

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, people=[(one.pk, str(one)) for one in people], **kwargs)

    def wanted(self) -> WantedEnd:
        """What was asked, once the form is valid."""
        return WantedEnd(
            people=self.chosen_people(),
            purpose=self.chosen_purpose(),
            with_nir=self.cleaned_data["with_nir"],
        )
