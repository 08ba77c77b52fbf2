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
ASKED_BACK = Notice("reimbursements.asked_back", "reimbursements/mail/asked_back.txt", carers=True)
ASKED_BACK_LETTER = Notice(
    "reimbursements.asked_back_letter", "reimbursements/letter/asked_back.txt",
    via=Via.LETTER, carers=True,
)  # fmt: skip
