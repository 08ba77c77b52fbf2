"""The second proof: asked for when the e-mail is new to us, then given, refused or let expire."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from espace_client.accounts import events, permissions, queries, sending
from espace_client.accounts.holding import account_to_open, held_proof
from espace_client.accounts.models import (
    AccountRequest,
    ActivationLink,
    CodeKind,
    ProofCode,
    ProofState,
    ProofWay,
    Refusal,
    SecondProof,
)
from espace_client.accounts.operations.links import send_link
from espace_client.accounts.rules import EXPLANATION_MIN, PROOF_LIFETIME
from espace_client.accounts.settling import end_waiting_proofs, settle
from espace_client.audit.events import Event
from espace_client.audit.operations import record
from espace_client.kernel import clock, emails
from espace_client.kernel.actors import Actor
from espace_client.kernel.errors import UnableTo
from espace_client.members.models import Person

_WAYS = {
    CodeKind.LINK: ProofWay.KNOWN_EMAIL,
    CodeKind.TEXT: ProofWay.MOBILE,
    CodeKind.LETTER: ProofWay.LETTER,
}


class UnableToProve(UnableTo):
    """The proof cannot be given, or settled, any more."""


@transaction.atomic
def ask_for_proof(
    *, request: AccountRequest, person: Person, actor: Actor, at: datetime
) -> SecondProof:
    """Wait for a second proof that *request* comes from *person*, who is held, and tell every
    known channel. The same e-mail again goes on waiting; another one replaces what waited."""
    key = emails.canonical(request.email)
    waiting = SecondProof.objects.filter(person=person, state=ProofState.WAITING).first()
    if waiting and waiting.email_key == key and waiting.waits(at):
        proof = waiting
    else:
        end_waiting_proofs(person, actor=actor, at=at)
        proof = SecondProof.objects.create(
            person=person,
            request=request,
            email=request.email,
            email_key=key,
            terms_version=request.terms_version,
            asked_at=at,
            expires_at=at + PROOF_LIFETIME,
        )
        _note(events.PROOF_ASKED, proof, actor=actor, at=at)
    sending.send_confirmation(proof, actor=actor, at=at)
    to = sending.recipient(person)
    if sending.can_be_texted(to):
        sending.send_text_code(proof, actor=actor, at=at)
    elif not person.email:
        refused = sending.letter_is_due(proof, at=at)
        sending.send_letter(proof, actor=actor, at=at, refused=refused)
    return proof


@transaction.atomic
def confirm_proof(*, code: ProofCode, actor: Actor, at: datetime) -> ActivationLink:
    """« Oui, c’est moi »: a link of the known mailbox or a code of a letter gives the proof, once.

    Raises UnableToProve. Two at the same instant: exactly one wins.
    """
    proof = held_proof(code.proof)
    won = ProofCode.objects.filter(
        pk=code.pk, used_at__isnull=True, killed_at__isnull=True, expires_at__gt=at
    ).update(used_at=at)
    if not won:
        raise UnableToProve(_("Cette réponse a déjà été donnée, ou n’est plus attendue."))
    return _give(proof, _WAYS[CodeKind(code.kind)], actor=actor, at=at)


@transaction.atomic
def decline_proof(*, code: ProofCode, actor: Actor, at: datetime) -> None:
    """« Non, ce n’est pas moi »: nothing opens, every code dies, the advisers see it. Raises
    UnableToProve when nothing waits any more."""
    proof = held_proof(code.proof)
    code.refresh_from_db()
    if code.used_at or code.killed_at or not proof.waits(at):
        raise UnableToProve(_("Cette réponse a déjà été donnée, ou n’est plus attendue."))
    ProofCode.objects.filter(pk=code.pk).update(used_at=at)
    _refuse(proof, Refusal.NOT_ME, actor=actor, at=at)


@transaction.atomic
def approve_proof(*, proof: SecondProof, actor: Actor, at: datetime) -> ActivationLink:
    """An adviser called the member back and is sure: the link leaves to the e-mail typed.

    Raises UnableToProve when nothing waits any more, or to anybody but an adviser.
    """
    _require_adviser(actor)
    return _give(held_proof(proof), ProofWay.ADVISER, actor=actor, at=at)


@transaction.atomic
def refuse_proof(
    *, proof: SecondProof, reason: Refusal, actor: Actor, at: datetime, explanation: str = ""
) -> None:
    """An adviser refuses: what waits, or what was given while the account is not open yet. « Autre
    raison » needs a sentence of 20 characters. Raises UnableToProve."""
    _require_adviser(actor)
    proof = held_proof(proof)
    if reason is Refusal.OTHER and len(explanation.strip()) < EXPLANATION_MIN:
        raise UnableToProve(_("Écrivez la raison en une phrase, de 20 caractères au moins."))
    if not proof.waits(at) and not _given_in_vain(proof):
        raise UnableToProve(_("Cette demande n’attend plus de preuve."))
    _refuse(proof, reason, actor=actor, at=at, explanation=explanation.strip())


@transaction.atomic
def expire_proofs(*, actor: Actor, at: datetime) -> None:
    """Put an end to the proofs that nobody gave in their 45 days."""
    late = SecondProof.objects.filter(state=ProofState.WAITING, expires_at__lte=at)
    ended = 0
    for proof in late.select_for_update(skip_locked=True)[:1000]:
        settle(proof, ProofState.EXPIRED, actor=actor, at=at)
        ended += 1
    if ended:
        record(events.PROOFS_EXPIRED, actor=actor, at=at, count=ended)


def _give(proof: SecondProof, way: ProofWay, *, actor: Actor, at: datetime) -> ActivationLink:
    person = proof.person
    if not proof.waits(at):
        raise UnableToProve(_("Cette demande n’attend plus de preuve."))
    if not queries.may_open(person, on=clock.date_in_paris(at)) or queries.is_full(proof.email):
        raise UnableToProve(_("Le compte ne peut pas s’ouvrir ainsi. Appelez-nous."))
    account = queries.account_of_person(person.pk)
    if account and account.is_closed:
        raise UnableToProve(_("Le compte ne peut pas s’ouvrir ainsi. Appelez-nous."))
    if queries.has_open_account(person):
        raise UnableToProve(_("Le compte est déjà ouvert. Appelez-nous pour changer d’adresse."))
    for earlier in SecondProof.objects.filter(person=person, state=ProofState.GIVEN):
        settle(earlier, ProofState.SUPERSEDED, actor=actor, at=at)
    settle(proof, ProofState.GIVEN, actor=actor, at=at, way=way)
    account = account_to_open(
        person, email=proof.email, terms_version=proof.terms_version, actor=actor, at=at
    )
    _note(events.PROOF_GIVEN, proof, actor=actor, at=at, way=way.label.lower())
    return send_link(account=account, actor=actor, at=at)


def _given_in_vain(proof: SecondProof) -> bool:
    return proof.state == ProofState.GIVEN and not queries.has_open_account(proof.person)


def _refuse(
    proof: SecondProof, reason: Refusal, *, actor: Actor, at: datetime, explanation: str = ""
) -> None:
    settle(proof, ProofState.REFUSED, actor=actor, at=at, refusal=reason, explanation=explanation)
    _note(events.PROOF_REFUSED, proof, actor=actor, at=at, reason=reason.label.lower())


def _require_adviser(actor: Actor) -> None:
    if not permissions.may_settle_proofs(actor):
        raise UnableToProve(_("Seul un conseiller peut en décider."))


def _note(event: Event, proof: SecondProof, *, actor: Actor, at: datetime, **facts: str) -> None:
    record(
        event,
        actor=actor,
        at=at,
        person=proof.person_id,
        subject=f"proof:{proof.pk}",
        masked_email=emails.masked(proof.email),
        **facts,
    )
