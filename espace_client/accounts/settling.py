"""Ending a second proof: its state, who settled it, and the death of its codes."""

from datetime import datetime

from espace_client.accounts import events
from espace_client.accounts.models import ProofCode, ProofState, ProofWay, Refusal, SecondProof
from espace_client.audit.operations import record
from espace_client.kernel import emails
from espace_client.kernel.actors import Actor
from espace_client.members.models import Person


def settle(
    proof: SecondProof,
    state: ProofState,
    *,
    actor: Actor,
    at: datetime,
    way: ProofWay | None = None,
    refusal: Refusal | None = None,
    explanation: str = "",
) -> None:
    """Put an end to *proof*, which is held, and to every code that still lives for it."""
    proof.state, proof.settled_at, proof.settled_by = state, at, actor.name
    proof.way, proof.refusal, proof.explanation = way or "", refusal or "", explanation
    proof.save(update_fields=["state", "settled_at", "settled_by", "way", "refusal", "explanation"])
    ProofCode.objects.filter(proof=proof, used_at__isnull=True, killed_at__isnull=True).update(
        killed_at=at
    )


def end_waiting_proofs(person: Person, *, actor: Actor, at: datetime) -> None:
    """What still waits for *person*, who is held, no longer counts: a newer request replaces it,
    or the account is open."""
    for proof in SecondProof.objects.filter(person=person, state=ProofState.WAITING):
        state = ProofState.SUPERSEDED if proof.waits(at) else ProofState.EXPIRED
        settle(proof, state, actor=actor, at=at)
        record(
            events.PROOF_ENDED,
            actor=actor,
            at=at,
            person=person.pk,
            subject=f"proof:{proof.pk}",
            masked_email=emails.masked(proof.email),
            state=state.label.lower(),
        )
