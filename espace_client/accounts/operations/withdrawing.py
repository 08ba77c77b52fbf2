"""Ending what a mistyped e-mail led to: its proof, waiting or given, and its link."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from espace_client.accounts import events
from espace_client.accounts.holding import hold_person, kill_links
from espace_client.accounts.models import (
    NEEDS_PROOF,
    Account,
    AccountRequest,
    Outcome,
    ProofState,
    SecondProof,
)
from espace_client.accounts.settling import settle
from espace_client.audit.operations import record
from espace_client.kernel import emails
from espace_client.kernel.actors import Actor
from espace_client.members.models import Person

_LED_SOMEWHERE = NEEDS_PROOF | {Outcome.MATCHED, Outcome.JUST_SENT}


@transaction.atomic
def withdraw_request(*, request_id: UUID, actor: Actor, at: datetime) -> None:
    """The e-mail of a request was mistyped and is corrected: whoever reads that mailbox must get
    nothing of it. Its proof counts no more, even one that was given, and its link is dead, unless
    the account is open already. What the right e-mail has led to meanwhile stays.
    """
    request = AccountRequest.objects.select_for_update().get(pk=request_id)
    person = request.person if request.outcome in _LED_SOMEWHERE else None
    if person is not None:
        _end(person, emails.canonical(request.email), actor=actor, at=at)
    record(events.REQUEST_WITHDRAWN, actor=actor, at=at, subject=f"request:{request.pk}")


def _end(person: Person, key: str, *, actor: Actor, at: datetime) -> None:
    hold_person(person)
    account = Account.objects.filter(person=person).first()
    if account and account.is_active:
        return
    ended = SecondProof.objects.filter(
        person=person, email_key=key, state__in=(ProofState.WAITING, ProofState.GIVEN)
    )
    for proof in ended.select_for_update(of=("self",)):
        settle(proof, ProofState.SUPERSEDED, actor=actor, at=at)
    if account and account.email_key == key:
        kill_links(account, at=at)
