"""Approving a second proof on the telephone: by a number of the file, and right answers."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.accounts import events, permissions, queries
from espace_client.accounts.models import ActivationLink, SecondProof
from espace_client.accounts.operations.proving import approve_proof
from espace_client.accounts.rules import RIGHT_ANSWERS
from espace_client.accounts.staff import Question
from espace_client.audit.operations import record
from espace_client.kernel import clock, telephones
from espace_client.kernel.actors import Actor
from espace_client.kernel.errors import UnableTo
from espace_client.kernel.french import enumeration


class UnableToApprove(UnableTo):
    """The call back does not prove enough."""


@transaction.atomic
def approve_after_call(
    *,
    proof: SecondProof,
    called_back: str,
    right_answers: Collection[Question],
    actor: Actor,
    at: datetime,
) -> ActivationLink:
    """An adviser called back a number that the file holds and heard three right answers: the
    account opens with the e-mail typed (product B.20).

    Raises UnableToApprove when the number is another one, fewer answers were right, or *actor*
    is no longer in post; UnableToProve when nothing waits any more. Who called is remembered with
    the number, masked, and with the questions.
    """
    if not permissions.may_work_on_files(actor):
        raise UnableToApprove(_("Votre accès est fermé."))
    if called_back not in queries.numbers_held(proof.person, on=clock.date_in_paris(at)):
        raise UnableToApprove(_("Rappelez un numéro du dossier, et aucun autre."))
    if len(set(right_answers)) < RIGHT_ANSWERS:
        raise UnableToApprove(
            _("Il faut trois réponses justes. Sinon, refusez ou envoyez un code par courrier.")
        )
    link = approve_proof(proof=proof, actor=actor, at=at)
    record(
        events.CALLED_BACK,
        actor=actor,
        at=at,
        person=proof.person_id,
        subject=f"proof:{proof.pk}",
        masked_number=telephones.masked(called_back),
        answers=enumeration([Question(one).label for one in sorted(right_answers)]),
    )
    return link
