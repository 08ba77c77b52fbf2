"""The yearly statement: what was paid for the care of whom, in one calendar year."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.documents import operations as documents
from espace_client.documents.models import IssuedDocument
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.french import enumeration
from espace_client.reimbursements import yearly
from espace_client.reimbursements.insured import people_told_of_care
from espace_client.reimbursements.queries import lines_paid, years_paid
from espace_client.reimbursements.yearly import WantedStatement
from espace_client.ui.acting import Acting


class UnableToState(UnableTo):
    """No statement can be made of what was asked."""


@transaction.atomic
def state_care(
    *, wanted: WantedStatement, space: UUID, acting: Acting | None, actor: Actor, at: datetime
) -> IssuedDocument:
    """Issue the statement of the people of *wanted*, for the person *space*, who keeps it.

    Only care that is open to whoever asks: their own, and that of whom allowed it to them; to a
    carer, that of the owner of the space alone. A line counts in the year in which it was paid; one
    that was cancelled does not. A year to come, or without any payment, is refused.
    """
    today = date_in_paris(at)
    told, _closed = people_told_of_care(space, acting=acting, on=today)
    people = [one for one in told if one.pk in wanted.people]
    if not people or wanted.people - {one.pk for one in people}:
        raise UnableToState(_("Choisissez pour qui est le relevé."))
    if wanted.year > today.year:
        raise UnableToState(_("Cette année n’a pas commencé. Choisissez une autre année."))
    first, last = date(wanted.year, 1, 1), min(date(wanted.year, 12, 31), today)
    keys = [one.pk for one in people]
    lines = list(lines_paid(keys, first=first, last=last))
    if not any(one.cancelled_on is None for one in lines):
        raise UnableToState(_nothing(wanted.year, years_paid(keys)))
    draft = yearly.draft(people, lines, first=first, last=last)
    return documents.issue(draft=draft, person=space, actor=actor, at=at).document


def _nothing(year: int, years: Sequence[int]) -> str:
    """That nothing was paid in that year, and in which something was."""
    if not years:
        return _("Nous n’avons payé aucun soin à cette personne.")
    known = enumeration([str(one) for one in sorted(years)])
    said = _("Aucun soin n’a été payé en %(year)d. Choisissez %(known)s.")
    return said % {"year": year, "known": known}
