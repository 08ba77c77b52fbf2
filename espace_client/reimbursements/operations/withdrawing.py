"""A yearly statement that is not true any more: a line it counts was cancelled or corrected."""

from contextlib import suppress
from datetime import datetime

from procrastinate.contrib.django import app

from espace_client.contracts.operations.withdrawing import withdraw_certificate
from espace_client.documents.models import IssuedDocument, Withdrawal
from espace_client.documents.operations import UnableToWithdraw
from espace_client.kernel.actors import Actor
from espace_client.reimbursements import yearly

# A statement from before its lines were kept (no concerns) is out of reach: it told of none by key.
_BROKEN = """
    SELECT document.id FROM documents_issueddocument AS document
    WHERE document.withdrawn_at IS NULL AND document.kind = %(kind)s
        AND EXISTS (
            SELECT FROM unnest(document.concerns, document.promised, document.amounts)
                    AS told(line, paid_on, amounts)
                LEFT JOIN reimbursements_reimbursement AS held ON held.id = told.line
            WHERE held.id IS NULL
                OR held.cancelled_on IS NOT NULL
                OR held.paid_on IS DISTINCT FROM told.paid_on
                OR concat_ws(' ', held.spent, held.basic, held.complementary) <> told.amounts
        )
    ORDER BY document.id
"""


def ask_to_withdraw_what_was_cancelled(*, at: datetime) -> None:
    """Have the statements withdrawn that the transaction under way has broken, once it is over:
    each takes the lock of the history, which an import must not hold for all of them."""
    if _broken():
        app.configure_task("reimbursements.withdraw_what_was_cancelled", queue="letters").defer()


def withdraw_what_was_cancelled(*, actor: Actor, at: datetime) -> int:
    """Withdraw the yearly statements that count a line of care which was cancelled or corrected
    since. How many were. Each in a transaction of its own: one that somebody has withdrawn
    meanwhile stops none."""
    count = 0
    for document in _broken():
        with suppress(UnableToWithdraw):
            withdraw_certificate(
                document=document, because=Withdrawal.CARE_CHANGED, actor=actor, at=at
            )
            count += 1
    return count


def _broken() -> list[IssuedDocument]:
    return list(IssuedDocument.objects.raw(_BROKEN, {"kind": yearly.KIND}))
