"""A certificate that must no longer be relied upon: by hand, or because a cover ended earlier."""

from datetime import datetime

from django.db import transaction

from espace_client.contracts import card_documents, certificates, notices
from espace_client.contracts.queries import number_of
from espace_client.delivery.operations import post
from espace_client.delivery.queries import letters_available
from espace_client.documents import operations as documents
from espace_client.documents.models import IssuedDocument, Withdrawal
from espace_client.kernel.actors import Actor
from espace_client.kernel.clock import date_in_paris
from espace_client.kernel.french import date_in_words
from espace_client.members.queries import as_recipient, person_by_id

_BROKEN = """
    SELECT document.id FROM documents_issueddocument AS document
    WHERE document.withdrawn_at IS NULL
        AND document.kind = ANY(%(kinds)s) AND document.valid_until >= %(on)s
        AND EXISTS (
            SELECT FROM unnest(document.concerns) AS told(cover)
                LEFT JOIN contracts_coverage AS cover ON cover.id = told.cover
                LEFT JOIN contracts_contract AS contract ON contract.id = cover.contract_id
            WHERE cover.id IS NULL OR least(cover.end_on, contract.end_on) < document.valid_until
        )
    ORDER BY document.id
"""


@transaction.atomic
def withdraw_certificate(
    *, document: IssuedDocument, because: Withdrawal, actor: Actor, at: datetime
) -> None:
    """Whoever checks the certificate is told from now on that it does not count any more; whoever
    asked for it is told why. Raises UnableToWithdraw."""
    withdrawn = documents.withdraw(document=document, because=because, actor=actor, at=at)
    person = person_by_id(withdrawn.person)
    if person is None:
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


@transaction.atomic
def withdraw_what_ended(*, actor: Actor, at: datetime) -> int:
    """Withdraw the certificates that promise a cover beyond its end, since it now ends earlier or
    is gone from the insurer's file. How many were. One statement finds them."""
    broken = list(
        IssuedDocument.objects.raw(
            _BROKEN, {"kinds": [certificates.KIND, card_documents.KIND], "on": date_in_paris(at)}
        )
    )
    for document in broken:
        withdraw_certificate(document=document, because=Withdrawal.COVER_ENDED, actor=actor, at=at)
    return len(broken)
