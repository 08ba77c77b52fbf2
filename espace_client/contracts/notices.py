"""The messages of this room."""

from espace_client.delivery.models import Via
from espace_client.delivery.notices import Notice

CERTIFICATE_WITHDRAWN = Notice(
    "contracts.certificate_withdrawn", "contracts/mail/certificate_withdrawn.txt", carers=True
)
CERTIFICATE_WITHDRAWN_LETTER = Notice(
    "contracts.certificate_withdrawn_letter",
    "contracts/letter/certificate_withdrawn.txt",
    via=Via.LETTER,
    carers=True,
)

# To a mailbox that the member typed: nobody knows whose it is.
CARD_SENT = Notice(
    "contracts.card_sent", "contracts/mail/card_sent.txt", sealed=False, to_another=True
)
