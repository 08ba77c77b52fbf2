"""Having the guarantee table of one's own option on paper."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.contracts import queries, table_documents
from espace_client.documents import operations as documents
from espace_client.documents.models import IssuedDocument
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.errors import UnableTo


class UnableToIssueTable(UnableTo):
    """There is no such table."""


@transaction.atomic
def issue_table(
    *, contract: UUID, person: UUID, actor: Actor, at: datetime, year: int | None = None
) -> IssuedDocument:
    """The table of the contract's own option for *person*, who keeps the document: the one that
    the page of guarantees shows today, or for an earlier *year*.

    Whoever sees the contract may have it. The same table is the same document, on any day. Raises
    UnableToIssueTable, with what to do, for a contract that is not theirs, a year that their page
    does not have, an option whose table is not here.
    """
    today = date_in_paris(at)
    year = None if year == today.year else year
    seen = queries.tables_seen_by(person, on=today, year=year, contract=contract)
    mine = next(iter(seen), None)
    table = mine.told if mine and year in (None, *mine.years(today)) else None
    if not (mine and table and table.table.sections):
        raise UnableToIssueTable(
            _(
                "Le tableau de cette option n’est pas encore dans votre espace."
                " Appelez-nous au %(telephone)s : nous vous l’envoyons."
            )
            % {"telephone": settings.INSURER.telephone}
        )
    valid_to = next(one.last for one in table.versions if mine.read_on in one)
    draft = table_documents.draft(mine.contract, table.table, valid_to=valid_to)
    return documents.issue(draft=draft, person=person, actor=actor, at=at).document
