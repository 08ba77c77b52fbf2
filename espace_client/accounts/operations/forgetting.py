"""Erasing what has served."""

from datetime import datetime, timedelta

from django.db import transaction

from espace_client.accounts import events
from espace_client.accounts.models import (
    Account,
    AccountRequest,
    AccountState,
    ActivationLink,
    Attempt,
    ChangeState,
    CodeKind,
    EmailChange,
    OneTimeCode,
    ProofCode,
    ProofState,
    SecondProof,
    StepUp,
)
from espace_client.audit.operations import record
from espace_client.delivery.models import Via
from espace_client.kernel.actors import Actor


@transaction.atomic
def forget_what_is_old(*, actor: Actor, at: datetime) -> None:
    """Erase what has served: tries and codes by SMS after two days, requests and dead links after
    thirty (product B.3.3: an account that was never activated is abandoned after 30 days), second
    proofs with their codes thirty days after they were settled, one-time codes after two days and
    their links after thirty."""
    tries, _ = Attempt.objects.filter(at__lt=at - timedelta(days=2)).delete()
    month = at - timedelta(days=30)
    requests, _ = AccountRequest.objects.filter(at__lt=month).delete()
    ActivationLink.objects.filter(expires_at__lt=month).delete()
    Account.objects.filter(state=AccountState.CREATED, state_since__lt=month, links=None).delete()
    ProofCode.objects.filter(kind=CodeKind.TEXT, expires_at__lt=at - timedelta(days=2)).delete()
    codes = OneTimeCode.objects.exclude(via=Via.LETTER)
    codes.filter(link_hash=None, expires_at__lt=at - timedelta(days=2)).delete()
    codes.filter(link_expires_at__lt=month).delete()
    StepUp.objects.filter(expires_at__lt=at - timedelta(days=2)).delete()
    EmailChange.objects.filter(state=ChangeState.DROPPED, settled_at__lt=month).delete()
    settled = SecondProof.objects.exclude(state=ProofState.WAITING)
    settled.filter(settled_at__lt=month).delete()
    record(events.OLD_FORGOTTEN, actor=actor, at=at, tries=tries, requests=requests)
