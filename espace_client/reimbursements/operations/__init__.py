"""The verbs of reimbursements: the insurer's file brings them, and a yearly statement is issued."""

from espace_client.reimbursements.operations.bringing import (
    bring_reimbursements,
    bring_transmissions,
)
from espace_client.reimbursements.operations.stating import UnableToState, state_care

__all__ = ["UnableToState", "bring_reimbursements", "bring_transmissions", "state_care"]
