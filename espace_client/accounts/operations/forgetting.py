"""Erasing what has served."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from espace_client.accounts import events
from espace_client.accounts.models import (
    Account,
    AccountRequest,
    AccountState,
    ActivationLink,
    Attempt,
    CardCode,
    ChangeState,
    CodeKind,
    EmailChange,
    KnownDevice,
    OneTimeCode,
    OpenSession,
    ProofCode,
    ProofState,
    SecondProof,
    SpareCode,
    SpareKind,
    StepUp,
)
from espace_client.audit.operations import record
from espace_client.delivery.models import Via
from espace_client.kernel.actors import Actor


@transaction.atomic
def forget_what_is_old(*, actor: Actor, at: datetime) -> None:
    """Erase what has served: tries and codes by SMS after two days, requests and dead links after
    thirty (product B.3.3: an account that was never activated is abandoned after 30 days), second
    proofs with their codes thirty days after they were settled, one-time codes after two days,
    their links and letters after thirty; devices that expired, notes of sessions thirty days after
    they were last seen."""
    short, month = at - timedelta(days=2), at - timedelta(days=30)
    tries, _ = Attempt.objects.filter(at__lt=short).delete()
    requests, _ = AccountRequest.objects.filter(at__lt=month).delete()
    ActivationLink.objects.filter(expires_at__lt=month).delete()
    _forget_codes(short=short, month=month)
    # A letter lives longer than a link: its account waits for it.
    by_letter = OneTimeCode.objects.filter(account=OuterRef("pk"), via=Via.LETTER)
    abandoned = Account.objects.filter(state=AccountState.CREATED, state_since__lt=month)
    abandoned.filter(~Exists(by_letter), links=None).delete()
    EmailChange.objects.filter(state=ChangeState.DROPPED, settled_at__lt=month).delete()
    settled = SecondProof.objects.exclude(state=ProofState.WAITING)
    settled.filter(settled_at__lt=month).delete()
    KnownDevice.objects.filter(expires_at__lt=at).delete()
    OpenSession.objects.filter(last_seen_at__lt=month).delete()
    record(events.OLD_FORGOTTEN, actor=actor, at=at, tries=tries, requests=requests)


def _forget_codes(*, short: datetime, month: datetime) -> None:
    ProofCode.objects.filter(kind=CodeKind.TEXT, expires_at__lt=short).delete()
    CardCode.objects.filter(expires_at__lt=short).delete()
    codes = OneTimeCode.objects.exclude(via=Via.LETTER)
    codes.filter(link_hash=None, expires_at__lt=short).delete()
    codes.filter(link_expires_at__lt=month).delete()
    OneTimeCode.objects.filter(via=Via.LETTER, expires_at__lt=month).delete()
    SpareCode.objects.filter(counts_since__isnull=True, kind=SpareKind.SHEET).exclude(
        batch__in=OneTimeCode.objects.filter(via=Via.LETTER).values("pk")
    ).delete()
    StepUp.objects.filter(expires_at__lt=short).delete()
