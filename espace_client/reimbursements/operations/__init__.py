"""The verbs of reimbursements: the insurer's file brings them, a yearly statement is issued, and
one that counts what was cancelled since is withdrawn."""

from espace_client.reimbursements.operations.bringing import (
    bring_reimbursements,
    bring_transmissions,
)
from espace_client.reimbursements.operations.stating import UnableToState, state_care
from espace_client.reimbursements.operations.withdrawing import (
    ask_to_withdraw_what_was_cancelled,
    withdraw_what_was_cancelled,
)

__all__ = [
    "UnableToState",
    "ask_to_withdraw_what_was_cancelled",
    "bring_reimbursements",
    "bring_transmissions",
    "state_care",
    "withdraw_what_was_cancelled",
]
