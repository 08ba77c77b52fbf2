"""Who has left: since when, until when they read, and what they cannot begin any more.

One rule, for every room: what protects an account, corrects, ends or shows again stays possible for
24 months after the last cover; what would begin something is refused (docs/decisions/0031).
"""

from datetime import date
from uuid import UUID

from django.db.models.functions import Least
from django.utils.translation import gettext as _

from espace_client.contracts.models import Coverage
from espace_client.contracts.rules import Departure, departure, earliest_readable_end
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.french import date_in_words
from espace_client.statements.built_once import BuiltOnce, Given

_ENDS = BuiltOnce(
    lambda: (
        Coverage.objects.of_or_held_by(Given("person"))
        .order_by()
        .values_list("end_on", "contract__end_on")
    )
)


class UnableAfterLeaving(UnableTo):
    """Nothing new begins for somebody who has left. The sentence says until when they read."""


def last_end_of(person: UUID) -> date | None:
    """The last day of the last cover of *person*, or of whom their contracts cover. None while one
    has no end, and for somebody whom nothing ever covered. One query."""
    ends = [[day for day in pair if day] for pair in _ENDS.all(person=person)]
    if not ends or not all(ends):
        return None
    return max(min(pair) for pair in ends)


def departure_of(person: UUID, *, on: date) -> Departure | None:
    """Since when *person* has left, on that day; None for whoever is or will be covered."""
    return departure(last_end_of(person), on=on)


def people_whose_covers_ended(*, readable_on: date, closed_on: date) -> set[UUID]:
    """Whoever has a cover that can be read on the first of two days and not any more on the other,
    and who holds the contract of one. Whether they have another is for `departure_of`."""
    first, last = earliest_readable_end(readable_on), earliest_readable_end(closed_on)
    ended = Coverage.objects.annotate(end=Least("end_on", "contract__end_on"))
    found = ended.filter(end__gte=first, end__lt=last).order_by()
    pairs = found.values_list("person", "contract__holder")
    return {person for pair in pairs for person in pair}


def require_to_be_covered(person: UUID, *, on: date) -> None:
    """Raises UnableAfterLeaving if *person* has left: for each verb that begins something."""
    if left := departure_of(person, on=on):
        raise UnableAfterLeaving(
            _(
                "Votre couverture a pris fin le %(day)s : rien de nouveau ne peut commencer. Vous"
                " pouvez lire votre espace jusqu’au %(last)s."
            )
            % {"day": date_in_words(left.ended_on), "last": date_in_words(left.readable_until)}
        )
