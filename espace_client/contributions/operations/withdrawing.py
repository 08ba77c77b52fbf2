"""A certificate of payment that is not true any more: the bank rejected later what was paid, or
the insurer's file corrected its amount or its period."""

from contextlib import suppress
from datetime import datetime

from procrastinate.contrib.django import app

from espace_client.contracts.operations.withdrawing import withdraw_certificate
from espace_client.contributions import certificates
from espace_client.contributions.models import Payment
from espace_client.documents.models import IssuedDocument, Withdrawal
from espace_client.documents.operations import UnableToWithdraw
from espace_client.kernel.actors import Actor

_BROKEN = """
    SELECT document.id FROM documents_issueddocument AS document
    WHERE document.withdrawn_at IS NULL AND document.kind = %(kind)s
        AND EXISTS (
            SELECT FROM unnest(document.concerns, document.promised, document.amounts)
                    AS told(contribution, until, amount)
                LEFT JOIN contributions_contribution AS held ON held.id = told.contribution
            WHERE held.payment IS DISTINCT FROM %(paid)s
                OR held.period_end <> told.until
                OR held.amount::text <> told.amount  -- NULL in one from before amounts were kept
        )
    ORDER BY document.id
"""


def ask_to_withdraw_what_was_not_paid(*, at: datetime) -> None:
    """Have the certificates withdrawn that the transaction under way has broken, once it is over:
    each takes the lock of the history, which an import must not hold for all of them."""
    if _broken():
        app.configure_task("contributions.withdraw_what_was_not_paid", queue="letters").defer()


def withdraw_what_was_not_paid(*, actor: Actor, at: datetime) -> int:
    """Withdraw the certificates that count a contribution which is not paid (any more), or say of
    one what was corrected since. How many were. Each in a transaction of its own: one that somebody
    has withdrawn meanwhile stops none."""
    count = 0
    for document in _broken():
        with suppress(UnableToWithdraw):
            withdraw_certificate(
                document=document, because=Withdrawal.PAYMENT_CHANGED, actor=actor, at=at
            )
            count += 1
    return count


def _broken() -> list[IssuedDocument]:
    said = {"kind": certificates.KIND, "paid": Payment.PAID.value}
    return list(IssuedDocument.objects.raw(_BROKEN, said))
