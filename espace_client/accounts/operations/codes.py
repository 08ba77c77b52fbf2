"""Codes that are asked for: by a visitor, by the owner of a known mailbox, by an adviser."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from espace_client.accounts import events, permissions, queries, sending
from espace_client.accounts.holding import held_proof
from espace_client.accounts.models import AccountRequest, CodeKind, ProofCode, SecondProof
from espace_client.accounts.operations.links import UnableToSendAgain
from espace_client.accounts.rules import ASK_FOR_CODE, CONFIRMATIONS_A_DAY
from espace_client.accounts.throttle import pass_through
from espace_client.audit.operations import record
from espace_client.kernel.actors import Actor


@transaction.atomic
def ask_for_code(
    *, request: AccountRequest, kind: CodeKind, source: str, actor: Actor, at: datetime
) -> None:
    """Note that a visitor wants a code, by text message or by letter. A job answers, so that
    nothing here tells whether the request matched. Raises TooManyTries after six in an hour."""
    pass_through(ASK_FOR_CODE, f"{kind}/{source}", at=at)
    record(events.CODE_ASKED, actor=actor, at=at, subject=f"request:{request.pk}", how=kind.label)
    app.configure_task("accounts.answer_for_code", queue="letters").defer(
        request_id=str(request.pk), kind=str(kind)
    )


@transaction.atomic
def answer_for_code(*, request_id: UUID, kind: CodeKind, actor: Actor, at: datetime) -> bool:
    """Send the code that a visitor asked for, if their request waits for a proof and the limits
    of that kind allow it. Whether one left: nobody but the insurer's people learns it."""
    request = AccountRequest.objects.filter(pk=request_id, superseded_at__isnull=True).first()
    found = queries.proof_of_request(request) if request else None
    proof = held_proof(found) if found else None
    if proof is None or not proof.waits(at) or proof.person.died_on:
        why = _("la demande n’attend pas de deuxième preuve")
        subject = f"request:{request_id}"
        record(events.CODE_NOT_SENT, actor=actor, at=at, subject=subject, why=why)
        return False
    if kind is CodeKind.LETTER:
        refused = sending.letter_is_due(proof, at=at)
        return sending.send_letter(proof, actor=actor, at=at, refused=refused)
    return sending.send_text_code(proof, actor=actor, at=at)


@transaction.atomic
def send_letter_code(*, proof: SecondProof, actor: Actor, at: datetime) -> None:
    """An adviser has a code sent by letter: once a day at most, whatever a visitor asked before.

    Raises UnableToSendAgain when nothing waits, nobody may, or the file has no postal address.
    """
    proof = held_proof(proof)
    if not permissions.may_settle_proofs(actor):
        raise UnableToSendAgain(_("Seul un conseiller peut envoyer ce courrier."))
    if not proof.waits(at) or proof.person.died_on:
        raise UnableToSendAgain(_("Cette demande n’attend plus de preuve."))
    if queries.codes_since(proof.person_id, CodeKind.LETTER, at - sending.DAY):
        raise UnableToSendAgain(_("Un courrier avec un code part déjà aujourd’hui."))
    if not sending.send_letter(proof, actor=actor, at=at):
        raise UnableToSendAgain(_("Le dossier n’a pas d’adresse postale."))


@transaction.atomic
def send_confirmation_again(*, code: ProofCode, actor: Actor, at: datetime) -> None:
    """The owner of the known mailbox stands before a link that no longer works: another one
    leaves to the same mailbox, for what waits now. Raises UnableToSendAgain."""
    waiting = queries.waiting_proofs().filter(person=code.proof.person_id).first()
    proof = held_proof(waiting) if waiting and code.kind == CodeKind.LINK else None
    if proof is None or not proof.waits(at) or proof.person.died_on or not proof.person.email:
        raise UnableToSendAgain(_("Aucune demande n’attend votre réponse. Rien ne s’est ouvert."))
    if queries.codes_since(proof.person_id, CodeKind.LINK, at - sending.DAY) >= CONFIRMATIONS_A_DAY:
        raise UnableToSendAgain(
            _("Six messages sont déjà partis aujourd’hui. Appelez-nous, nous vous aidons.")
        )
    sending.send_confirmation(proof, actor=actor, at=at, once_key=f"accounts.is_it_you:{uuid4()}")
