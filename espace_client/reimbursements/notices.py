"""The messages of this room. None tells which care, nor what it cost."""

from espace_client.delivery.models import Via
from espace_client.delivery.notices import Notice

FLOW_MISSING = Notice(
    "reimbursements.flow_missing", "reimbursements/mail/flow_missing.txt", carers=True
)
FLOW_MISSING_LETTER = Notice(
    "reimbursements.flow_missing_letter", "reimbursements/letter/flow_missing.txt",
    via=Via.LETTER, carers=True,
)  # fmt: skip
