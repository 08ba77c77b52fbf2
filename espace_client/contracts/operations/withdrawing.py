"""A certificate that must no longer be relied upon: by hand, or because what it says of the end of
a cover is not true any more."""

from contextlib import suppress
from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app

from espace_client.contracts import card_documents, certificates, ends, notices
from espace_client.contracts.queries import number_of
from espace_client.delivery.operations import post
from espace_client.delivery.queries import letters_available
from espace_client.documents import operations as documents
from espace_client.documents.models import IssuedDocument, Withdrawal
from espace_client.documents.operations import UnableToWithdraw
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.french import date_in_words
from espace_client.members.queries import as_recipient, person_by_id

_BROKEN = """
    SELECT document.id FROM documents_issueddocument AS document
    WHERE document.withdrawn_at IS NULL
        AND document.kind = ANY(%(kinds)s) AND document.valid_until >= %(on)s
        AND EXISTS (
            SELECT FROM unnest(document.concerns, document.promised) AS told(cover, until)
                LEFT JOIN contracts_coverage AS cover ON cover.id = told.cover
                LEFT JOIN contracts_contract AS contract ON contract.id = cover.contract_id
            WHERE cover.id IS NULL OR least(cover.end_on, contract.end_on) < told.until
        )
    ORDER BY document.id
"""
# A certificate of the end of covers: each still ends on the day it says, and nothing follows it. As
# for `rules.last_covers`, what begins after the contract has ended covers nobody.
_NOT_ENDED = """
    SELECT document.id FROM documents_issueddocument AS document
    WHERE document.withdrawn_at IS NULL AND document.kind = %(kind)s
        AND EXISTS (
            SELECT FROM unnest(document.concerns, document.promised) AS told(cover, ended)
                LEFT JOIN contracts_coverage AS cover ON cover.id = told.cover
                LEFT JOIN contracts_contract AS contract ON contract.id = cover.contract_id
            WHERE cover.id IS NULL
                OR least(cover.end_on, contract.end_on) IS DISTINCT FROM told.ended
                OR EXISTS (
                    SELECT FROM contracts_coverage AS again
                    WHERE again.contract_id = cover.contract_id
                        AND again.person_id = cover.person_id AND again.start_on > told.ended
                        AND (contract.end_on IS NULL OR again.start_on <= contract.end_on)
                )
        )
    ORDER BY document.id
"""


@transaction.atomic
def withdraw_certificate(
    *, document: IssuedDocument, because: Withdrawal, actor: Actor, at: datetime
) -> None:
    """Whoever checks the certificate is told from now on that it does not count any more; whoever
    asked for it is told why, unless they died. Raises UnableToWithdraw."""
    withdrawn = documents.withdraw(document=document, because=because, actor=actor, at=at)
    person = person_by_id(withdrawn.person)
    if person is None or person.died_on:
        return
    to = as_recipient(person, number=number_of(person))
    by_mail = notices.CERTIFICATE_WITHDRAWN if to.email else None
    by_letter = to.postal_lines and letters_available()
    notice = by_mail or (notices.CERTIFICATE_WITHDRAWN_LETTER if by_letter else None)
    if notice:
        post(
            notice,
            to=to,
            actor=actor,
            at=at,
            once_key=f"{notice.code}:{withdrawn.pk}",
            context={
                "document_number": withdrawn.number,
                "issued_on": date_in_words(date_in_paris(withdrawn.issued_at)),
                "because": Withdrawal(because).label,
            },
        )


def ask_to_withdraw_what_ended(*, at: datetime) -> None:
    """Have the certificates withdrawn that the transaction under way has broken, once it is over:
    each takes the lock of the history, which an import must not hold for all of them."""
    if _broken(at):
        app.configure_task("contracts.withdraw_what_ended", queue="letters").defer()


def withdraw_what_ended(*, actor: Actor, at: datetime) -> int:
    """Withdraw the certificates that promise a cover beyond its end, since it now ends earlier or
    is gone from the insurer's file; and those that say it ended on a day, since it now ends on
    another one or was given back. How many were.

    Two statements find them; each is withdrawn in a transaction of its own. One that somebody has
    withdrawn meanwhile stops none of the others.
    """
    count = 0
    for document, because in _broken(at):
        with suppress(UnableToWithdraw):
            withdraw_certificate(document=document, because=because, actor=actor, at=at)
            count += 1
    return count


def _broken(at: datetime) -> list[tuple[IssuedDocument, Withdrawal]]:
    kinds = [certificates.KIND, card_documents.KIND]
    said = {"kinds": kinds, "on": date_in_paris(at)}
    promised = IssuedDocument.objects.raw(_BROKEN, said)
    ended = IssuedDocument.objects.raw(_NOT_ENDED, {"kind": ends.KIND})
    return [
        *((document, Withdrawal.COVER_ENDED) for document in promised),
        *((document, Withdrawal.END_CHANGED) for document in ended),
    ]
