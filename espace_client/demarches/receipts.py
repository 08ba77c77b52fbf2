"""The receipt of what was given: a démarche sent, documents added, a withdrawal, a contestation."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from espace_client.demarches.models import Attachment, Demarche
from espace_client.demarches.registry import kind_of
from espace_client.documents.models import IssuedDocument
from espace_client.documents.operations import give_receipt
from espace_client.documents.proofs import initials
from espace_client.documents.receipts import Deposit
from espace_client.documents.received import given_files
from espace_client.kernel.actors import Actor
from espace_client.kernel.french import day_in_words


def receipt_of(
    demarche: Demarche,
    what: str,
    *,
    actor: Actor,
    at: datetime,
    attachments: Sequence[Attachment] = (),
) -> IssuedDocument:
    """A receipt for its owner, with the digest of each file that was given this time."""
    person = demarche.person
    facts = [(_("Demande"), str(kind_of(demarche.kind).label)), (_("De"), str(person))]
    if actor.person != person.pk:
        facts.append((_("Envoyé par"), actor.name))
    if demarche.promised_on:
        facts.append((_("Réponse au plus tard"), day_in_words(demarche.promised_on)))
    files = [file for one in attachments for file in given_files(one.document)]
    deposit = Deposit(
        reference=demarche.reference,
        what=what,
        facts=tuple(facts),
        initials=initials(person.first_name, person.name),
        files=files,
    )
    return give_receipt(deposit=deposit, person=person.pk, actor=actor, at=at)
