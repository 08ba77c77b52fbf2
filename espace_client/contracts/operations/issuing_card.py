"""Having one's third-party-payment card: this year's, or next year's from December."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.audit.operations import record
from espace_client.contracts import card_documents, events
from espace_client.contracts.cards import Card, cards_of
from espace_client.documents import operations as documents
from espace_client.documents.models import IssuedDocument
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.french import enumeration
from espace_client.members.models import Person
from espace_client.members.queries import nir_of


class UnableToIssueCard(UnableTo):
    """There is no such card today."""


@transaction.atomic
def issue_card(
    *, contract: UUID, year: int, person: UUID, actor: Actor, at: datetime, with_nir: bool = True
) -> IssuedDocument:
    """The card of that contract and year for *person*, who keeps the document.

    The same card again is the same document, on any day. *with_nir* it shows the NIR of those it
    names: to the holder all of them, to an adult beneficiary his own. Raises UnableToIssueCard when
    nobody is covered, with what to do.
    """
    mine = cards_of(person, on=date_in_paris(at))
    card = next((one for one in mine if (one.contract, one.year) == (contract, year)), None)
    if card is None:
        raise UnableToIssueCard(
            _(
                "Il n’y a pas de carte pour ce contrat et cette année. Vous êtes couvert ?"
                " Appelez-nous au %(telephone)s."
            )
            % {"telephone": settings.INSURER.telephone}
        )
    people = Person.objects.in_bulk([one.id for one in card.people] if with_nir else [])
    nirs = {one: nir_of(people[one]) for one in people}
    draft = card_documents.draft(card, nirs=nirs)
    issued = documents.issue(draft=draft, person=person, actor=actor, at=at)
    if issued.is_new and any(nirs.values()):
        _remember_nirs(issued.document, card, person, actor, at)
    return issued.document


def _remember_nirs(
    document: IssuedDocument, card: Card, person: UUID, actor: Actor, at: datetime
) -> None:
    record(
        events.NIR_ON_CARD,
        actor=actor,
        at=at,
        person=person,
        subject=f"document:{document.pk}",
        number=document.number,
        names=enumeration([one.full_name for one in card.people]),
    )
